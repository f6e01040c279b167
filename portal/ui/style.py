"""The little CSS that the theme cannot say: figures of one width, focus, the frame on a phone."""

from __future__ import annotations

import streamlit as st

_CSS = """
<style>
html { font-variant-numeric: tabular-nums; }
*:focus-visible, [data-testid="stTextInputRootElement"]:focus-within { outline: 3px solid #0F5C5C;
  outline-offset: 2px; }
[data-testid="stTextInputRootElement"] input:focus-visible { outline: none; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] * { color: #5B6472;
  opacity: 1; }
[data-testid="stCaptionContainer"] a { color: #0F5C5C; }
@media (prefers-color-scheme: dark) {
  *:focus-visible, [data-testid="stTextInputRootElement"]:focus-within { outline-color: #7CCBC0; }
  [data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] * { color: #A8B0BA; }
  [data-testid="stCaptionContainer"] a { color: #7CCBC0; }
  [data-testid="stMultiSelect"] :is(span[title], span[title] ~ *) { color: #0E1F1E !important; }
  [kind="primary"]:enabled *, [kind="primaryFormSubmit"]:enabled * { color: #0E1F1E; }
}
[data-testid="stMainBlockContainer"] { padding-top: 4rem; padding-bottom: 4rem; max-width: 60rem; }
.st-key-frame button p, .st-key-frame a p { font-size: 0.875rem; }
[data-testid="stMetricValue"] { font-size: 1.9rem; }
[class*="st-key-amounts"] :is(td, th):last-child,
[class*="st-key-amounts-2"] :is(td, th):nth-last-child(2),
[class*="st-key-amounts"] :is(td, th):last-child *,
[class*="st-key-amounts-2"] :is(td, th):nth-last-child(2) * {
  text-align: right !important; white-space: nowrap !important; overflow-wrap: normal !important; }
[data-testid="stWidgetLabel"], [data-testid="stWidgetLabel"] p { color: inherit !important;
  opacity: 1; }
a.leave { display: inline-flex; align-items: center; min-height: 2.5rem; padding: 0 .75rem;
  border-radius: .5rem; border: 1px solid #8C867B; color: inherit; text-decoration: none;
  font-size: 0.875rem; }
a.leave:hover { border-color: #0F5C5C; }
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding: 3.75rem 1rem 4rem; }
  h1 { font-size: 1.5rem !important; }
  [class*="st-key-amounts"] :is(td, th) { padding: .25rem .2rem !important; }
  [class*="st-key-amounts"] :is(td, th), [class*="st-key-amounts"] :is(td, th) * {
    font-size: .75rem !important; }
  [class*="st-key-amounts"] td { overflow-wrap: anywhere; }
}
@media print { .st-key-frame, header { display: none !important; } }
</style>
"""


def put_style() -> None:
    """Once per run, before anything is drawn."""
    st.html(_CSS)
