"""A draft that was made: changed on request, come back from Word, matched, its revisions."""
