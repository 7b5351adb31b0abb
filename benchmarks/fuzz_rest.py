"""Everything that the OpenAPI of the doors allows and much that it forbids, sent to REST: no answer may be a 500.

    python benchmarks/fuzz_rest.py [--examples 50]

Prints requests and answers by operation. Exits with 1 when an answer was a 500, or was none that the description names.
Reports of the corpus are sent as files too, so that not every request ends at the reader.
"""

import argparse
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
REPORTS = sorted((ROOT / "corpus" / "reports").glob("*.md"))[:3]


def main() -> int:
    """Runs every operation; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=int, default=50, help="requests an operation")
    examples = parser.parse_args().examples
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NIANBAO_DATA_DIR"] = folder
        answers = fuzz(examples)
    print(f"{'operation':24} {'requests':>8}  answers")
    bad = 0
    for operation, codes in sorted(answers.items()):
        bad += sum(count for code, count in codes.items() if code.startswith(("5", "not ")))
        said = "  ".join(f"{code}: {count}" for code, count in sorted(codes.items()))
        print(f"{operation:24} {sum(codes.values()):8}  {said}")
    print(f"\n500 or not described: {bad}")
    return int(bad > 0)


def fuzz(examples: int) -> dict[str, Counter[str]]:
    """Operation → status codes; ``not described`` where the description does not name the answer's code."""
    import schemathesis
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st

    from nianbao.api.rest import make

    schema = schemathesis.openapi.from_asgi("/openapi.json", make())
    reports = [path.read_bytes() for path in REPORTS]
    answers: dict[str, Counter[str]] = {}

    def send(case: Any, content: bytes | None) -> None:
        if content is not None and isinstance(case.body, dict):
            for field in ("file", "previous", "files"):
                if field in case.body:
                    case.body[field] = [content] if field == "files" else content
        response = case.call()
        described = {str(code) for code in case.operation.definition.raw["responses"]}
        code = str(response.status_code)
        counted = answers.setdefault(f"{case.operation.method.upper()} {case.operation.path}", Counter())
        # what the framework says of a wrong method or path is the address's, not the operation's
        counted[code if code in described | {"404", "405"} else f"not described {code}"] += 1

    for result in schema.get_all_operations():
        operation = result.ok()
        for mode in (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE):
            try:
                strategy = operation.as_strategy(generation_mode=mode)
            except Exception as error:  # an operation without parameters cannot be called wrongly
                print(f"… {operation.label} {mode.value}: {error}", file=sys.stderr)
                continue

            @settings(
                max_examples=examples, deadline=None, derandomize=True, database=None,
                suppress_health_check=list(HealthCheck), phases=(Phase.generate,),
            )  # fmt: skip
            @given(case=strategy, content=st.none() | st.sampled_from(reports))
            def run(case: Any, content: bytes | None) -> None:
                send(case, content)

            try:
                run()
            except Exception as error:
                if type(error).__name__ not in ("Unsatisfiable", "SkipTest"):
                    raise
    return answers


if __name__ == "__main__":
    sys.exit(main())
