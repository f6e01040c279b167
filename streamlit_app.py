"""The front door.

The server imports this file once, without a session, and finds `app`: what must be true for
every visitor stands there. Streamlit then runs the file as a script for each session: what one
visitor sees stands below, under the name check.
"""

import streamlit as st
from starlette.middleware import Middleware

from portal.ui import presence
from portal.ui.gate import GATE
from portal.ui.guard import Guard
from portal.ui.lifespan import lifespan
from portal.ui.streamlit_internals import index_html, serve_below

if __name__ == "__main__":
    from portal.ui.frame import run

    run()
else:
    serve_below(GATE.path)
    app = st.App(
        __file__,
        lifespan=lifespan,
        middleware=[Middleware(Guard, gate=GATE, index=index_html(), on_leave=presence.leave)],
    )
