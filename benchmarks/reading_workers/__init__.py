"""What ``benchmarks/reading.py`` runs: the readers, the environment of the others, the files."""
