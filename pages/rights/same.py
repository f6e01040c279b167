"""As any citizen: what is the same for a sex worker and a hairdresser, what is not, and why."""

import streamlit as st

from portal.documents.right_guide import VERDICTS, same_document
from portal.rulebook.right_guides import right_guides
from portal.rulebook.rights import rights
from portal.ui import desk, downloads, right_views, views

words = desk.words()
guides = right_guides(words.language)

right_views.put_style()
st.title(words("page.same"))
st.write(words("same.intro"))
with st.container(horizontal=True):
    for verdict in VERDICTS:
        count = sum(right.compare.verdict == verdict for right in rights().values())
        st.metric(words(f"rights.verdict_{verdict}"), count)
for verdict in VERDICTS:
    some = [right for right in rights().values() if right.compare.verdict == verdict]
    st.subheader(words(f"same.{verdict}", count=len(some)), anchor=False)
    for right in some:
        with st.expander(views.plain(guides[right.id].title)):
            st.write(views.plain(right.compare.text("why", words.language)))
            right_views.guide_button(right.id, words("same.read"), "same")
every = [(right, guides[right.id].title) for right in rights().values()]
downloads.pdf(words("same.pdf"), lambda: same_document(every, words), "f5.pdf")
st.caption(words("same.basis"))
