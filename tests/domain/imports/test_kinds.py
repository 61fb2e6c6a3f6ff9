"""Every kind of table fits its entity, and everything it can say has words in three languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import domain.imports
import resources
from domain.entities import SPECS
from domain.imports.importing import KINDS
from domain.imports.kinds import SHEET_KINDS

if TYPE_CHECKING:
    from domain.imports.columns import SheetKind

TEXTS = resources.load_texts()


@pytest.mark.parametrize("kind", SHEET_KINDS, ids=lambda kind: kind.key)
def test_a_kind_names_columns_once_and_choices_of_its_entity(kind: SheetKind) -> None:
    names = [column.name for column in kind.columns]
    assert len(names) == len(set(names))
    assert {name for group in kind.marks for name in group} <= set(names)
    fields = {field.name: field for field in SPECS[kind.table].fields}
    for column in kind.columns:
        field = fields.get(column.name)
        if field is not None and field.choices is not None and column.words:
            assert set(column.words.values()) == set(field.choices.values), column.name
        if field is not None and field.kind.value in {"money", "integer", "land", "area", "share"}:
            assert column.kind is field.kind, column.name


@pytest.mark.parametrize("kind", SHEET_KINDS, ids=lambda kind: kind.key)
def test_no_heading_of_a_kind_means_two_columns(kind: SheetKind) -> None:
    seen: dict[str, str] = {}
    for column in kind.columns:
        for key in column.keys:
            assert seen.setdefault(key, column.name) == column.name, key


def test_a_column_that_is_not_there_is_a_slip_of_ours() -> None:
    with pytest.raises(KeyError):
        SHEET_KINDS[0].column("mood")


def test_every_kind_has_a_title() -> None:
    assert [kind for kind in KINDS if f"import.kind.{kind}" not in TEXTS] == []


def test_every_rule_that_is_raised_has_a_reason() -> None:
    folder = Path(domain.imports.__file__).parent
    readers = folder.parents[1] / "storage" / "files"
    raised: set[str] = set()
    pattern = re.compile(
        r"(?:DomainError|row\.refuse|row\.find|intake\.find|\.note)"
        r'\(\s*(?:"\w*", ?|part\.path, |NAME, |NUMBER, |column, )?"(\w+)"'
    )
    for file in [*folder.rglob("*.py"), *readers.glob("*_reading.py"), readers / "reading.py"]:
        raised |= set(pattern.findall(file.read_text("utf-8")))
    assert {"unknown_firm", "file_damaged", "no_headings", "no_quorum"} <= raised
    silent = {
        rule
        for rule in raised
        if f"import.rule.{rule}" not in TEXTS and f"error.{rule}" not in TEXTS
    }
    assert silent == set()


def test_every_reason_has_a_remedy() -> None:
    rules = {key.rsplit(".", 1)[1] for key in TEXTS if key.startswith("import.rule.")}
    assert {rule for rule in rules if f"import.remedy.{rule}" not in TEXTS} == set()
