"""Sixty questions as people type them, and the pages of rights: how long each answer takes.

Allowed: 50 ms a question, 300 ms a page, in the app. Run: python benchmarks/rights.py
"""

from __future__ import annotations

from pathlib import Path

from yardstick import best, print_table

from portal.basics.toml import read_toml
from portal.rights.search import search

EXAMPLES = Path(__file__).parents[1] / "tests" / "examples" / "right_questions.toml"


def main() -> None:
    from streamlit.testing.v1 import AppTest

    from portal.ui.desk import Desk
    from portal.ui.sitemap import PLACES

    questions = read_toml(EXAMPLES)["questions"]
    slowest = max(best(lambda one=one: search(one["typed"], one["language"])) for one in questions)
    rows = [("the slowest of sixty questions", slowest, 0.05, 1)]
    script = str(Path(__file__).parents[1] / "streamlit_app.py")
    for name, shown in (("rights/guides", "bank_closing"), ("rights/letters", "")):
        place = PLACES[name]
        app = AppTest.from_file(script, default_timeout=60)
        app.session_state["desk"] = Desk(
            language="nl", guide=shown, letter="letter_objection", at=place.address
        )
        app.run()
        app.switch_page(place.path).run()
        rows.append((f"{name}: rerun", best(app.run), 0.3, 1))
    for name in ("rights/same", "rights/coming", "start/help"):
        app.switch_page(PLACES[name].path).run()
        rows.append((f"{name}: rerun", best(app.run), 0.3, 1))
    print_table("Rights (seconds)", rows)


if __name__ == "__main__":
    main()
