// Lists name and elements of each weight that TensorFlow.js decodes from a manifest or a model, one JSON array a line.
//   npm install @tensorflow/tfjs-core @tensorflow/tfjs-backend-cpu
// Called by tfjs_reader.py.
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const tf = require("@tensorflow/tfjs-core");
require("@tensorflow/tfjs-backend-cpu");
await tf.setBackend("cpu");

for (const path of process.argv.slice(2)) {
  const read = JSON.parse(await readFile(path, "utf8"));
  for (const group of Array.isArray(read) ? read : read.weightsManifest) {
    const parts = await Promise.all(group.paths.map((part) => readFile(join(dirname(path), part))));
    const bytes = Buffer.concat(parts);
    const weights = tf.io.decodeWeights(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length), group.weights);
    for (const [name, tensor] of Object.entries(weights)) {
      console.log(JSON.stringify([name, tensor.size]));
    }
  }
}
