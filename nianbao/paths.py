"""Where the project's own files are. Apart from ``settings`` so that reading the law needs no settings library."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS_DIR = ROOT / "corpus"
PROMPTS_DIR = ROOT / "prompts"
