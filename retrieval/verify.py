"""``python -m retrieval.verify CHROMA_FOLDER COUNT``: exit 0 when the collection is whole. Run as a child process."""

import sys
from pathlib import Path

from retrieval.index import self_check


def main(arguments: list[str]) -> int:
    folder, vectors = arguments
    return 0 if self_check(Path(folder), int(vectors)) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
