"""The few places where we reach inside Streamlit. A test fails loudly when they change."""

from __future__ import annotations

import logging
import signal
from pathlib import Path
from typing import Any

import streamlit
import uvicorn
from starlette.formparsers import MultiPartParser
from streamlit import config, runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

_IN_MEMORY = 64 * 1024 * 1024  # above server.maxUploadSize: an upload never touches the disk


def index_html() -> str:
    """Streamlit's own page."""
    return (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


def serve_below(path: str) -> None:
    """Serve everything below a path."""
    config.set_option("server.baseUrlPath", path.strip("/"))


def port() -> int:
    """The port that the system picked; known once the server listens."""
    return int(config.get_option("server.port"))


def keep_uploads_in_memory() -> None:
    """An upload over 1 MB would pass through a plain temporary file."""
    MultiPartParser.spool_max_size = _IN_MEMORY


def keep_facts_out_of_the_log() -> None:
    """What an error says may hold facts: every log line keeps its kind and place, no more.

    Not a filter on one logger: errors of the script, of a download made on request and of the
    server are logged by three different ones.
    """
    logging.setLogRecordFactory(_bare_record)


def this_session() -> str:
    """The name of the session that runs now; empty outside of one."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else ""


def is_connected(session: str) -> bool:
    """True while a browser tab holds this session's socket."""
    return runtime.exists() and runtime.get_instance().is_active_session(session)


def drop_media_and_uploads(session: str = "") -> None:
    """Forget what a session showed for download and what it uploaded: their addresses give 404."""
    session = session or this_session()
    if not session or not runtime.exists():
        return
    running = runtime.get_instance()
    running.uploaded_file_mgr.remove_session_files(session)
    running.dataframe_source_mgr.clear_all_for_session(session)
    running.media_file_mgr.clear_session_refs(session)
    for _ in range(2):  # a download is marked at the first call, and gone at the second
        running.media_file_mgr.remove_orphaned_files()


def end_server() -> None:
    """End the server in an orderly way, as its own handler would for a signal.

    The flag is set by hand: a signal that was really sent is sent once more at the end, and then
    the process would end by it, with an exit code that looks like a failure.
    """
    server = getattr(signal.getsignal(signal.SIGTERM), "__self__", None)
    if isinstance(server, uvicorn.Server):
        server.should_exit = True
    else:
        signal.raise_signal(signal.SIGTERM)


def _bare_record(*given: Any, **more: Any) -> logging.LogRecord:
    record = logging.LogRecord(*given, **more)
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        record.msg, record.args = f"{type(error).__name__} at {_place(error)}", ()
        record.exc_info = None
    elif isinstance(record.args, tuple):
        record.args = tuple(
            type(one).__name__ if isinstance(one, BaseException) else one for one in record.args
        )
    return record


def _place(error: BaseException) -> str:
    """File and line where it was raised; where it was passed on, of what it came from."""
    while error.__cause__ is not None:
        error = error.__cause__
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
