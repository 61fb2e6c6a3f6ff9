"""A table as it stands in a file: its cells, and where each of them is to be found."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.errors import DomainError

_LETTERS: Final = 26
_LONGEST_NAME: Final = 3


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that holds an error instead of a value, e.g. ``#DIV/0!``."""

    code: str

    @override
    def __str__(self) -> str:
        """Return the error as the spreadsheet shows it."""
        return self.code


Cell = str | float | bool | date | datetime | time | timedelta | Fault
"""What a cell holds; a blank one holds the empty text."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file.

    Attributes:
        file: name of the file as the answer gives it.
        name: name of the sheet, empty for a text table.
        rows: cells of each row that is not blank; all rows are equally wide.
        numbers: row as the spreadsheet counts it, or line of the text file, one per row.
        lettered: columns are called A, B, …; else by their heading.
        encoding: of a text table, empty otherwise.
    """

    file: str
    name: str
    rows: Sequence[Sequence[Cell]] = field(repr=False)
    numbers: Sequence[int] = field(repr=False)
    lettered: bool = True
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A structured file, read from JSON."""

    file: str
    content: object = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a file: its tables, or its structure, or why there is nothing.

    Attributes:
        file: name of the file as the answer gives it.
        sheets: tables of a workbook or text file.
        document: content of a structured file.
        hidden: names of sheets that are hidden in the workbook and were left aside.
        refusal: why the file could not be read, None when it was.
        no_data: the file is of a type that holds no data for the park.
    """

    file: str
    sheets: tuple[Sheet, ...] = ()
    document: Document | None = None
    hidden: tuple[str, ...] = ()
    refusal: DomainError | None = None
    no_data: bool = False


def letters(column: int) -> str:
    """Return what a spreadsheet calls the column counted from 0: A, B, … Z, AA."""
    name = ""
    rest = column + 1
    while rest:
        rest, digit = divmod(rest - 1, _LETTERS)
        name = chr(ord("A") + digit) + name
    return name


def column_index(name: str) -> int:
    """Return the column counted from 0 that a spreadsheet calls ``name``, -1 for other names."""
    if not (name.isascii() and name.isalpha() and len(name) <= _LONGEST_NAME):
        return -1
    index = 0
    for letter in name.upper():
        index = index * _LETTERS + ord(letter) - ord("A") + 1
    return index - 1


def shown(cell: Cell) -> str:
    """Return a cell as an answer quotes it: whole numbers without a point, days as ISO."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
