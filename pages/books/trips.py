"""Trips: write down kilometres with one's own vehicle, and what they take off the profit."""

import streamlit as st

from portal.books.facts import Trip
from portal.documents.trips import trips_document
from portal.exchange.trips_csv import trips_csv
from portal.ui import desk, downloads, trip_views
from portal.ui.forms.trip import FORM, saved_bar, saved_editor, trip_editor, trip_form

books, words = desk.books(), desk.words()

st.title(words("page.trips"))
st.write(words("trips.line"))
desk.tell_problem()
saved_bar(books, words)
with desk.trying():
    if trip := trip_form(words):
        books.record(trip)
        desk.empty_form(FORM)
        desk.say(
            words("trips.saved", km=trip.km, day=trip.day), undo=lambda: books.withdraw(trip.id)
        )
        st.rerun()
saved_editor(words)

every = books.facts(Trip)
year = trip_views.year_picker(every, words)
trips = [trip for trip in every if trip.day.year == year]
trip_views.answer(trips, year, words)
trip_views.what_counts(year, words)
if not trips:
    st.write(words("trips.empty_year", year=str(year)) if every else words("trips.empty"))
    st.stop()

trip_views.months(trips, year, words)
st.subheader(words("trips.list", year=str(year)))
found = trip_views.searched(trips, words)
trip_views.listed(found, words)
trip_editor(books, words, found)

downloads.password_question()
with st.container(horizontal=True):
    downloads.pdf(words("trips.pdf"), lambda: trips_document(trips, year, words), "ba.pdf")
    downloads.csv(words("trips.csv"), lambda: trips_csv(trips, words), "ba.csv")
