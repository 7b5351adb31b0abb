"""A report against last year and against its peers: metrics, ranks, shared wording."""
