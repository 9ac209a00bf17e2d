// Lists name and elements of each tensor of local files with the Hugging Face readers, one JSON array a line.
//   npm install @huggingface/gguf @huggingface/hub
// Called by huggingface_reader.py.
import { open, stat } from "node:fs/promises";
import { gguf } from "@huggingface/gguf";
import { parseSafetensorsMetadata } from "@huggingface/hub";

const [kind, ...paths] = process.argv.slice(2);
const print = (name, shape) => console.log(JSON.stringify([name, shape.reduce((count, dimension) => count * BigInt(dimension), 1n).toString()]));

// The hub's reader takes a repository and a fetch; this one answers every request from the local file.
const fetchLocal = (path) => async (url, init) => {
  const { size } = await stat(path);
  const headers = new Headers(init?.headers);
  const range = /bytes=(\d+)-(\d+)/.exec(headers.get("Range") ?? "");
  const begin = range ? Number(range[1]) : 0;
  const end = range ? Math.min(Number(range[2]) + 1, size) : size;
  const bytes = Buffer.alloc(init?.method === "HEAD" ? 0 : Math.max(0, end - begin));
  const file = await open(path);
  await file.read(bytes, 0, bytes.length, begin);
  await file.close();
  return new Response(init?.method === "HEAD" ? null : bytes, {
    status: range ? 206 : 200,
    headers: {
      "Content-Length": String(end - begin),
      "Content-Range": `bytes ${begin}-${end - 1}/${size}`,
      "X-Linked-Size": String(size),
      ETag: '"local"',
      "X-Linked-Etag": '"local"',
    },
  });
};

for (const path of paths) {
  if (kind === "gguf") {
    for (const tensor of (await gguf(path, { allowLocalFile: true })).tensorInfos) {
      print(tensor.name, tensor.shape);
    }
    continue;
  }

  const { header } = await parseSafetensorsMetadata({ repo: "local/file", path: "model.safetensors", fetch: fetchLocal(path) });
  for (const [name, entry] of Object.entries(header)) {
    if (name !== "__metadata__") {
      print(name, entry.shape);
    }
  }
}
