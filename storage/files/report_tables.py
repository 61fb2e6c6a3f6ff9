"""The tables of a report as a spreadsheet, a sheet each, or as one comma-separated file."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from domain.reports.told import cell_words, numeral_of, tables_of, words
from domain.tables import guarded
from storage.files.exporting import (
    CSV_MARK,
    TEXT_STAYS_TEXT,
    same_bytes,
    sheet_name,
    undated,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from domain.numeral import Numeral
    from domain.reports.tree import Document, Row, Table

_WIDEST: Final = 48
_NARROWEST: Final = 8
_HEAD_ROW: Final = 3
_A4: Final = 9
# Columns of so many digits together are printed across the paper's length.
_UPRIGHT: Final = 96
# Heights in points: of a row, of a line of small words.
_ROW: Final = 17
_LINE: Final = 13
_HUNDRED: Final = 100
_LONGEST_NAME: Final = 31


def tables_xlsx(document: Document) -> bytes:
    """Return a spreadsheet of a report's tables: title, source, heads, numbers as numbers.

    A report without tables gives a sheet that names the report.
    """
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, TEXT_STAYS_TEXT)
    undated(book)
    looks = _Looks(book)
    taken: set[str] = set()
    for table in tables_of(document):
        sheet = book.add_worksheet(_own_name(table, taken))
        _fill(sheet, table, source_of(document), looks)
    if not taken:
        book.add_worksheet().write_string(0, 0, source_of(document), looks.title)
    book.close()
    return same_bytes(out.getvalue())


def tables_csv(document: Document) -> bytes:
    """Return all tables of a report in one file: each with its title, a blank line between."""
    out = io.StringIO(newline="")
    out.write(CSV_MARK)
    writer = csv.writer(out)
    writer.writerow([guarded(source_of(document))])
    for table in tables_of(document):
        writer.writerow([])
        writer.writerow([guarded(title_of(table))])
        writer.writerow([guarded(head) for head in _heads(table)])
        writer.writerows([_plain(row, at) for at in _cells(row)] for row in table.rows)
        if words(table.note):
            writer.writerow([guarded(words(table.note))])
    return out.getvalue().encode("utf-8")


def source_of(document: Document) -> str:
    """Return the line that says where tables come from: report, revision, digest."""
    parts = (document.title, *document.imprint, document.digest)
    return " · ".join(part for part in parts if part)


def title_of(table: Table) -> str:
    """Return number, title and unit of a table."""
    title = f"{table.number} {table.title}".strip()
    return f"{title} ({table.unit})" if table.unit else title


def _heads(table: Table) -> list[str]:
    """Return the heads of the columns, each after the words that stand over it."""
    heads = [" ".join((column.head or column.copied).split("\n")) for column in table.columns]
    for group in table.groups:
        for at in range(group.first, group.last + 1):
            heads[at] = f"{group.text} · {heads[at]}"
    return heads


def _cells(row: Row) -> range:
    return range(1 if row.style == "group" else len(row.cells))


def _plain(row: Row, at: int) -> str:
    """Return a cell as other programs read it: 41974.26, -8.9%."""
    number = numeral_of(row.cells[at])
    if number is None or (number.unit and not number.percent):
        return guarded(_words_of(row, at))
    return f"{number.value}{'%' if number.percent else ''}"


def _words_of(row: Row, at: int) -> str:
    return " ".join(cell_words(row.cells[at]).split("\n"))


class _Looks:
    """The formats of one spreadsheet, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, bool], Format] = {}
        self.title = book.add_format({"bold": True, "font_size": 13})
        self.source = book.add_format(
            {"font_color": "#5A5A5A", "font_size": 9, "text_wrap": True, "valign": "top"}
        )
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self.head_right = book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "align": "right"}
        )

    def cell(self, shape: str, *, bold: bool, right: bool) -> Format:
        """Return the format of a cell with a shape of number."""
        key = (f"{shape}|{right}", bold)
        if key not in self._made:
            wanted = {"bold": bold, "num_format": shape, "align": "right" if right else "left"}
            self._made[key] = self._book.add_format(wanted)
        return self._made[key]


