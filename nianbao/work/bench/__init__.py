"""The workbench of a draft: what is done to it, each use case once."""
