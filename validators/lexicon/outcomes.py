"""How the form names what became of applications and cases. Applications: ``nianbao.report.layout.OUTCOME_GROUPS``."""

from nianbao.report.layout import OUTCOME_GROUPS

APPLICATION_OUTCOMES = tuple(OUTCOME_GROUPS.values())
"""予以公开, 部分公开 … 其他处理."""
CASE_RESULTS = {
    "upheld": ("维持",),
    "corrected": ("纠正",),
    "other": ("其他结果",),
    "pending": ("尚未审结", "未审结"),
}
"""Column of table four → how prose says it."""
