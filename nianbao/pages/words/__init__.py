"""The desk's words by page, where ``texts`` would grow past reason. ``{…}`` are filled in by the page."""
