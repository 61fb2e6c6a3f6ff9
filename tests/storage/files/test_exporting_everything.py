"""The whole workbook leaves as one spreadsheet, with its data dictionary as the first sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

import resources
from domain.entities import SPECS
from domain.errors import DomainError
from domain.records import Query
from domain.text import LANGUAGES, Texts
from storage.files.exporting import export_everything, export_table, sheet_named
from tests.fakes import MemoryRecords

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = Texts(resources.load_texts())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_table_is_a_sheet_of_one_spreadsheet(tmp_path: Path, lang: str) -> None:
    records = MemoryRecords()
    records.add("party", code="QZ", name_zh="衢州市", kind="origin", votes=3)
    out = tmp_path / "all.xlsx"
    assert export_everything(records, SPECS, TEXTS, lang, out) == (out,)
    book = CalamineWorkbook.from_path(str(out))
    # One for each entity but the passwords, and the dictionary.
    assert len(book.sheet_names) == len(SPECS)
    assert book.sheet_names[0] == TEXTS.say("export.dictionary", lang)
    parties = TEXTS.say("entity.party.many", lang)
    rows = book.get_sheet_by_name(parties).to_python()
    assert any("衢州市" in row for row in rows)
    dictionary = book.get_sheet_by_index(0).to_python()
    assert ["party", "code"] in [[row[0], row[2]] for row in dictionary]


def test_passwords_stay_in_the_workbook(tmp_path: Path) -> None:
    export_everything(MemoryRecords(), SPECS, TEXTS, "en", tmp_path / "all")
    assert not (tmp_path / "all" / "person_password.csv").exists()
    dictionary = (tmp_path / "all" / "data-dictionary.csv").read_text("utf-8")
    assert "scrypt" not in dictionary
    with pytest.raises(DomainError, match="export_table_unknown"):
        export_table(
            MemoryRecords(), SPECS, Query("person_password"), TEXTS, "en", tmp_path / "p.csv"
        )


def test_a_plain_table_is_refused_for_the_whole_workbook(tmp_path: Path) -> None:
    out = tmp_path / "all.csv"
    with pytest.raises(DomainError, match="export_one_table"):
        export_everything(MemoryRecords(), SPECS, TEXTS, "en", out)
    assert not out.exists()


@pytest.mark.parametrize("name", ["all.pdf", "all.XLS", "all.zip"])
def test_no_folder_is_made_that_is_called_like_a_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(DomainError, match="export_format_unknown"):
        export_everything(MemoryRecords(), SPECS, TEXTS, "en", tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_sheets_that_would_share_a_name_are_numbered() -> None:
    taken: set[str] = set()
    assert [sheet_named("Firms", taken), sheet_named("firms", taken)] == ["Firms", "firms 2"]
