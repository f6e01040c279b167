"""A browser tab without a browser: speaks Streamlit's own protocol on the app's own socket."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect

from tests.ui.conftest import Running


class Tab:
    """One session. `shown` holds the elements by the key that the page gave them."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self.session = ""
        self.shown: dict[str, Any] = {}

    def run(self, press: str = "") -> None:
        """One run of the script, with a button pressed where named."""
        asked = BackMsg()
        asked.rerun_script.query_string = ""
        if press:
            asked.rerun_script.widget_states.widgets.append(
                WidgetState(id=self.shown[press].id, trigger_value=True)
            )
        self._send(asked)
        for message in self._messages():
            self._keep(message)
            if message.WhichOneof("type") == "script_finished":
                return

    def upload_address(self, name: str) -> str:
        """Where the app takes a file."""
        asked = BackMsg()
        asked.file_urls_request.request_id = "1"
        asked.file_urls_request.file_names.append(name)
        asked.file_urls_request.session_id = self.session
        self._send(asked)
        for message in self._messages():
            if message.WhichOneof("type") == "file_urls_response":
                return str(message.file_urls_response.file_urls[0].upload_url)
        raise AssertionError("no answer")

    def ask_for_download(self, key: str) -> Any:
        """What a click on a button whose file is made later gets."""
        asked = BackMsg()
        asked.backend_operation_request.request_id = "2"
        asked.backend_operation_request.deferred_file.file_id = self.shown[key].deferred_file_id
        self._send(asked)
        for message in self._messages():
            if message.WhichOneof("type") == "backend_operation_response":
                return message.backend_operation_response
        raise AssertionError("no answer")

    def _send(self, message: BackMsg) -> None:
        self._connection.send(message.SerializeToString())

    def _messages(self) -> Iterator[ForwardMsg]:
        while True:
            message = ForwardMsg()
            message.ParseFromString(self._connection.recv(timeout=20))
            yield message

    def _keep(self, message: ForwardMsg) -> None:
        if message.WhichOneof("type") == "new_session":
            self.session = message.new_session.initialize.session_id
        if message.WhichOneof("type") != "delta":
            return
        element = message.delta.new_element
        widget = getattr(element, element.WhichOneof("type") or "empty")
        if found := getattr(widget, "id", ""):
            self.shown[found.rsplit("-", 1)[-1]] = widget


@contextmanager
def open_tab(app: Running, cookie: str, session: str = "") -> Iterator[Tab]:
    """A tab that is let in; with `session`, one whose socket comes back."""
    origin = f"http://127.0.0.1:{app.port}"
    words = ["streamlit", "x", *([session] if session else [])]
    with connect(
        f"ws://127.0.0.1:{app.port}{app.base}/_stcore/stream",
        origin=origin,  # type: ignore[arg-type]
        additional_headers={"Cookie": cookie},
        subprotocols=words,  # type: ignore[arg-type]
        max_size=None,
        proxy=None,
    ) as connection:
        yield Tab(connection)
