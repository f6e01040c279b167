"""Where the books lie, when the last good backup was made, and a new one."""

import streamlit as st

from portal.ui import desk

here, words = desk.current(), desk.words()
desk.books()

st.title(words("page.backup"))
if here.demo:
    st.info(words("backup.demo"))
    st.stop()

st.write(words("backup.where"))
st.code(desk.folder(), language=None)
last = desk.last_backup()
st.write(words("backup.last", day=last) if last else words("backup.never"))

st.subheader(words("backup.make"))
st.write(words("backup.make_line"))
with desk.trying():
    if st.button(words("backup.prepare"), type="primary", icon=":material/save:", key="backup"):
        with st.spinner(words("backup.checking")):
            here.backup_file = desk.backup()
    if here.backup_file:
        st.success(words("backup.good"), icon=":material/check:")
        st.download_button(
            words("backup.save"),
            data=lambda: here.backup_file,
            file_name=f"backup-{desk.today():%Y%m%d}.bin",
            mime="application/octet-stream",
            icon=":material/download:",
            on_click="ignore",
        )

st.subheader(words("backup.check"))
st.write(words("backup.check_line"))
with desk.trying():
    if st.button(words("backup.check_now"), icon=":material/verified:", key="check"):
        with st.spinner(words("backup.checking")):
            desk.check()
        st.success(words("backup.checked"), icon=":material/check:")
st.caption(words("backup.restore_line"))
