"""The desk under AppTest: the real pages over a fresh database, nothing configured."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.conftest import ROOT


@pytest.fixture
def open_desk() -> Iterator[Callable[..., Any]]:
    """Opens the desk as a new browser tab would, at a conversation when an id is given."""
    import streamlit as st
    from streamlit.testing.v1 import AppTest

    def open_tab(conversation: str | None = None) -> Any:
        tab = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        if conversation is not None:
            tab.query_params["c"] = conversation
        return tab.run()

    st.cache_resource.clear()
    st.cache_data.clear()
    yield open_tab
    st.cache_resource.clear()
    st.cache_data.clear()
