"""A guide on screen."""

from __future__ import annotations

import re

import streamlit as st

_HEADING = re.compile(r"^(#+) ", re.MULTILINE)


def show(text: str, first_level: int = 1) -> None:
    """Markdown of ours. At level 1 its title is left out, since the page has one."""
    if first_level == 1:
        text = text.partition("\n")[2]
    more = "#" * (first_level - 1)
    st.markdown(_HEADING.sub(rf"\1{more} ", text))
