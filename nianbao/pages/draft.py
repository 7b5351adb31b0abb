"""Page 起草: a draft as a workbench: material, figures, sentences, check, versions, export."""

from datetime import date
from functools import partial

import streamlit as st

from nianbao.pages.draft_bench import figures, sentences
from nianbao.pages.draft_bench.check import show_check
from nianbao.pages.draft_bench.figures import show_figures
from nianbao.pages.draft_bench.material import show_material
from nianbao.pages.draft_bench.sentences import show_sentences
from nianbao.pages.draft_bench.tab import Tab
from nianbao.pages.draft_bench.versions import show_export, show_versions
from nianbao.pages.html import Html, join, tag
from nianbao.pages.page import guarded, the_assistant
from nianbao.pages.plain import plain, say_problems
from nianbao.pages.results.common import VERDICT_COLOURS
from nianbao.pages.session import choice_in_address, reviewer_name
from nianbao.pages.side_chat import Beside, show_side_chat
from nianbao.pages.sidebar import show_sidebar
from nianbao.pages.words import drafts
from nianbao.papers.wording import VERDICTS
from nianbao.report.errors import UserError
from nianbao.work.bench.beside import open_bench, talk_of_draft
from nianbao.work.bench.opening import FIRST_YEAR, Bench, begin_draft, drafts_at_work, place_name
from nianbao.work.bench.saying import settle_beside
from nianbao.work.bench.versions import go_on_from
from nianbao.work.handed.downloads import report_year

D, REVISION, VIEW = "d", "rev", "view"
_HERE = "nianbao/pages/draft.py"
_TABS = {
    "material": show_material,
    "figures": show_figures,
    "text": show_sentences,
    "check": show_check,
    "versions": show_versions,
    "export": show_export,
}


def bar(bench: Bench) -> Html:
    """Whose draft, of which year, how much is left, and that everything is kept."""
    left = len(bench.written.open)
    verdict = bench.written.verdict
    said = [drafts.LEFT.format(n=left) if left else drafts.NONE_LEFT, drafts.VERDICT.format(verdict=VERDICTS[verdict])]
    who = drafts.WHO.format(agency=bench.draft.agency, year=bench.draft.year)
    colour = VERDICT_COLOURS[verdict] if not left else "fair"
    status = tag(
        "span", join((tag("b", said[0]), tag("span", said[1])), "　"), f"nb-bar-verdict {colour}", role="status"
    )
    at = max((s.at for s in bench.state.values.values()), default=None)
    kept = tag("span", drafts.KEPT.format(at=f"{at.astimezone():%m-%d %H:%M}"), "nb-small") if at else ""
    return tag("div", join((tag("b", who, "nb-bar-who"), status, kept)), "nb-bar")


def show_bench(id: int) -> None:
    tab = Tab(id)
    for key in (figures.KEY, sentences.KEY):
        tab.take(key)
    bench = tab.bench
    st.html(bar(bench))
    _both(tab, bench)
    if bench.newer is not None:
        with st.container(horizontal=True, vertical_alignment="center", key="newer"):
            st.html(tag("span", drafts.NEWER.format(n=bench.newer)))
            st.button(drafts.TAKE_NEWER.format(n=bench.newer), on_click=_take, args=(id, bench.newer), key="take-newer")
    _TABS[_view(id, bench)](tab)


def _view(id: int, bench: Bench) -> str:
    """The part that is shown; a link to a revision that is not there says so."""
    asked, first = st.query_params.get(REVISION), "material"
    if asked is not None:
        first = "text"
        if not asked.isdecimal() or not 1 <= int(asked) <= bench.draft.latest:
            st.warning(drafts.NO_SUCH_REVISION)
    called = {key: drafts.VIEWS[key] for key in _TABS}
    return choice_in_address(drafts.VIEW, VIEW, called, f"bench-view-{id}", first) or first


@guarded
def _take(id: int, number: int) -> None:
    go_on_from(the_assistant().services, id, number, reviewer_name())


def _both(tab: Tab, bench: Bench) -> None:
    """What two people typed at one place without seeing each other: both stand there until one is chosen."""
    for place, others in bench.state.beside.items():
        standing = bench.state.values.get(place)
        for other in others:
            with st.container(border=True, key=f"both-{other.number}"):
                st.markdown(f"**{plain(drafts.BOTH.format(what=place_name(bench, place)))}**")
                for said, one in ((drafts.STANDS, standing), (drafts.BESIDE, other)):
                    if one is not None:
                        shown = _shown(one.value)
                        st.markdown(
                            plain(said.format(value=shown, author=one.author, at=f"{one.at.astimezone():%H:%M}"))
                        )
                with st.container(horizontal=True):
                    now = standing.value if standing else None
                    st.button(
                        drafts.USE_STANDING, key=f"stand-{other.number}", on_click=_settle, args=(tab, place, now)
                    )
                    st.button(
                        drafts.USE_BESIDE,
                        key=f"beside-{other.number}",
                        on_click=_settle,
                        args=(tab, place, other.value),
                    )


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(str(v) for k, v in value.items() if v and k != "aspect")
    return str(value or drafts.EMPTY)


@guarded
def _settle(tab: Tab, place: str, value: object) -> None:
    settle_beside(the_assistant().services, tab.id, place, value, reviewer_name())


def show_begin() -> None:
    """A new draft by agency and year, and those at work."""
    st.title(drafts.HEADING)
    st.caption(drafts.INTRO)
    with st.form("begin-draft", border=True):
        name, year, go = st.columns([4, 1, 1], vertical_alignment="bottom")
        agency = name.text_input(drafts.AGENCY, placeholder=drafts.AGENCY_PLACEHOLDER, key="begin-agency")
        due = report_year(date.today())
        of = year.selectbox(drafts.YEAR, range(due, FIRST_YEAR - 1, -1), key="begin-year")
        begun = go.form_submit_button(drafts.BEGIN, type="primary", width="stretch")
    if begun:
        try:
            st.query_params[D] = str(begin_draft(the_assistant().services, agency, int(of), reviewer_name()))
        except UserError as error:
            say_problems(str(error))
        else:
            st.rerun()
    st.html(tag("h2", drafts.RECENT, "nb-heading"))
    begun_before = drafts_at_work(the_assistant().services)
    if not begun_before:
        st.caption(drafts.NONE_YET)
    for each in begun_before:
        revisions = drafts.REVISIONS.format(n=each.revisions) if each.revisions else drafts.NO_REVISION
        at = f"{each.at.astimezone():%Y-%m-%d %H:%M}"
        line = drafts.LINE.format(agency=each.agency, year=each.year, revisions=revisions, at=at)
        st.page_link(_HERE, label=plain(line), query_params={D: str(each.id)}, icon=":material/edit_document:")


written = st.query_params.get(D, "")
beside: Beside | None = None
if not written.isdecimal():
    show_begin()
else:
    try:
        st.query_params[D] = written  # a link to the page itself does not change the browser's address
        show_bench(int(written))
        services = the_assistant().services
        begun = partial(talk_of_draft, services, int(written))
        beside = Beside(f"draft-{written}", *open_bench(services, int(written)), begun)
    except UserError as error:
        say_problems(str(error))
        show_begin()
if beside is None:
    show_sidebar()
else:
    show_side_chat(beside)
