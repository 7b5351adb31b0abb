"""A draft as work: what was handed in and typed, step by step, and the inputs that follow from it."""
