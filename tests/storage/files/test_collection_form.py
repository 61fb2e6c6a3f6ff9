"""The collection form asks for what a quarter owes, and what is typed into it is imported."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

import resources
from domain.collection import collection_form
from domain.entities import SPECS
from domain.text import LANGUAGES, Texts
from domain.units import Quarter
from storage.files.collection_form import collection_form_bytes, write_collection_form
from storage.files.importing import import_files

if TYPE_CHECKING:
    from pathlib import Path

    from tests.storage.files.conftest import Park

TEXTS = Texts(resources.load_texts())
QUARTER = Quarter(2024, 4)
LATER = date(2025, 4, 20)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_form_that_is_sent_back_as_it_was_changes_nothing(
    park: Park, tmp_path: Path, lang: str
) -> None:
    path = tmp_path / "form.xlsx"
    sheets = collection_form(park.workbook, SPECS, TEXTS, lang, QUARTER)
    write_collection_form(sheets, TEXTS, lang, path)
    outcome = import_files(park.workbook, SPECS, [path], dry_run=True, today=LATER)
    (file,) = outcome.files
    assert [sheet.kind for sheet in file.sheets] == [
        *("firm_quarter", "return_quarter", "cost", "operator_score", "stage_change")
    ]
    assert file.refused == ()
    # 54 firms, 14 projects, 5 buildings x 6 categories, 6 indicators, no change of stage.
    assert [sheet.rows for sheet in file.sheets] == [54, 14, 30, 6, 0]
    assert (file.added, file.changed) == (0, 0)
    assert all(sheet.unread == () for sheet in file.sheets)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_form_of_a_new_quarter_takes_figures_and_stages(
    park: Park, tmp_path: Path, lang: str
) -> None:
    from dataclasses import replace

    sheets = list(collection_form(park.workbook, SPECS, TEXTS, lang, Quarter(2025, 1)))
    firms = sheets[0]
    names = [column.name for column in firms.columns]
    first = list(firms.rows[0])
    assert first[3:] == [None] * len(first[3:])
    first[names.index("revenue_fen")] = 12
    first[names.index("headcount")] = 5
    sheets[0] = replace(firms, rows=(tuple(first), *firms.rows[1:]))
    stages = sheets[-1]
    words = {name: TEXTS.say(f"choice.stage.{name}", lang) for name in ("incubating", "on_watch")}
    process = TEXTS.say("choice.process.incubation", lang)
    moved = ("QH006", process, words["incubating"], words["on_watch"], "2025-02-03")
    sheets[-1] = replace(stages, rows=((*moved, None, None, None, None), *stages.rows[1:]))
    path = tmp_path / "form.xlsx"
    write_collection_form(sheets, TEXTS, lang, path)
    outcome = import_files(park.workbook, SPECS, [path], dry_run=True, today=LATER)
    taken = {sheet.kind: sheet for sheet in outcome.files[0].sheets}
    assert taken["stage_change"].rows == 1
    reasons = [remark.rule for remark in taken["stage_change"].refused]
    assert reasons in ([], ["stage_gap"])
    assert taken["firm_quarter"].refused == ()
    # The firms of which nothing was typed are not said to have reported nothing.
    assert outcome.written["firm_quarter"][0] == 1


def test_equal_records_give_an_equal_form(park: Park) -> None:
    sheets = collection_form(park.workbook, SPECS, TEXTS, "fr", QUARTER)
    assert collection_form_bytes(sheets, TEXTS, "fr") == collection_form_bytes(sheets, TEXTS, "fr")


def test_who_and_when_are_locked_and_figures_are_checked(park: Park, tmp_path: Path) -> None:
    import re
    import zipfile

    path = tmp_path / "form.xlsx"
    sheets = collection_form(park.workbook, SPECS, TEXTS, "zh", QUARTER)
    write_collection_form(sheets, TEXTS, "zh", path)
    with zipfile.ZipFile(path) as archive:
        firms = archive.read("xl/worksheets/sheet1.xml").decode()
        stages = archive.read("xl/worksheets/sheet5.xml").decode()
    assert "<sheetProtection" in firms
    assert re.search(r'type="custom".*?AND\(ISNUMBER\(G4\)', firms)
    assert len(re.findall(r"<dataValidation ", firms)) == 13
    assert 'type="list"' in stages


def test_a_park_without_records_has_a_form_for_stages_only() -> None:
    from tests.fakes import MemoryRecords

    sheets = collection_form(MemoryRecords(), SPECS, TEXTS, "en", QUARTER)
    assert [sheet.key for sheet in sheets] == ["stages"]
