"""Hours: fill a month on a calendar, see how the year stands, take the evidence away."""

import streamlit as st

from portal.basics.period import year as year_of
from portal.books.facts import WorkedHours
from portal.books.hours import Pattern, hours_text, sum_of, weeks_of
from portal.documents.hours import hours_document
from portal.exchange.hours_csv import hours_csv
from portal.rulebook.income_tax import hours_criterion
from portal.ui import desk, downloads, hour_views, inputs
from portal.ui.forms import hours as forms

books, words = desk.books(), desk.words()
pattern = Pattern.of_note(desk.noted(forms.NOTE))
known = books.facts(WorkedHours)

st.title(words("page.hours"))
if not known:
    st.info(words("hours.empty"), icon=":material/info:")
month = inputs.month_picker(words, "hours_month")
with st.container(), desk.trying():
    for monday in weeks_of(month):
        forms.week_question(books, monday, pattern, known, words)
with desk.trying():
    if asked := forms.month_form(month, known, words):
        kind, change = asked
        books.replace(change.kept, change.gone_ids) if change.gone else books.record(*change.kept)
        desk.empty_form(forms.FORM)
        told = hours_text(sum_of(change.kept))
        desk.say(
            words("hours.saved", count=len(change.kept), hours=told, gone=len(change.gone)),
            undo=lambda: forms.undo_of(books, change),
        )
        st.rerun()
hour_views.month_sums([line for line in known if line.day in month], words)

with st.expander(words("hours.pattern"), icon=":material/event_repeat:"), desk.trying():
    if (newer := forms.pattern_form(pattern, words)) is not None:
        desk.note(forms.NOTE, newer.note())
        desk.say(
            words("hours.pattern_saved"),
            undo=lambda: desk.note(forms.NOTE, pattern.note()),
        )
        st.rerun()
hour_views.what_counts(words)

hour_views.gauge(known, month.first.year, words)

st.subheader(words("hours.lines"))
year, shown = hour_views.filtered(known, words)
if not shown:
    st.write(words("hours.list_empty"))
else:
    hour_views.totals(shown, words)
    hour_views.line_table(books, shown, words)
    with desk.trying():
        forms.line_form(books, shown, words)

if of_year := [line for line in known if line.day in year_of(year)]:
    downloads.password_question()
    with st.container(horizontal=True):
        downloads.pdf(
            words("hours.pdf", year=str(year)),
            lambda: hours_document(
                hour_views.evidence(books, of_year),
                year,
                hours_criterion(),
                words,
                hour_views.rule_sources()["duty"],
            ),
            "b9.pdf",
        )
        downloads.csv(
            words("hours.csv", year=str(year)),
            lambda: hours_csv(hour_views.evidence(books, of_year), words),
            "b9.csv",
        )
    st.caption(words("hours.files_line"))
