"""What must I do here? The steps in order, and who learns what before each is taken."""

import json

import streamlit as st

from portal.documents.permit_checklist import checklist_document
from portal.permits.checklist import checklist, rules_unknown
from portal.permits.record import SEX_WORK, record
from portal.permits.telling import place_name
from portal.rulebook.permits import permit_book
from portal.rulebook.steps import steps
from portal.ui import desk, downloads, step_views
from portal.ui.forms import permit_choice

book, words = permit_book(), desk.words()
kept = json.loads(desk.noted(step_views.NOTE) or "{}")

st.title(words("page.steps"))
st.write(words("steps.intro"))
with st.container(horizontal=True):
    names = ["", *book.towns]
    town = st.selectbox(
        words("permits.town"),
        names,
        index=names.index(kept.get("town", "")) if kept.get("town", "") in names else 0,
        format_func=lambda key: book.towns[key].name if key else words("steps.another"),
        key="steps_town",
    )
    work = permit_choice.way(words, "steps_work", kept.get("work", "home"))

found = record(book, SEX_WORK, town or "", work, desk.today())
due = checklist(found, steps())
place = place_name(book, [town] if town else [], work, words)
unknown = not town or rules_unknown(found)  # of no town nothing is known, whatever the way
step_views.town_rule(found, book, words)
if unknown:
    step_views.letter(book.towns[town].name if town else "", work, words)
done = step_views.listed(due, found, set(kept.get("done", ())), book, words)

elsewhere = set(kept.get("done", ())) - {one.step.key for one in due}
step_views.keeping(
    {"town": town, "work": work, "done": sorted({*done, *elsewhere})}, bool(kept), words
)
data_line = words("permits.data_line", version=book.criteria.meta.version, checksum=book.checksum)
downloads.pdf(
    words("steps.pdf"),
    lambda: checklist_document(due, done, place, unknown, data_line, words),
    "e4.pdf",
)
