"""Data: the regulation, notes, sample reports, figures. No code."""
