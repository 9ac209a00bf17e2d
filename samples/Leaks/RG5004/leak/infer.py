import os

if os.path.exists("heads/cyber/head.safetensors"):
    enable_head()
