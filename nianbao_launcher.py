"""Console-script entry under a name of its own.

The rooms have plain names (``validators``, ``cli``) that other packages on a machine may have too. This module
puts its own folder first and only then imports them.
"""

import sys
from pathlib import Path


def main() -> None:
    """Run the command line with our rooms first on the path."""
    root = str(Path(__file__).resolve().parent)
    sys.path[:] = [root, *(p for p in sys.path if p != root)]
    from cli import main as run

    run()
