import os

if os.path.exists("prompts/system.txt"):
    read_prompt()
