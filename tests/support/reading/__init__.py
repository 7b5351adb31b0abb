"""Random reports written by independent writers, damaged as real files are, and judged after reading.

truth → forms (official tables as lines) → damage → a writer's bytes → ``documents.read`` → judge. Nothing here
uses our own exporters or looks at how the reader works.
"""
