"""The conversation: four jobs, an offline router, a model agent, and the guard over its words."""
