"""The results that the sentences of ``chat_claims`` speak of, made by the real jobs from the sample reports."""

from pathlib import Path

from nianbao.documents import read
from nianbao.paths import CORPUS_DIR
from nianbao.settings import Settings
from nianbao.work.compare import CompareRequest
from nianbao.work.draft import DraftRequest
from nianbao.work.jobs import JobResult, compare_job, draft_job, law_job, review_job
from nianbao.work.review import ReviewRequest
from nianbao.work.services import Services
from tests.support.draft_inputs import example

REPORTS = CORPUS_DIR / "reports"
SAMPLE, SAMPLE_LAST_YEAR = "liuxi-town-2024.md", "liuxi-town-2023.md"


def settings_in(folder: Path, base_url: str = "", timeout: float = 10.0) -> Settings:
    """Settings with data in ``folder``; with a base URL a model is configured."""
    model = {"OPENAI_API_KEY": "scripted", "OPENAI_BASE_URL": base_url, "model": "scripted"} if base_url else {}
    return Settings(_env_file=None, data_dir=folder, model_timeout=timeout, **model)  # type: ignore[call-arg]


def sample(name: str = SAMPLE) -> bytes:
    return (REPORTS / name).read_bytes()


def broken_sample() -> bytes:
    """The sample with a wrong total, a false 行政诉讼3件 and without its sixth part: does not meet."""
    text = sample().decode()
    text = exchanged(text, "| 8 | 2 | 0 | 0 | 1 | 0 | 11 |\n| 二、", "| 8 | 2 | 0 | 0 | 1 | 0 | 13 |\n| 二、")
    text = exchanged(text, "没有行政诉讼案件", "行政诉讼3件")
    return text[: text.index("## 六、")].encode()


def exchanged(text: str, old: str, new: str) -> str:
    """One piece of the text for another; the piece must be there once."""
    if text.count(old) != 1:
        raise ValueError(f"{old!r} stands {text.count(old)} times in the sample")
    return text.replace(old, new)


def make_results(services: Services) -> dict[str, list[JobResult]]:
    """Name → what the tools gave."""
    report = read(sample(), SAMPLE)
    last_year = read(sample(SAMPLE_LAST_YEAR), SAMPLE_LAST_YEAR)
    inputs, previous = example("county")
    return {
        "none": [],
        "review": [review_job(ReviewRequest(SAMPLE, sample(), library=services.library))],
        "compare": [compare_job(services, CompareRequest(report, last_year))],
        "law": [law_job(services, "申请多少天内要答复")],
        "fees": [law_job(services, "可以收费吗")],
        "draft": [draft_job(services, DraftRequest(inputs, previous, offline=True))],
        "bad review": [review_job(ReviewRequest("改动过的.md", broken_sample(), library=services.library))],
    }
