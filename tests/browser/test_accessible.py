"""No page breaks WCAG 2.2 A or AA where it is ours to mend; keyboard reaches what matters."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import pytest

from portal.ui.sitemap import PLACES
from tests.browser.walking import go, press, see, settled

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What Streamlit itself breaks, and where; everything else on a page is ours.
STREAMLIT: dict[str, tuple[str, ...]] = {}


def _violations(page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", TAGS)[
        "violations"
    ]
    return [
        f"{one['id']}: {node['html'][:200]} {node['failureSummary'][:300]}"
        for one in found
        for node in one["nodes"]
        if not any(part in node["html"] for part in STREAMLIT.get(one["id"], ()))
    ]


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_no_page_has_a_violation_that_is_ours_to_mend(open_page, width, scheme):
    page = open_page(width=width, scheme=scheme)
    see(page, "door.welcome")
    found = {"door": _violations(page)}
    press(page, "door.look_now")
    see(page, "home.to_do")
    settled(page)
    found["start/home"] = _violations(page)
    for name in PLACES:
        if name != "start/home":
            go(page, name)
            found[name] = _violations(page)

    wrong = [f"{name}: {one}" for name, some in found.items() for one in some]
    assert not wrong, "\n".join(wrong)
