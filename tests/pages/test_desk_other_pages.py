"""The pages beside the conversation: searching the law, the catalogue of rules, the library of reports."""

from typing import Any

from nianbao.pages import texts
from nianbao.pages.words import workbench as words
from nianbao.report.regulation import articles, cite
from tests.conftest import ROOT
from validators.catalogue import catalogue

SAMPLE = ROOT / "corpus" / "reports" / "liuxi-town-2024.md"


def page(tab: Any) -> str:
    return "\n".join(str(h.value) for h in tab.main.get("html"))


def calm(tab: Any) -> bool:
    return not tab.exception and not tab.error


def test_law_page_finds_an_article_and_holds_the_whole_regulation(open_desk):
    tab = open_desk().switch_page("nianbao/pages/law.py").run()
    assert calm(tab)
    whole = page(tab)
    assert all(line in whole for article in articles() for line in article.text.split("\n"))
    tab.text_input(key="law-query").set_value("涉及商业秘密的能不能公开")
    next(b for b in tab.button if b.label == texts.LAW_SEARCH).click().run()
    assert calm(tab)
    found = page(tab).split("nb-article")[0]
    assert cite(15).split("\n")[0] in found
    assert texts.LAW_FOUND.format(n=8) in [s.value for s in tab.subheader]


def test_law_page_searches_past_reports_when_asked(open_desk):
    tab = open_desk().switch_page("nianbao/pages/law.py").run()
    tab.text_input(key="law-query").set_value("政务新媒体建设")
    tab.radio(key="law-scope").set_value(texts.LAW_SCOPE_REPORTS)
    next(b for b in tab.button if b.label == texts.LAW_SEARCH).click().run()
    assert calm(tab)
    assert texts.KIND_PASSAGE in page(tab)
    assert f'kind-article">{texts.KIND_ARTICLE}' not in page(tab)


def test_rules_page_shows_every_rule_with_its_page(open_desk):
    tab = open_desk().switch_page("nianbao/pages/rules.py").run()
    assert calm(tab)
    labels = [e.label for e in tab.tabs[0].expander]
    assert len(labels) == len(catalogue())
    assert all(any(f"**{rule}**" in label for label in labels) for rule in catalogue())
    assert not any(c.value == texts.RULES_NO_PAGE for c in tab.caption)
    assert "```" not in "".join(m.value for m in tab.markdown)


def test_a_profile_is_handed_in_shown_and_used(open_desk):
    tab = open_desk().switch_page("nianbao/pages/rules.py").run()
    county = 'name = "青禾县政务公开办"\n[deadlines]\ndepartment = "01-20"\n'.encode()
    tab.main.get("file_uploader")[0].upload("县.toml", county, "application/toml").run()
    tab.button(key="add-profile").click().run()
    assert calm(tab)
    assert words.PROFILE_ADDED.format(name="青禾县政务公开办") in [s.value for s in tab.success]
    assert "1月20日" in page(tab)
    tab.button(key="use-own:青禾县政务公开办").click().run()
    assert tab.selectbox(key="profile-field").value == "own:青禾县政务公开办"
    tab.button(key="delete-own:青禾县政务公开办").click().run()
    assert calm(tab)
    assert tab.selectbox(key="profile-field").value == "national"
    tab.main.get("file_uploader")[0].upload("坏.toml", b"name = ", "application/toml").run()
    tab.button(key="add-profile").click().run()
    assert len(tab.error) == 1


def test_library_page_lists_filters_and_takes_in_a_report(open_desk):
    tab = open_desk().switch_page("nianbao/pages/library.py").run()
    assert calm(tab)
    tab.text_input(key="library-filter").set_value("柳溪").run()
    assert page(tab).count("柳溪镇人民政府") == 2
    uploader = tab.main.get("file_uploader")[0]
    uploader.upload("示例.md", SAMPLE.read_bytes(), "text/markdown")
    next(b for b in tab.button if b.label == texts.LIBRARY_GO).click().run()
    assert calm(tab)
    assert [s.value for s in tab.success] == [
        texts.LIBRARY_ADDED.format(name="示例省云岭市青禾县柳溪镇人民政府2024年度报告")
    ]
    assert page(tab).count("柳溪镇人民政府") == 3


def test_library_page_says_which_file_it_could_not_take(open_desk):
    tab = open_desk().switch_page("nianbao/pages/library.py").run()
    tab.main.get("file_uploader")[0].upload("扫描件.pdf", b"%PDF-1.7", "application/pdf")
    next(b for b in tab.button if b.label == texts.LIBRARY_GO).click().run()
    assert not tab.exception
    assert ["扫描件.pdf" in e.value for e in tab.error] == [True]


def test_a_conversation_is_opened_from_another_page(open_desk):
    tab = open_desk()
    tab.button(key="do-law").click().run()
    tab.switch_page("nianbao/pages/rules.py").run()
    next(b for b in tab.sidebar.button if texts.LAW_EXAMPLE in b.label).click().run()
    assert calm(tab)
    assert len(tab.chat_message) == 2
