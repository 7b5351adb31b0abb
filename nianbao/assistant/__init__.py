"""The conversation: what is asked, the acts that answer it, a model agent, and the guard over its words."""
