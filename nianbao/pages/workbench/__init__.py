"""The review workbench: the report as a paper beside its findings."""
