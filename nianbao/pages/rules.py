"""Page 规则目录: every rule with what it checks, on what basis, its examples and exceptions."""

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.own_profiles import show_profiles
from nianbao.pages.plain import plain
from nianbao.pages.shown.law import RuleEntry, rule_entries
from nianbao.pages.sidebar import show_sidebar
from nianbao.pages.words import workbench as words
from nianbao.papers.wording import SEVERITIES

_BADGES = {"error": "red", "warning": "orange", "info": "gray"}


@st.cache_data(show_spinner=False)
def entries() -> list[RuleEntry]:
    return rule_entries()


def show_rule(rule: RuleEntry) -> None:
    badge = f":{_BADGES[rule.severity]}-badge[{SEVERITIES[rule.severity]}]"
    with st.expander(f"{badge} **{plain(rule.id)}**　{plain(rule.title)}"):
        if not rule.sections:
            st.caption(texts.RULES_NO_PAGE)
            st.markdown(f"**{texts.RULES_BASIS}**　{plain('、'.join(rule.basis))}")
        for heading, text in rule.sections.items():
            st.markdown(f"**{heading}**\n\n{text}")
            if heading == texts.RULES_BASIS:
                show_examples(rule)


def show_examples(rule: RuleEntry) -> None:
    """The captions of the worked examples, wrong ones first; what they are made of is for the tests."""
    for heading in dict.fromkeys(h for h, _ in rule.examples):
        captions = "\n".join(f"- {caption}" for h, caption in rule.examples if h == heading)
        st.markdown(f"**{heading}**\n\n{captions}")


def show_rules() -> None:
    rules = entries()
    st.caption(texts.RULES_INTRO.format(n=len(rules)))
    family = ""
    for rule in rules:
        if rule.id.rpartition("-")[0] != family:
            family = rule.id.rpartition("-")[0]
            st.header(texts.RULES_FAMILIES[family])
        show_rule(rule)


st.title(texts.RULES_HEADING)
catalogue, own = st.tabs(
    [words.RULES_TAB, words.PROFILES], default=words.PROFILES if "profiles" in st.query_params else None
)
with catalogue:
    show_rules()
with own:
    show_profiles()
show_sidebar()
