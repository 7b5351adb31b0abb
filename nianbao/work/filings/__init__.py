"""Filings: a roster set, versions filed and read, the published page compared, and the papers of it all."""
