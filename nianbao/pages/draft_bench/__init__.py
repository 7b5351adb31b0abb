"""The draft as a workbench: material, figures, sentences, check, versions, export."""