def _own_name(table: Table, taken: set[str]) -> str:
    """Return a name for a table's sheet that no other has, as spreadsheets compare names."""
    wanted = sheet_name(table.number or table.title).strip("'")
    name, count = wanted, 1
    while name.casefold() in taken:
        count += 1
        end = f" ({count})"
        name = f"{wanted[: _LONGEST_NAME - len(end)]}{end}"
    taken.add(name.casefold())
    return name


def _fill(sheet: Worksheet, table: Table, source: str, looks: _Looks) -> None:
    # Chinese signs are taller than the digits that the usual height is for.
    sheet.set_default_row(_ROW)
    heads = _heads(table)
    widths = list(_widths(table, heads))
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    sheet.write_string(0, 0, title_of(table), looks.title)
    _run_on(sheet, 1, source, widths, looks)
    for at, (head, column) in enumerate(zip(heads, table.columns, strict=True)):
        look = looks.head_right if column.align == "right" else looks.head
        sheet.write_string(_HEAD_ROW, at, head, look)
    last = _HEAD_ROW
    for last, row in enumerate(table.rows, start=_HEAD_ROW + 1):
        for at in _cells(row):
            _write(sheet, (last, at), table, row, looks)
    if words(table.note):
        last += 2
        _run_on(sheet, last, words(table.note), widths, looks)
    sheet.freeze_panes(_HEAD_ROW + 1, 0)
    _set_paper(sheet, (last, len(widths) - 1), sum(widths))


def _run_on(sheet: Worksheet, row: int, text: str, widths: Sequence[int], looks: _Looks) -> None:
    """Write words over all columns of a row, in as many lines as they take there."""
    lines = -(-_length(text) // sum(widths))
    sheet.set_row(row, _LINE * lines)
    if len(widths) > 1:
        sheet.merge_range(row, 0, row, len(widths) - 1, "", looks.source)
    sheet.write_string(row, 0, text, looks.source)


def _set_paper(sheet: Worksheet, end: tuple[int, int], width: int) -> None:
    """Set a sheet for A4: all columns on one page's width, the head on each, page x of y.

    Args:
        sheet: to be set.
        end: last row and column of what is printed.
        width: of the columns together, in digits.
    """
    sheet.set_paper(_A4)
    if width > _UPRIGHT:
        sheet.set_landscape()
    sheet.print_area(0, 0, *end)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&R&8&P / &N")


def _write(sheet: Worksheet, place: tuple[int, int], table: Table, row: Row, looks: _Looks) -> None:
    at = place[1]
    bold = row.style in {"group", "subtotal", "total"} or table.columns[at].kind == "label"
    right = table.columns[at].align == "right" and row.style != "group"
    number = numeral_of(row.cells[at])
    if number is None:
        look = looks.cell("@", bold=bold, right=right)
        sheet.write_string(*place, _words_of(row, at), look)
        return
    value = number.value / _HUNDRED if number.percent else number.value
    sheet.write_number(*place, float(value), looks.cell(_shape(number), bold=bold, right=right))


def _shape(number: Numeral) -> str:
    """Return how a spreadsheet shows a number as the report does: ``+#,##0.0%;-#,##0.0%``."""
    shape = "#,##0"
    if number.decimals:
        shape = f"{shape}.{'0' * number.decimals}"
    unit = number.unit.replace('"', "")
    if number.percent:
        blank = unit.removesuffix("%")
        shape += f'"{blank}"%' if blank else "%"
    elif unit:
        shape += f'"{unit}"'
    return f"+{shape};-{shape};{shape}" if number.signed else shape


def _widths(table: Table, heads: list[str]) -> Iterator[int]:
    """Yield the width of each column in digits; a Chinese sign takes two."""
    for at, head in enumerate(heads):
        cells = [_words_of(row, at) for row in table.rows if row.style != "group"]
        longest = max((_length(each) for each in (head, *cells)), default=0)
        yield min(max(longest + 1, _NARROWEST), _WIDEST)


def _length(text: str) -> int:
    return sum(1 if sign.isascii() or sign in "−\u202f’" else 2 for sign in text)
