"""Write the park's collection form as a spreadsheet that checks what is typed."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from storage.atomic import write_atomically
from storage.files.exporting import TEXT_STAYS_TEXT, same_bytes, sheet_name, undated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from domain.collection import FormCell, FormColumn, FormSheet
    from domain.text import Texts

_HEADING_ROW: Final = 2
_FIRST_ROW: Final = 3
_WIDTHS: Final = {"text": 22, "money": 15, "count": 11, "number": 12, "date": 13, "choice": 18}
_LISTS: Final = "lists"
_LONGEST_LIST: Final = 255
_FORMATS: Final = {"money": "#,##0.00", "count": "#,##0", "number": "0.##", "date": "yyyy-mm-dd"}

_RULES: Final[Mapping[str, dict[str, object]]] = {
    "money": {"validate": "decimal", "criteria": ">=", "value": 0},
    "count": {"validate": "integer", "criteria": ">=", "value": 0},
    "number": {"validate": "decimal", "criteria": "between", "minimum": -1e9, "maximum": 1e9},
    "date": {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1)},
}


def write_collection_form(sheets: Sequence[FormSheet], texts: Texts, lang: str, path: Path) -> None:
    """Write a form; who and when are locked without a password, figures are checked as typed.

    Raises:
        StorageError: the file cannot be written.
    """
    write_atomically(path, collection_form_bytes(sheets, texts, lang))


def collection_form_bytes(sheets: Sequence[FormSheet], texts: Texts, lang: str) -> bytes:
    """Return the form as the bytes of a spreadsheet; equal forms give equal bytes."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, TEXT_STAYS_TEXT)
    undated(book)
    printer = _Printer(book, texts, lang, _Looks.of(book))
    for sheet in sheets:
        printer.print(sheet)
    printer.keep_lists()
    book.close()
    return same_bytes(out.getvalue())


@dataclass(frozen=True, slots=True)
class _Looks:
    """How cells of the form look."""

    title: Format
    note: Format
    heading: Format
    given: Format
    typed: dict[str, Format]

    @classmethod
    def of(cls, book: Workbook) -> _Looks:
        """Return the looks, known to a book."""
        thin = {"border": 1, "border_color": "#D6D6D6"}
        head = {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#F4F1EA"}
        return cls(
            book.add_format({"bold": True, "font_size": 14}),
            book.add_format({"font_color": "#5A5A5A"}),
            book.add_format({**head, **thin}),
            book.add_format({"font_color": "#5A5A5A", **thin}),
            {
                holds: book.add_format(
                    {"locked": False, "num_format": _FORMATS.get(holds, "@"), **thin}
                )
                for holds in _WIDTHS
            },
        )


class _Printer:
    """Put the sheets of one form into a book; long lists of choices go to a hidden sheet."""

    def __init__(self, book: Workbook, texts: Texts, lang: str, looks: _Looks) -> None:
        self._book = book
        self._texts = texts
        self._lang = lang
        self._looks = looks
        self._lists: list[tuple[str, ...]] = []

    def print(self, form: FormSheet) -> None:
        """Add one sheet."""
        sheet = self._book.add_worksheet(sheet_name(form.name))
        sheet.write_string(0, 0, form.title, self._looks.title)
        sheet.write_string(1, 0, form.note, self._looks.note)
        for at, column in enumerate(form.columns):
            sheet.write_string(_HEADING_ROW, at, column.heading, self._looks.heading)
            width = max(_WIDTHS[column.holds], min(len(column.heading) + 4, 30))
            sheet.set_column(at, at, width)
        for at, row in enumerate(form.rows, start=_FIRST_ROW):
            for place, (column, cell) in enumerate(zip(form.columns, row, strict=True)):
                self._put(sheet, at, place, column, cell)
        last = _FIRST_ROW + len(form.rows) - 1
        for at, column in enumerate(form.columns):
            self._check(sheet, form, at, column, last)
        sheet.set_row(_HEADING_ROW, 32)
        given = sum(column.given for column in form.columns)
        sheet.freeze_panes(_FIRST_ROW, min(given, 2))
        sheet.protect("", {"format_columns": True, "format_rows": True, "sort": True})
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEADING_ROW)

    def keep_lists(self) -> None:
        """Add the hidden sheet of choices, if any are long."""
        if not self._lists:
            return
        sheet = self._book.add_worksheet(_LISTS)
        for at, words in enumerate(self._lists):
            for row, word in enumerate(words):
                sheet.write_string(row, at, word)
        sheet.hide()

    def _put(self, sheet: Worksheet, row: int, at: int, column: FormColumn, cell: FormCell) -> None:
        look = self._looks.given if column.given else self._looks.typed[column.holds]
        if cell is None:
            sheet.write_blank(row, at, None, look)
        elif isinstance(cell, str):
            sheet.write_string(row, at, cell, look)
        else:
            sheet.write_number(row, at, cell, look)

    def _check(
        self, sheet: Worksheet, form: FormSheet, at: int, column: FormColumn, last: int
    ) -> None:
        rule = self._rule(form, at, column)
        if rule is None or column.given:
            return
        key = "at_most" if column.at_most else column.holds
        words = {"error_title": self._say("refused"), "error_message": self._say(f"rule.{key}")}
        sheet.data_validation(_FIRST_ROW, at, last, at, {**rule, **words, "ignore_blank": True})

    def _rule(self, form: FormSheet, at: int, column: FormColumn) -> dict[str, object] | None:
        if column.at_most:
            return _not_above(form, at, column)
        if column.holds == "choice":
            return {"validate": "list", "source": self._list(column.choices)}
        return _RULES.get(column.holds)

    def _list(self, choices: tuple[str, ...]) -> list[str] | str:
        if len(",".join(choices)) <= _LONGEST_LIST:
            return list(choices)
        if choices not in self._lists:
            self._lists.append(choices)
        letter = chr(ord("A") + self._lists.index(choices))
        return f"={_LISTS}!${letter}$1:${letter}${len(choices)}"

    def _say(self, key: str) -> str:
        return self._texts.say(f"collection.{key}", self._lang)


def _not_above(form: FormSheet, at: int, column: FormColumn) -> dict[str, object]:
    """Return the rule that a whole number stays within another column's, where that is known."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    names = [each.name for each in form.columns]
    own = xl_rowcol_to_cell(_FIRST_ROW, at)
    most = xl_rowcol_to_cell(_FIRST_ROW, names.index(column.at_most))
    formula = f'=AND(ISNUMBER({own}),{own}>=0,{own}=INT({own}),OR({most}="",{own}<={most}))'
    return {"validate": "custom", "value": formula}
