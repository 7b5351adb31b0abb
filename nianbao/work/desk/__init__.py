"""What the desk asks of several use cases at once."""
