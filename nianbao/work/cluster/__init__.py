"""A set of reports reviewed on a Dask cluster. One machine needs none of it."""
