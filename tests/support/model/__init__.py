"""A model that says what a test tells it to: scripted servers, lies, honest words."""
