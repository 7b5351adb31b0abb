"""Writes the generated pages: the rule catalogue and the settings. ``--check`` fails when a page is out of date."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from nianbao.settings import Settings  # noqa: E402
from validators.catalogue import catalogue  # noqa: E402
from validators.pages import page_text  # noqa: E402

SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示"}
SETTINGS_SOURCE = ROOT / "docs" / "settings.md"


def rules_page() -> str:
    """All rules in one page: a table, then each rule's own page."""
    lines = ["# 审核规则目录", "", "本页由 `make docs` 生成，请改 `validators/rules/` 里各规则的说明页。", ""]
    lines += ["| 编号 | 级别 | 检查 |", "| --- | --- | --- |"]
    lines += [f"| {r.id} | {SEVERITIES[r.severity]} | {r.title} |" for r in catalogue().values()]
    for rule in catalogue():
        lines += ["", re.sub(r"^(#+) ", r"#\1 ", page_text(rule).strip(), flags=re.MULTILINE)]
    return "\n".join(lines) + "\n"


def undocumented_settings() -> list[str]:
    """Settings that docs/settings.md does not name."""
    text = SETTINGS_SOURCE.read_text(encoding="utf-8")
    names = []
    for name, info in Settings.model_fields.items():
        alias = info.validation_alias
        variable = (
            str(alias.choices[0]) if alias is not None and hasattr(alias, "choices") else f"NIANBAO_{name.upper()}"
        )
        if f"`{variable}`" not in text:
            names.append(variable)
    return names


def main() -> int:
    page, target = rules_page(), ROOT / "docs" / "rules.md"
    if "--check" not in sys.argv:
        target.write_text(page, encoding="utf-8")
        return 0
    problems = [f"docs/settings.md does not name {name}" for name in undocumented_settings()]
    if not target.exists() or target.read_text(encoding="utf-8") != page:
        problems.append("docs/rules.md is out of date: run make docs")
    print("\n".join(problems) or "generated pages are up to date")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
