"""What this protects, and what it does not, in plain words."""

import streamlit as st

from portal.ui import desk

words = desk.words()

st.title(words("page.protection"))
st.write(words("protection.intro"))
st.subheader(words("protection.does"))
for name in ("disk", "screen", "leave", "others", "web", "network", "loss"):
    st.markdown(f"- {words(f'protection.does_{name}')}")
st.subheader(words("protection.not"))
for name in ("installed", "force", "weak", "saved", "browser", "history", "malware", "admin"):
    st.markdown(f"- {words(f'protection.not_{name}')}")
st.subheader(words("protection.advice"))
for name in ("private_window", "disk", "backup", "code"):
    st.markdown(f"- {words(f'protection.advice_{name}')}")
