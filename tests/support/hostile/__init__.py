"""Damaged and hostile files for the readers: sound files of every format, ways to spoil them, and what may come of it."""
