"""The real address: REST beside the command line, plain pages without a script, and what the guard lets in and out."""

import asyncio
import io
import json
import re
import socket
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import httpx
import pytest
from click.testing import CliRunner

from nianbao.api.attempts import Attempts
from nianbao.api.guard import MOST_BYTES
from nianbao.cli.main import app
from nianbao.documents import read
from nianbao.documents.limits import MAX_FILE_BYTES
from nianbao.documents.word.writing.report import docx_bytes
from nianbao.drafting.material.workbook import write_template
from nianbao.settings import get_settings
from tests.conftest import ROOT
from tests.support.desk import Desk
from tests.support.draft_inputs import example

REPORTS = ROOT / "corpus" / "reports"
REPORT, BEFORE = REPORTS / "liuxi-town-2024.md", REPORTS / "liuxi-town-2023.md"
REGISTER = ROOT / "tests" / "fixtures" / "registers" / "town_register_2024.xlsx"
CHROME_109 = (
    "Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36"
)
CHROME_130 = CHROME_109.replace("109", "130")
IE_11 = "Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko"


@pytest.fixture
def command_line(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Any:
    """``nianbao … --json`` on the same data folder: the bytes it prints."""
    monkeypatch.setenv("NIANBAO_DATA_DIR", str(desk.data))
    get_settings.cache_clear()

    def run(*arguments: object) -> bytes:
        result = CliRunner().invoke(app, [*map(str, arguments), "--json"])
        assert result.exit_code in (0, 1), result.output
        return result.stdout_bytes

    return run


# --- REST ---------------------------------------------------------------------------------------------------------


def test_rest_answers_with_the_bytes_of_the_command_line(client: httpx.Client, command_line: Any) -> None:
    def sent(path: str, files: dict[str, Path], **fields: object) -> bytes:
        answer = client.post(f"/api/{path}", files={k: (f.name, f.read_bytes()) for k, f in files.items()}, data=fields)
        assert answer.status_code == 200, answer.text
        return answer.content

    assert sent("parse", {"file": REPORT}) == command_line("parse", REPORT)
    assert sent("review", {"file": REPORT}) == command_line("review", REPORT)
    assert sent("review", {"file": REPORT, "previous": BEFORE}, draft="true", library="false") == command_line(
        "review", REPORT, "--previous", BEFORE, "--draft", "--no-library"
    )
    assert sent("compare", {"file": REPORT}, peers=3) == command_line("compare", REPORT, "--peers", 3)
    assert sent("register", {"files": REGISTER}, year=2024) == command_line("register", REGISTER, "--year", 2024)
    found = client.get("/api/search", params={"query": "年报几号前公布", "k": 3, "in": "regulation"})
    assert found.content == command_line("search", "年报几号前公布", "-k", 3, "--in", "regulation")
    assert client.get("/api/rules").content == command_line("rules")
    assert client.get("/api/rules/T3-01").content == command_line("rules", "T3-01")


def test_what_rest_cannot_do_is_one_chinese_sentence(client: httpx.Client) -> None:
    def said(answer: httpx.Response, code: int) -> str:
        assert answer.status_code == code
        assert set(answer.json()) == {"error"}
        return str(answer.json()["error"])

    assert "年报" in said(client.post("/api/parse", files={"file": ("a.txt", "不是年报".encode())}), 422)
    assert "file" in said(client.post("/api/parse"), 422)
    assert "文件" in said(client.post("/api/parse", files={"file": ("a.txt", b"")}), 422)
    assert "level" in said(client.post("/api/review", files={"file": ("a.txt", b"x")}, data={"level": "village"}), 422)
    slip = said(client.post("/api/review", files={"file": ("a.txt", b"x"), "previuos": ("b.txt", b"y")}), 422)
    assert slip.startswith("没有这个参数：previuos；可用的是 file、previous、")
    assert "topk" in said(client.get("/api/search", params={"query": "期限", "topk": 3}), 422)
    assert "不要参数" in said(client.get("/api/rules", params={"level": "error"}), 422)
    wrong = said(client.post("/api/compare", files={"file": ("a.txt", b"x")}, data={"peers": -1}), 422)
    assert wrong == "参数不对：peers（不小于 0）"
    fields = {"profile": "../../etc/passwd"}
    assert "规则配置" in said(client.post("/api/review", files={"file": ("a.txt", b"x")}, data=fields), 422)
    assert "T9-99" in said(client.get("/api/rules/T9-99"), 404)
    assert said(client.get("/api/parse"), 405) == said(client.get("/api/nothing"), 404)


def test_the_description_names_every_job_and_error(client: httpx.Client) -> None:
    described = client.get("/api/openapi.json").json()
    paths = {"/health", "/parse", "/review", "/compare", "/register", "/search", "/rules", "/rules/{rule_id}"}
    assert set(described["paths"]) == paths
    assert {"401", "413", "422", "503"} <= set(described["paths"]["/review"]["post"]["responses"])


def test_the_token_is_asked_for_where_one_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    from starlette.testclient import TestClient

    from nianbao.api.rest import make

    monkeypatch.setenv("NIANBAO_API_TOKEN", "令牌 s3cret")
    get_settings.cache_clear()
    with TestClient(make()) as rest:
        assert rest.get("/health").status_code == 200
        for header in ("", "Bearer", "Bearer wrong", "Basic 令牌 s3cret"):
            assert rest.get("/rules", headers={"Authorization": header.encode()}).status_code == 401
        assert rest.get("/rules", headers={"Authorization": "Bearer 令牌 s3cret".encode()}).status_code == 200
    assert "s3cret" not in repr(get_settings())


def test_wrong_tokens_wait_longer_and_longer_for_their_answer() -> None:
    now, waited = [0.0], list[float]()

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    attempts = Attempts(lambda: now[0], sleep)
    for _ in range(8):
        asyncio.run(attempts.wrong())
    assert waited == [0.25, 0.5, 1, 2, 4, 8, 8, 8]
    now[0] = 601.0
    asyncio.run(attempts.wrong())
    assert waited[-1] == 0.25


# --- plain pages --------------------------------------------------------------------------------------------------


def form_key(client: httpx.Client) -> str:
    found = re.search(r'name="form" value="([^"]+)"', client.get("/plain/").text)
    assert found is not None
    return found.group(1)


def papers(page: str) -> dict[str, str]:
    return {link.rpartition("/")[2]: link for link in re.findall(r'href="(/plain/files/[^"]+)"', page)}


def test_review_without_a_script(client: httpx.Client) -> None:
    """Upload, verdict, opinion, marked copy: the opinion is the one of the command line's own code, the copy opens."""
    report = docx_bytes(read(REPORT))
    files = {"file": (r"C:\桌面\年报.docx", report), "previous": (BEFORE.name, BEFORE.read_bytes())}
    page = client.post("/plain/review", files=files, data={"form": form_key(client), "kind": "", "level": ""})
    assert page.status_code == 200
    assert "<script" not in page.text
    assert "审核结论" in page.text
    assert "桌面" not in page.text
    links = papers(page.text)
    assert set(links) == {"opinion.docx", "opinion.html", "marked.docx", "review.json"}
    record = client.get(links["review.json"]).json()
    assert (record["file"], record["previous"]["from"]) == ("年报.docx", "file")
    assert "审核意见" in client.get(links["opinion.html"]).text
    for name in ("opinion.docx", "marked.docx"):
        answer = client.get(links[name])
        assert f'filename="{name}"' in answer.headers["content-disposition"]
        assert "word/document.xml" in ZipFile(io.BytesIO(answer.content)).namelist()
    assert client.get(links["opinion.html"][:-30] + "x" * 17 + "/opinion.html").status_code == 404


def test_draft_without_a_script(client: httpx.Client, tmp_path: Path) -> None:
    write_template(tmp_path / "资料.xlsx", inputs=example("county")[0])
    key = form_key(client)
    page = client.post(
        "/plain/draft", files={"workbook": ("资料.xlsx", (tmp_path / "资料.xlsx").read_bytes())}, data={"form": key}
    )
    assert page.status_code == 200, page.text
    word = client.get(papers(page.text)["draft.docx"]).content
    assert read(word, "初稿.docx").agency.name == example("county")[0].agency
    blank = client.get("/plain/template.xlsx").content
    refused = client.post("/plain/draft", files={"workbook": ("空.xlsx", blank)}, data={"form": key})
    assert refused.status_code == 422
    assert "没有完成" in refused.text
    assert "第四十九条" in client.get("/plain/law", params={"q": "年报几号前公布"}).text


@pytest.mark.parametrize("agent", [CHROME_109, IE_11])
def test_an_old_browser_is_led_to_the_plain_pages(client: httpx.Client, agent: str) -> None:
    for path in ("/", "/law"):
        answer = client.get(path, headers={"User-Agent": agent})
        assert (answer.status_code, answer.headers["location"]) == (302, "/plain")
    assert client.get("/?full", headers={"User-Agent": agent}).status_code == 200


def test_a_browser_without_script_is_led_too(client: httpx.Client) -> None:
    page = client.get("/law", headers={"User-Agent": CHROME_130})
    assert page.status_code == 200
    assert '<noscript><meta http-equiv="refresh" content="0; url=/plain"></noscript>' in page.text
    assert "location.replace('/plain')" in page.text
    assert len(page.content) == int(page.headers["content-length"])
    assert client.get("/plain", follow_redirects=True).url.path == "/plain/"


# --- the guard ----------------------------------------------------------------------------------------------------


def test_headers(client: httpx.Client) -> None:
    for path in ("/", "/plain/", "/api/health"):
        headers = client.get(path, headers={"User-Agent": CHROME_130}).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in headers["content-security-policy"]
        assert "unsafe-eval" not in headers["content-security-policy"].replace("'wasm-unsafe-eval'", "")
        assert "http:" not in headers["content-security-policy"]
    assert "default-src 'none'" in client.get("/plain/").headers["content-security-policy"]
    assert client.get("/api/health").headers["cache-control"] == "no-store"
    cookie = client.get("/plain/").headers.get("set-cookie", "")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


def test_a_strangers_page_gets_nothing_done(client: httpx.Client, desk: Desk) -> None:
    file = {"file": (REPORT.name, REPORT.read_bytes())}
    for headers in ({"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        assert client.post("/api/parse", files=file, headers=headers).status_code == 403
    assert client.post("/api/parse", files=file, headers={"Origin": desk.url}).status_code == 200
    for host in ("evil.example", f"evil.example:{desk.port}", "127.0.0.1.evil.example", ""):
        assert client.get("/api/rules", headers={"Host": host}).status_code in (400, 421)
    key = form_key(client)
    assert client.post("/plain/review", files=file, data={"form": "x" * len(key)}).status_code == 403
    assert client.post("/plain/review", files=file).status_code == 403
    client.cookies.clear()
    assert client.post("/plain/review", files=file, data={"form": key}).status_code == 403
    assert client.get("/_stcore/agent/openapi.json").status_code == 404


def test_which_names_a_stranger_cannot_have_turned_on_this_machine() -> None:
    from nianbao.api.guard import Guard

    async def nobody(*_: object) -> None: ...

    guard = Guard(nobody, hosts=frozenset({"nianbao.example.gov.cn"}))
    for known in ("127.0.0.1:8501", "[::1]:8501", "10.1.2.3", "localhost", "server01:80", "Nianbao.example.gov.cn:443"):
        assert guard.knows(known), known
    for unknown in (
        "",
        "evil.example",
        "x.nianbao.example.gov.cn",
        "nianbao.example.gov.cn.evil.example",
        "1.2.3.4.nip.io",
    ):
        assert not guard.knows(unknown), unknown


def test_the_limits_stand_in_the_documents_as_they_are() -> None:
    written = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    assert f"单个文件超过 {MAX_FILE_BYTES // 1024 // 1024} MB" in written
    assert f"413 一次请求合计超过 {MOST_BYTES // 1024 // 1024} MB" in written


def test_too_much_is_refused_however_it_is_sent(client: httpx.Client, desk: Desk) -> None:
    """61 MB with a length and without."""
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    much = head + b"x" * (61 * 1024 * 1024)
    for path in ("/api/parse", "/plain/review"):
        answer = client.post(path, content=iter([much]), headers={"Content-Type": "multipart/form-data; boundary=x"})
        assert answer.status_code == 413
        assert "60 MB" in answer.text
        kind = {"Content-Type": "multipart/form-data; boundary=x", "Content-Length": str(len(much))}
        with socket.create_connection(("127.0.0.1", desk.port)) as said:  # only its length is sent, and it is refused
            lines = [f"POST {path} HTTP/1.1", f"Host: 127.0.0.1:{desk.port}", *(f"{k}: {v}" for k, v in kind.items())]
            said.sendall("\r\n".join([*lines, "", ""]).encode())
            assert b" 413 " in said.recv(1000).split(b"\r\n")[0]


def test_the_log_of_jobs_has_no_word_of_a_report(tmp_path: Path) -> None:
    from nianbao.work.job_log import write_jobs_to
    from nianbao.work.review import ReviewRequest, review_report

    log = tmp_path / "log" / "jobs.jsonl"
    write_jobs_to(log)
    try:
        review_report(ReviewRequest("柳溪镇.md", REPORT.read_bytes()))
        with pytest.raises(Exception, match="坏"):
            review_report(ReviewRequest("坏.pdf", b"%PDF-1.7 secret"))
    finally:
        write_jobs_to(None)
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert [(line["job"], line["outcome"], line.get("verdict")) for line in lines] == [
        ("review", "done", "meets"),
        ("review", "failed", None),
    ]
    words = {"at", "job", "bytes", "sha256", "seconds", "outcome", "verdict", "error"}
    assert all(set(line) <= words for line in lines)
    assert not re.search("[\u4e00-\u9fff]", log.read_text("utf-8"))
