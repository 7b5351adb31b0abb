"""The ledger of numbers: where each comes from, and every number of a text found in it."""
