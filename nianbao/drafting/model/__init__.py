"""A model as a writer of passages: the client, its prompts, and what is taken from its answers."""
