"""Finding law, format notes and passages of past reports; choosing peers.

The package itself imports nothing: ``retrieval.search`` loads numpy and bm25s, and only ``retrieval.vectors`` Chroma.
"""
