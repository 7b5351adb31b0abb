"""Data: the prompts, one Markdown file each. No code."""
