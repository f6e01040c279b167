from __future__ import annotations

import pytest

from portal.documents.recovery_sheet import recovery_sheet
from portal.language.words import languages, words_in
from tests.documents.paper import opened, texts

CODE = "K7QX-2M9D-PTVB-84HN-RWCE-WWWW-MMMM"


@pytest.mark.parametrize("language", languages())
def test_the_sheet_is_one_page_with_the_code_and_what_to_do(language):
    words = words_in(language)
    (text,) = texts(recovery_sheet(CODE, words))
    assert CODE in "-".join(line.strip() for line in text.splitlines())
    for key in ("what", "neither", "where", "reads_all", "lost", "backups", "made_on", "opens"):
        assert words(f"recovery_sheet.{key}")[:40] in text


@pytest.mark.parametrize("language", languages())
def test_the_sheet_does_not_name_the_work_nor_the_program(language):
    sheet = recovery_sheet(CODE, words_in(language))
    said = " ".join([*texts(sheet), str(opened(sheet).metadata)]).lower()
    for telling in ("sex", "seks", "escort", "client", "klant", "eigen zaak"):
        assert telling not in said
