"""Sentences that code writes: frames, wordings and the words that may stand between."""
