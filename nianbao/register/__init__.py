"""申请台账: rows of applications in any file → tables three and four, deadlines, and what must be asked."""
