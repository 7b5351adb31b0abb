"""The clerk's material: the inputs workbook, notes, the register and last year's report, each value with its source."""
