"""From inputs to a draft: ledger → prose with slots → rendered and guarded report. Code owns every number."""
