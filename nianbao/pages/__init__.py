"""The desk's pages and what they share. They show and collect; the work is done in ``assistant``."""
