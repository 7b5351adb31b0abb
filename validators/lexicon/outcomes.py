"""How the form names what became of applications and cases. Applications: ``nianbao.report.layout.OUTCOME_GROUPS``."""

CASE_RESULTS = {
    "upheld": ("维持",),
    "corrected": ("纠正",),
    "other": ("其他结果",),
    "pending": ("尚未审结", "未审结"),
}
"""Column of table four → how prose says it."""
