"""Write what an import refused as a spreadsheet, to be corrected there and imported again."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

from domain.imports.looking import look_at
from domain.imports.sheet import column_index, shown
from storage.atomic import write_atomically
from storage.files.exporting import TEXT_STAYS_TEXT, in_cell, same_bytes, sheet_named, undated
from storage.files.importing import known_kinds
from storage.files.reading import find_sources, read_source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from domain.imports.kept import KeptMapping
    from domain.imports.mapping import TableMapping
    from domain.imports.outcome import ImportOutcome, Remark
    from domain.imports.sheet import Cell, Sheet
    from domain.records import Specs
    from domain.text import Texts

_LIST: Final = ("file", "sheet", "row", "column", "value", "reason", "remedy")
_WIDTHS: Final = (28, 16, 8, 14, 22, 56, 56)
_COLUMN_WIDTH: Final = 15
_NOTE: Final = {"x_scale": 2.4, "y_scale": 1.6, "font_size": 10}


@dataclass(frozen=True, slots=True)
class Imported:
    """An import to look back on.

    Attributes:
        paths: files and folders that were imported.
        outcome: the answer.
        tables: file and sheet → what the user said of that table.
        kept: mappings of earlier imports by which the other tables were read.
    """

    paths: Sequence[Path]
    outcome: ImportOutcome
    tables: Mapping[tuple[str, str], TableMapping] = field(default_factory=dict)
    kept: Sequence[KeptMapping] = ()

    @property
    def refused(self) -> tuple[Remark, ...]:
        """All refusals, of files and of rows."""
        files = self.outcome.files
        return tuple(remark for file in files for remark in (*file.problems, *file.refused))


def write_faulty_rows(asked: Imported, specs: Specs, texts: Texts, lang: str, path: Path) -> None:
    """Write each table's headings with its refused rows alone, reason and remedy beside them.

    A faulty cell is red and says in a note why it was refused. Corrected there, the file can be
    imported as it is. When no row was refused, but a file as a whole, a list says so.

    Args:
        asked: what was imported, and what came of it.
        specs: entities of the workbook.
        texts: catalogue.
        lang: language of reasons and remedies.
        path: spreadsheet to write.

    Raises:
        StorageError: the file cannot be written.
    """
    import xlsxwriter

    readings = [read_source(source) for source in find_sources(asked.paths)]
    looks = look_at(readings, known_kinds(specs), asked.tables, asked.kept)
    heads = {(look.file, look.sheet): look.heading_row for look in looks}
    refused = asked.refused
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, TEXT_STAYS_TEXT)
    undated(book)
    marked = _Marked(book, texts, lang, _Looks.of(book))
    for sheet in (sheet for reading in readings for sheet in reading.sheets):
        own = [each for each in refused if (each.file, each.sheet) == (sheet.file, sheet.name)]
        head = heads.get((sheet.file, sheet.name), 0)
        if head and any(each.row for each in own):
            marked.table(sheet, head, own)
    if not book.worksheets():
        marked.list(refused)
    book.close()
    write_atomically(path, same_bytes(out.getvalue()))


@dataclass(frozen=True, slots=True)
class _Looks:
    bold: Format
    day: Format
    moment: Format
    faulty: Format

    @classmethod
    def of(cls, book: Workbook) -> _Looks:
        return cls(
            book.add_format({"bold": True, "bottom": 1}),
            book.add_format({"num_format": "yyyy-mm-dd"}),
            book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            book.add_format({"bg_color": "#F8D7DA", "font_color": "#8B1A1A", "border": 1}),
        )


class _Marked:
    """Put the list and the faulty rows of each table into a book."""

    def __init__(self, book: Workbook, texts: Texts, lang: str, looks: _Looks) -> None:
        self._book = book
        self._texts = texts
        self._lang = lang
        self._looks = looks
        self._names: set[str] = set()

    def list(self, refused: Sequence[Remark]) -> None:
        """Add the sheet that lists every refusal with its place, reason and remedy."""
        sheet = self._book.add_worksheet(sheet_named(self._say("faulty.list"), self._names))
        for at, (name, width) in enumerate(zip(_LIST, _WIDTHS, strict=True)):
            sheet.write_string(0, at, self._say(f"column.{name}"), self._looks.bold)
            sheet.set_column(at, at, width)
        for row, remark in enumerate(refused, start=1):
            words = (
                remark.file,
                remark.sheet,
                str(remark.row or ""),
                remark.column,
                remark.value,
                remark.reason(self._texts, self._lang),
                remark.remedy(self._texts, self._lang),
            )
            for at, text in enumerate(words):
                sheet.write_string(row, at, in_cell(text))
        sheet.freeze_panes(1, 0)

    def table(self, source: Sheet, head: int, refused: Sequence[Remark]) -> None:
        """Add a table's lines down to its headings, then its refused rows."""
        sheet = self._book.add_worksheet(sheet_named(source.name or source.file, self._names))
        remarks: dict[int, list[Remark]] = {}
        for remark in refused:
            remarks.setdefault(remark.row, []).append(remark)
        kept = [
            (number, row)
            for number, row in zip(source.numbers, source.rows, strict=True)
            if number <= head or number in remarks
        ]
        headings = next((row for number, row in kept if number == head), ())
        for at, (number, row) in enumerate(kept):
            own = remarks.get(number, [])
            faults = _faults(source, headings, own)
            for place, cell in enumerate(row):
                self._put(sheet, at, place, cell, faults.get(place))
            if own or number == head:
                self._beside(sheet, at, len(headings), own)
        sheet.set_column(0, max(len(headings) - 1, 0), _COLUMN_WIDTH)
        sheet.set_column(len(headings), len(headings) + 1, _WIDTHS[-1])

    def _beside(self, sheet: Worksheet, row: int, at: int, own: Sequence[Remark]) -> None:
        """Write headings, or reasons and remedies, in two columns after the table's own."""
        if not own:
            sheet.write_string(row, at, self._say("faulty.reason"), self._looks.bold)
            sheet.write_string(row, at + 1, self._say("faulty.remedy"), self._looks.bold)
            return
        reasons = [each.reason(self._texts, self._lang) for each in own]
        remedies = [each.remedy(self._texts, self._lang) for each in own]
        sheet.write_string(row, at, "\n".join(reasons))
        sheet.write_string(row, at + 1, "\n".join(filter(None, remedies)))

    def _put(self, sheet: Worksheet, row: int, at: int, cell: Cell, remark: Remark | None) -> None:
        look = self._looks.faulty if remark else None
        if isinstance(cell, bool):
            sheet.write_boolean(row, at, cell, look)
        elif isinstance(cell, int | float):
            sheet.write_number(row, at, cell, look)
        elif isinstance(cell, datetime) and (cell.hour or cell.minute):
            sheet.write_datetime(row, at, cell, look or self._looks.moment)
        elif isinstance(cell, date):
            sheet.write_datetime(row, at, cell, look or self._looks.day)
        elif isinstance(cell, time) or cell != "":
            sheet.write_string(row, at, in_cell(shown(cell)), look)
        elif look is not None:
            sheet.write_blank(row, at, None, look)
        if remark is not None:
            reason = remark.reason(self._texts, self._lang)
            remedy = remark.remedy(self._texts, self._lang)
            place = self._say("faulty.row", row=remark.row)
            sheet.write_comment(row, at, f"{place}\n{reason}\n{remedy}".strip(), _NOTE)

    def _say(self, key: str, **values: object) -> str:
        return self._texts.say(f"import.{key}", self._lang, **values)


def _faults(
    source: Sheet, headings: Sequence[Cell], remarks: Sequence[Remark]
) -> dict[int, Remark]:
    """Return the first remark on each place of a row; one on the row as a whole marks its start."""
    found: dict[int, Remark] = {}
    titles = [shown(cell).strip() for cell in headings]
    for remark in remarks:
        if source.lettered:
            place = column_index(remark.column)
        else:
            place = titles.index(remark.column) if remark.column in titles else -1
        found.setdefault(max(place, 0), remark)
    return found
