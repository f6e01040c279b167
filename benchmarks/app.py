"""Reruns and page changes with 100,000 bookings, against bare pages of twenty elements.

Both run through Streamlit's own test runner, in turn. Run: python benchmarks/app.py [SIZE]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from yardstick import best, bookings_csv, print_table

from portal.exchange.bookings_csv import read_bookings
from portal.rulebook.costs import category_named
from portal.rulebook.vat import vat_rules
from portal.vault.engine import encrypted, make_tables
from portal.vault.store import Store

BARE = "import streamlit as st\nst.title('x')\nfor n in range(19):\n    st.text_input(f'{n}')\n"


def main(number: int) -> None:
    from streamlit.testing.v1 import AppTest

    from portal.ui.desk import Desk
    from portal.ui.sitemap import PLACES

    with tempfile.TemporaryDirectory() as place:
        engine = encrypted(Path(place) / "books.db", bytearray(b"k" * 32))
        make_tables(engine)
        store = Store(engine)
        store.record(*read_bookings(bookings_csv(number), vat_rules(), category_named))
        bare = AppTest.from_string(BARE, default_timeout=60).run()
        yardstick = best(lambda: bare.run())
        app = AppTest.from_file(
            str(Path(__file__).parents[1] / "streamlit_app.py"), default_timeout=60
        )
        app.session_state["desk"] = Desk(store=store, language="en")
        app.run()
        rows = []
        for name, page in PLACES.items():
            change = best(lambda page=page: app.switch_page(page.path).run(), 1)
            rows.append((f"{name}: first time (allowed 300 ms)", change, 0.3, 1.0))
            rows.append((f"{name}: rerun", best(lambda: app.run(), 3), yardstick, 1.3))
        print_table(f"The app with {number:,} bookings, in Streamlit's test runner", rows)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
