"""The three pages that are ours alone: refused, entered, and the blank one of the quick exit.

They are shown without any session, so they speak both languages at once and hold no script.
"""

from __future__ import annotations

from portal.language.words import words_in

_PAGE = (
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "{head}<title>{title}</title>"
    "<style>body{{font:16px/1.5 system-ui,sans-serif;max-width:38rem;margin:3rem auto;"
    "padding:0 1rem;color:#1C2430;background:#FBFAF7}}"
    "@media(prefers-color-scheme:dark){{body{{color:#E9E7E1;background:#15191D}}}}</style></head><body><main>{body}</main></body></html>"
)
BLANK = (
    '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>-</title></head>'
    "<body></body></html>"
)


def refused() -> str:
    """Says how to get in, and nothing of what is inside."""
    body = "".join(
        f'<section lang="{language}"><h1>{words("guard.refused")}</h1>'
        f"<p>{words('guard.how_to_get_in')}</p></section>"
        for language, words in ((name, words_in(name)) for name in ("nl", "en"))
    )
    return _PAGE.format(language="nl", head="", title=words_in("nl")("frame.tab_title"), body=body)


def entered(base: str) -> str:
    """Goes on to the app by itself; a link for browsers that do not."""
    words = words_in("nl")
    head = f'<meta http-equiv="refresh" content="0; url={base}/">'
    link = f'<p><a href="{base}/">{words("guard.go_on")}</a></p>'
    return _PAGE.format(language="nl", head=head, title=words("frame.tab_title"), body=link)
