"""What counts as a cost: every category, how far it is deductible, for which tax, and why."""

from itertools import groupby

import streamlit as st

from portal.ui import desk
from portal.ui.forms.cost import category_lines

words, rules = desk.words(), desk.rules()

st.title(words("page.categories"))
st.write(words("categories.intro"))
sought = st.text_input(words("categories.search"), type="search", live=True, key="category_search")

found = [
    category
    for category in rules.costs.values()
    if not sought
    or sought.casefold()
    in f"{category.label(words.language)} {category.line(words.language)}".casefold()
]
if not found:
    st.write(words("categories.nothing"))
for group, categories in groupby(found, key=lambda category: category.group):
    st.subheader(words(f"categories.group_{group}"))
    for category in categories:
        with st.expander(category.label(words.language)):
            category_lines(category, words)
