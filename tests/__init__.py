"""Ours, so that ``tests.support`` is found here and not in some other distribution's ``tests``."""
