"""The smallest app behind the real guard: what a page may hold, and what may go wrong in it."""

import ctypes
import resource

import streamlit as st
from starlette.middleware import Middleware
from streamlit import runtime

from portal.ui import presence
from portal.ui.gate import GATE
from portal.ui.guard import Guard
from portal.ui.lifespan import lifespan, quit_app
from portal.ui.streamlit_internals import (
    drop_media_and_uploads,
    index_html,
    serve_below,
    this_session,
)

_PR_GET_DUMPABLE = 3
SECRET = "Roos-06-12345678"


def uploads(session: str) -> dict[str, object]:
    return runtime.get_instance().uploaded_file_mgr.file_storage.get(session, {})


def _fail() -> bytes:
    raise ValueError(f"no such client: {SECRET}")


if __name__ == "__main__":
    st.session_state.setdefault("locked", False)

    def lock() -> None:
        st.session_state["locked"] = True
        print("HELD", len(uploads(session)), flush=True)
        drop_media_and_uploads()
        print("HELD", len(uploads(session)), flush=True)

    session = this_session()

    def gone() -> None:
        drop_media_and_uploads(session)
        print("LOCKED", flush=True)

    presence.here()
    if not st.session_state["locked"]:
        presence.watch(gone)
        st.download_button("now", SECRET.encode(), "a.txt", key="now")
        st.download_button("later", _fail, "b.txt", key="later")
        st.file_uploader("file", key="file")
    st.button("lock", key="lock", on_click=lock)
    st.button("callback", key="callback", on_click=_fail)
    if st.button("guarded", key="guarded"):
        dumpable = ctypes.CDLL(None).prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0)
        print(f"DUMPABLE {dumpable} CORE {resource.getrlimit(resource.RLIMIT_CORE)}", flush=True)
    st.button("quit", key="quit", on_click=quit_app)
    if st.button("fail", key="fail"):
        _fail()
else:
    serve_below(GATE.path)
    app = st.App(
        __file__,
        lifespan=lifespan,
        middleware=[Middleware(Guard, gate=GATE, index=index_html(), on_leave=presence.lock_all)],
    )
