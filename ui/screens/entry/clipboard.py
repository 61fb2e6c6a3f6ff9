"""Read and write the block of cells that a spreadsheet puts on the clipboard."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from domain.tables import unguarded

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUOTED: Final = re.compile(r'"([^"]*(?:""[^"]*)*)"(?=[\t\n]|$)')
_BARE: Final = re.compile(r"[^\t\n]*")


def read_block(text: str) -> list[list[str]]:
    """Return the rows of tab-separated text; a cell in quotation marks may hold line breaks.

    A quotation mark that no other closes at the end of a cell is part of what was written.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not plain:
        return []
    rows = _with_marks(plain) if '"' in plain else [line.split("\t") for line in plain.split("\n")]
    return [[unguarded(cell) for cell in row] for row in rows]


def _with_marks(plain: str) -> list[list[str]]:
    rows: list[list[str]] = [[]]
    at = 0
    while at <= len(plain):
        quoted = _QUOTED.match(plain, at)
        found = quoted or _BARE.match(plain, at)
        if found is None:
            break  # a bare cell may be empty: there is always one
        rows[-1].append(quoted[1].replace('""', '"') if quoted else found[0])
        at = found.end() + 1
        if plain[found.end() : at] == "\n":
            rows.append([])
    return rows


def write_block(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as tab-separated text, as spreadsheets put it on the clipboard."""
    made = io.StringIO()
    csv.writer(made, delimiter="\t", lineterminator="\n").writerows(rows)
    return made.getvalue()
