"""Files handed in and out: read once, in few processes, whole or not at all."""
