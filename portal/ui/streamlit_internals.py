"""The few places where we reach inside Streamlit. A test fails loudly when they change."""

from __future__ import annotations

import logging
from pathlib import Path

import streamlit
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
    """Streamlit logs messages of uncaught errors, which may hold facts: keep type and line."""
    logging.getLogger("streamlit.error_util").addFilter(_bare)


def this_session() -> str:
    """The name of the session that runs now; empty outside of one."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else ""


def drop_media_and_uploads(session: str = "") -> None:
    """Forget what a session showed for download and what it uploaded: their addresses give 404."""
    session = session or this_session()
    if not session or not runtime.exists():
        return
    running = runtime.get_instance()
    running.uploaded_file_mgr.remove_session_files(session)
    running.media_file_mgr.clear_session_refs(session)
    running.media_file_mgr.remove_orphaned_files()


def _bare(record: logging.LogRecord) -> bool:
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
        record.msg, record.args = f"{type(error).__name__} at {where}", ()
    record.exc_info, record.exc_text = None, None
    return True
