"""Six trades in one town, one trade in 76 towns: how long the answer and the page take.

Allowed: 300 ms each, in the app. Run: python benchmarks/permits.py
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from yardstick import best, print_table

from portal.permits.choosing import Choice, all_towns, records
from portal.permits.compare import compared
from portal.permits.score import placed, scored
from portal.rulebook.permits import permit_book

SIX = ("sex-worker", "hairdresser", "tattooist-piercer", "childminder", "lawyer", "taxi-driver")
DAY = date(2026, 11, 25)


def main() -> None:
    from streamlit.testing.v1 import AppTest

    from portal.ui.desk import Desk
    from portal.ui.sitemap import PLACES

    book = permit_book()
    rows = [
        ("six trades: scores and pairs", best(lambda: _six(book)), 0.3, 1),
        ("76 towns: places over 45 sets", best(lambda: _towns(book)), 0.3, 1),
    ]
    script = str(Path(__file__).parents[1] / "streamlit_app.py")
    app = AppTest.from_file(script, default_timeout=60)
    app.session_state["desk"] = Desk(language="en", choice=Choice(SIX, ("tilburg",)))
    app.run()
    for name in ("permits/compare", "permits/towns", "permits/what_if", "permits/steps"):
        app.switch_page(PLACES[name].path).run()
        rows.append((f"{name}: rerun", best(app.run), 0.3, 1))
    print_table("Permits (seconds)", rows)


def _six(book: object) -> None:
    found = records(Choice(SIX, ("tilburg",)), book, DAY)
    for one in found:
        scored(one, book.criteria)
        compared(found[0], one, book.criteria)


def _towns(book: object) -> None:
    placed(all_towns(book, "home", DAY), book.criteria)


if __name__ == "__main__":
    main()
