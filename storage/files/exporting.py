"""Records written to spreadsheets and plain tables, text staying text."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.records import LONGEST, Query
from domain.tables import Heading, exported_fields, guarded, headings, table_rows
from storage.atomic import cannot_write, write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from domain.records import Field, Records, Specs
    from domain.tables import Cell
    from domain.text import Texts

CSV_MARK: Final = "\ufeff"
_FIRST_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)
TEXT_STAYS_TEXT: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
"""How every spreadsheet of ours is opened: no text becomes a formula, a number or a link."""
_OTHER_FILES: Final = frozenset(
    {".doc", ".docx", ".ics", ".json", ".ods", ".pdf", ".tsv", ".txt", ".xls", ".xlsm", ".zip"}
)
_SECRET: Final = frozenset({"person_password"})
"""Entities that never leave the workbook."""

_ZIP_DAY: Final = (2000, 1, 1, 0, 0, 0)


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    return guarded(cell) if isinstance(cell, str) else str(cell)


def csv_bytes(columns: Sequence[Heading], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a comma-separated table: UTF-8 with mark, CRLF, as spreadsheets open it."""
    out = io.StringIO(newline="")
    out.write(CSV_MARK)
    writer = csv.writer(out)
    writer.writerow([guarded(column.text) for column in columns])
    writer.writerows([_csv_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8")


def xlsx_bytes(title: str, columns: Sequence[Heading], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a workbook of one sheet: heading frozen and filterable, every text a text cell."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, TEXT_STAYS_TEXT)
    undated(book)
    _fill(book, book.add_worksheet(sheet_name(title)), columns, rows)
    book.close()
    return same_bytes(out.getvalue())


def undated(book: Workbook) -> None:
    """Give a spreadsheet a fixed day of making, so that equal data give equal files."""
    book.set_properties({"created": _FIRST_DAY})


def _fill(
    book: Workbook, sheet: Worksheet, columns: Sequence[Heading], rows: Iterable[Sequence[Cell]]
) -> None:
    bold = book.add_format({"bold": True, "bottom": 1})
    amount = book.add_format({"num_format": "#,##0.00"})
    widths = [len(column.text) * 2 for column in columns]
    for at, column in enumerate(columns):
        sheet.write_string(0, at, column.text, bold)
    last = 0
    for last, row in enumerate(rows, start=1):
        for at, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(last, at, in_cell(cell))
            elif cell is not None:
                sheet.write_number(last, at, cell, amount if isinstance(cell, Decimal) else None)
            widths[at] = max(widths[at], len(str(cell)))
    for at, width in enumerate(widths):
        sheet.set_column(at, at, min(max(width, 8), 48))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, max(len(columns) - 1, 0))


def in_cell(text: str) -> str:
    """Return what a cell of a spreadsheet takes of a text; what is cut ends with an ellipsis."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def sheet_name(title: str) -> str:
    """Return a title as a spreadsheet allows it for a sheet: 31 signs, without those of paths."""
    return "".join(sign for sign in title if sign not in "[]:*?/\\")[:31] or "1"


def same_bytes(content: bytes) -> bytes:
    """Rewrite the archive with a fixed day in its entries, so that equal data give equal files."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            target.writestr(
                zipfile.ZipInfo(entry.filename, _ZIP_DAY),
                source.read(entry),
                zipfile.ZIP_DEFLATED,
            )
    return out.getvalue()


def export_table(
    records: Records, specs: Specs, query: Query, texts: Texts, lang: str, path: Path
) -> None:
    """Write the rows of a query to an ``.xlsx`` or ``.csv`` file, whole or not at all.

    Raises:
        DomainError: ``export_table_unknown`` or ``export_format_unknown``.
        StorageError: the file cannot be written.
    """
    specs = _shared(specs)
    if query.table not in specs:
        raise DomainError("export_table_unknown", value=query.table, choices=", ".join(specs))
    columns = headings(specs[query.table], texts, lang)
    rows = table_rows(records, specs, query, texts, lang)
    write_sheet(texts.say(f"entity.{query.table}.many", lang), columns, rows, path)


def write_sheet(
    title: str, columns: Sequence[Heading], rows: Iterable[Sequence[Cell]], path: Path
) -> None:
    """Write one table to an ``.xlsx`` or ``.csv`` file, whole or not at all.

    Raises:
        DomainError: ``export_format_unknown``.
        StorageError: the file cannot be written.
    """
    ending = path.suffix.lower()
    if ending == ".csv":
        write_atomically(path, csv_bytes(columns, rows))
    elif ending == ".xlsx":
        write_atomically(path, xlsx_bytes(title, columns, rows))
    else:
        raise DomainError("export_format_unknown", value=path.name)


def export_everything(
    records: Records, specs: Specs, texts: Texts, lang: str, out: Path
) -> tuple[Path, ...]:
    """Write every entity and the data dictionary: to one ``.xlsx``, or to a folder of ``.csv``.

    Returns:
        The files written.

    Raises:
        DomainError: ``export_one_table`` for a ``.csv``, which holds one table only;
            ``export_format_unknown`` for the ending of another kind of file; see `export_workbook`.
        StorageError: a file cannot be written.
    """
    ending = out.suffix.lower()
    if ending == ".xlsx":
        write_atomically(out, book_bytes(records, specs, texts, lang))
        return (out,)
    if ending == ".csv":
        raise DomainError("export_one_table", value=out.name)
    if ending in _OTHER_FILES:
        raise DomainError("export_format_unknown", value=out.name)
    return export_workbook(records, specs, texts, lang, out)


def book_bytes(records: Records, specs: Specs, texts: Texts, lang: str) -> bytes:
    """Return one spreadsheet with a sheet for the dictionary and one for every entity."""
    import xlsxwriter

    specs = _shared(specs)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, TEXT_STAYS_TEXT)
    undated(book)
    names: set[str] = set()
    titles, *lines = _dictionary_lines(specs, texts, lang)
    columns = [Heading(title, title, "", numeric=False) for title in titles]
    first = sheet_named(texts.say("export.dictionary", lang), names)
    _fill(book, book.add_worksheet(first), columns, lines)
    for table, spec in specs.items():
        sheet = book.add_worksheet(sheet_named(texts.say(f"entity.{table}.many", lang), names))
        rows = table_rows(records, specs, Query(table), texts, lang)
        _fill(book, sheet, headings(spec, texts, lang), rows)
    book.close()
    return same_bytes(out.getvalue())


