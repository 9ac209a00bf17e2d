def generate(prompt):
    return model(prompt.strip())
