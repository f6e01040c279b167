"""Passphrase and recovery code: change the one, get a new other."""

import streamlit as st

from portal.ui import desk
from portal.ui.forms.passphrase import new_passphrase

words = desk.words()
desk.books()

st.title(words("page.security"))
if desk.current().demo:
    st.info(words("backup.demo"))
    st.stop()

st.subheader(words("passphrase.change"))
st.text_input(
    words("passphrase.old"), type="password", autocomplete="current-password", key="old_passphrase"
)
answer = new_passphrase(words, "change")


def change() -> None:
    desk.change_passphrase(st.session_state["old_passphrase"] or "", answer())
    desk.empty_form("change")
    desk.say(words("passphrase.changed"))


st.button(
    words("passphrase.change_now"),
    type="primary",
    key="change",
    on_click=desk.attempt,
    args=(change,),
)
desk.tell_problem()

st.subheader(words("passphrase.code"))
st.write(words("passphrase.code_line"))
passphrase = st.text_input(
    words("passphrase.to_confirm"),
    type="password",
    autocomplete="current-password",
    key="code_passphrase",
)
with desk.trying():
    if st.button(words("passphrase.new_code"), icon=":material/key:", key="new_code"):
        desk.new_recovery_code(passphrase or "")
        st.rerun()