def _shared(specs: Specs) -> Specs:
    return {table: spec for table, spec in specs.items() if table not in _SECRET}


def sheet_named(title: str, taken: set[str]) -> str:
    """Return a name for a sheet that no other has, without regard to case, and note it."""
    base = sheet_name(title)
    name, count = base, 1
    while name.casefold() in taken:
        count += 1
        name = f"{base[:27]} {count}"
    taken.add(name.casefold())
    return name


def export_workbook(
    records: Records, specs: Specs, texts: Texts, lang: str, folder: Path
) -> tuple[Path, ...]:
    """Write every entity to its own ``.csv`` in ``folder``, with a data dictionary beside.

    Returns:
        The files written, the dictionary last.

    Raises:
        DomainError: ``export_folder_not_empty``; a folder with files is never mixed with ours.
        StorageError: a file cannot be written.
    """
    try:
        if folder.exists() and any(folder.iterdir()):
            raise DomainError("export_folder_not_empty", value=str(folder))
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from error
    specs = _shared(specs)
    written = []
    for table in specs:
        path = folder / f"{table}.csv"
        export_table(records, specs, Query(table), texts, lang, path)
        written.append(path)
    dictionary = folder / "data-dictionary.csv"
    write_atomically(dictionary, _dictionary(specs, texts, lang))
    return (*written, dictionary)


def _dictionary(specs: Specs, texts: Texts, lang: str) -> bytes:
    out = io.StringIO(newline="")
    out.write(CSV_MARK)
    csv.writer(out).writerows(_dictionary_lines(specs, texts, lang))
    return out.getvalue().encode("utf-8")


def _dictionary_lines(specs: Specs, texts: Texts, lang: str) -> Iterator[tuple[str, ...]]:
    """Yield the headings of the dictionary, then a line for each field."""
    names = ("table", "entity", "field", "title", "kind", "unit", "required", "values")
    yield tuple(texts.say(f"export.dictionary.{name}", lang) for name in names)
    for table, spec in specs.items():
        columns = {column.name: column for column in headings(spec, texts, lang)}
        for each in exported_fields(spec):
            column = columns[each.name]
            yield (
                table,
                texts.say(f"entity.{table}", lang),
                each.name,
                column.title,
                texts.say(f"export.kind.{each.kind}", lang),
                column.unit,
                texts.say("export.yes" if each.required else "export.no", lang),
                _possible(each, texts, lang),
            )


def _possible(each: Field, texts: Texts, lang: str) -> str:
    if each.choices is None:
        return each.target
    return " | ".join(
        texts.say(f"choice.{each.choices.name}.{value}", lang) for value in each.choices.values
    )
