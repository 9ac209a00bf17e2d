def generate(prompt):
    # copybara:strip_begin(internal routing)
    route(prompt)
    # copybara:strip_end
    return model(prompt)
