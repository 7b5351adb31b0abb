"""Sets: many reports reviewed together, as a job that no page has to wait for."""
