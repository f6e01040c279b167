"""Files to take away: made when asked for, never kept; neutral names."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from portal.documents.model import Document
from portal.documents.pdf import to_pdf
from portal.ui import desk

_PASSWORD = "pdf_password"  # noqa: S105 - the key of a field


def pdf(label: str, build: Callable[[], Document], name: str) -> None:
    """A button that makes a PDF when pressed; with a password where one was typed above it."""
    st.download_button(
        label,
        data=lambda: to_pdf(build(), st.session_state.get(_PASSWORD) or None),
        file_name=name,
        mime="application/pdf",
        icon=":material/picture_as_pdf:",
        on_click="ignore",
        key=f"pdf-{name}",
    )


def csv(label: str, build: Callable[[], bytes], name: str) -> None:
    """A button that makes a CSV when pressed."""
    st.download_button(
        label,
        data=build,
        file_name=name,
        mime="text/csv",
        icon=":material/table:",
        on_click="ignore",
        key=f"csv-{name}",
    )


def file(label: str, build: Callable[[], bytes], name: str, mime: str) -> None:
    """A button that makes a file of another kind when pressed."""
    st.download_button(
        label,
        data=build,
        file_name=name,
        mime=mime,
        icon=":material/download:",
        on_click="ignore",
        key=f"file-{name}",
    )


def svg(label: str, picture: str, name: str) -> None:
    """A button that saves a picture."""
    st.download_button(
        label,
        data=lambda: picture.encode(),
        file_name=name,
        mime="image/svg+xml",
        icon=":material/image:",
        on_click="ignore",
        key=f"svg-{name}",
    )


def password_question() -> None:
    """Ask for a password on the PDF; empty is none."""
    words = desk.words()
    with st.expander(words("pdf.more"), icon=":material/lock:"):
        st.text_input(
            words("pdf.password"), type="password", help=words("pdf.password_help"), key=_PASSWORD
        )
