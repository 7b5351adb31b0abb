"""The model as the use cases meet it: asking it, probing its server, what it may cite, what becomes of its sentences."""
