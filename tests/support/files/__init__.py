"""Files as no library of ours writes them, and looks into those that we write."""
