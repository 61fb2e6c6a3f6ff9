"""Read and write the block of cells that a spreadsheet puts on the clipboard."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def read_block(text: str) -> list[list[str]]:
    """Return the rows of tab-separated text; a cell in quotation marks may hold line breaks."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not plain:
        return []
    if '"' in plain:
        return [row or [""] for row in csv.reader(io.StringIO(plain), delimiter="\t")]
    return [line.split("\t") for line in plain.split("\n")]


def write_block(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as tab-separated text, as spreadsheets put it on the clipboard."""
    made = io.StringIO()
    csv.writer(made, delimiter="\t", lineterminator="\n").writerows(rows)
    return made.getvalue()
