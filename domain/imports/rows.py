"""Read the cells of a recognised table into values, row by row, and note what cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.imports.dates import date_of_serial, is_open_ended, read_date, read_quarter
from domain.imports.numbers import Mark, decimal_mark, read_amount, scaled, scaled_float
from domain.imports.parsing import DIMENSIONS
from domain.imports.sheet import Cell, Fault, Sheet, letters, shown
from domain.imports.words import is_unknown, name_key, tidy
from domain.records import Kind
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from domain.imports.columns import Column
    from domain.imports.headings import Recognised
    from domain.records import Value

Read = Callable[[Cell], "Value"]

_INEXACT: Final = {Kind.INTEGER: "not_integer", Kind.HALF_DAYS: "not_half_days"}
UNCOMPUTED: Final = "="
_ERRORS_AS_TEXT: Final = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"}
)


class TableRow:
    """One row of a table: its values by column, and what is wrong with it.

    Attributes:
        number: row or line in the file.
        values: value per column that the table has; None when unknown or unreadable.
        errors: (column, error) for each thing wrong.
        findings: (column, finding) for each thing noticed.
    """

    __slots__ = ("_cells", "_places", "errors", "findings", "number", "values")

    def __init__(
        self, number: int, values: dict[str, Value], cells: Sequence[Cell], places: dict[str, int]
    ) -> None:
        self.number = number
        self.values = values
        self._cells = cells
        self._places = places
        self.errors: list[tuple[str, DomainError]] = []
        self.findings: list[tuple[str, DomainError]] = []

    def get(self, column: str) -> Value:
        """Return the value in a column, None when it is unknown or the table has none such."""
        return self.values.get(column)

    def text(self, column: str) -> str:
        """Return the text in a column, empty when it is unknown."""
        value = self.values.get(column)
        return value if isinstance(value, str) else ""

    def raw(self, column: str) -> str:
        """Return the cell of a column as it stands in the file."""
        place = self._places.get(column)
        return "" if place is None else shown(self._cells[place])

    def refuse(self, column: str, rule: str, **values: object) -> None:
        """Note that the row cannot be taken, and the column to look at."""
        self.errors.append((column, _error(rule, values)))

    def find(self, column: str, rule: str, **values: object) -> None:
        """Note something about a row that is taken all the same."""
        self.findings.append((column, _error(rule, values)))


def _error(rule: str, values: dict[str, object]) -> DomainError:
    error = DomainError(rule)
    error.values = values
    return error


def read_rows(sheet: Sheet, found: Recognised) -> Iterator[TableRow]:
    """Yield the rows below the headings of a recognised table, notes and blank ones left out."""
    readers = _readers(sheet, found)
    places = dict(found.places)
    constant = _constants(found)
    numbers = sheet.numbers
    for at in range(found.first_row, len(sheet.rows)):
        cells = sheet.rows[at]
        values: dict[str, Value] = dict(constant)
        troubles: list[tuple[str, DomainError]] = []
        for name, place, read in readers:
            try:
                values[name] = read(cells[place])
            except DomainError as error:
                # A figure finer than its smallest unit is taken rounded, and said so.
                whole = error.values.get("whole")
                values[name] = whole if isinstance(whole, int) else None
                troubles.append((name, error))
        row = TableRow(numbers[at], values, cells, places)
        for name, trouble in troubles:
            (row.findings if trouble.key == "rounded" else row.errors).append((name, trouble))
        yield row


def _constants(found: Recognised) -> dict[str, Value]:
    """Return what a mapping says of every row, read as the cells of its column would be."""
    values: dict[str, Value] = {}
    for name, text in found.values.items():
        column = found.kind.column(name)
        try:
            if column.words or column.kind is not Kind.TEXT:
                values[name] = _reader_of(column, found, (), 0)(text)
            else:
                values[name] = text
        except DomainError as error:
            raise DomainError("mapping_invalid", part=name) from error
    return values


def column_name(sheet: Sheet, found: Recognised, column: str) -> str:
    """Return what an answer calls a column: its letter, or its heading in a text table."""
    place = found.places.get(column)
    if place is None:
        return ""
    return letters(place) if sheet.lettered else found.titles[column]


def _readers(sheet: Sheet, found: Recognised) -> list[tuple[str, int, Read]]:
    readers: list[tuple[str, int, Read]] = []
    below = sheet.rows[found.first_row :]
    for name, place in found.places.items():
        column = found.kind.column(name)
        if column.ignored:
            continue
        texts: Sequence[Cell] = ()
        if column.kind in DIMENSIONS:
            texts = [cell for row in below if type(cell := row[place]) is str]
        scale = found.scales.get(name, 0)
        readers.append((name, place, _reader_of(column, found, texts, scale)))
    return readers


def _reader_of(column: Column, found: Recognised, cells: Iterable[Cell], scale: int) -> Read:
    """Return how the cells of a column are read; numbers as their decimal sign gives away."""
    if column.words:
        return _choice_reader(column)
    if column.kind in DIMENSIONS:
        mark = decimal_mark((cell for cell in cells if isinstance(cell, str)), found.mark)
        return _number_reader(column.kind, scale or column.scale or 1, mark)
    if column.kind is Kind.DATE:
        return _date_reader(column, found.lang)
    if column.kind is Kind.QUARTER:
        return _quarter_reader()
    return _text


def _text(cell: Cell) -> Value:
    if type(cell) is str:
        text = cell.strip()
        if not text or is_unknown(text):
            return None
        return text
    _refuse_fault(cell)
    return shown(cell)


def _choice_reader(column: Column) -> Read:
    words = column.words

    def read(cell: Cell) -> Value:
        _refuse_fault(cell)
        text = shown(cell)
        key = words.get(name_key(text))
        if key is not None:
            return key
        if is_unknown(tidy(text)):
            return None
        raise DomainError("kind_unknown", value=text)

    return read


def _number_reader(kind: Kind, scale: int, mark: Mark) -> Read:
    measured = kind is Kind.NUMBER

    def read(cell: Cell) -> Value:
        if type(cell) is float:
            if measured:
                return cell
            whole = round(cell * scale) if abs(cell) < 1e15 else 0  # noqa: PLR2004 - of floats
            if whole / scale == cell:
                return whole
            return _whole(kind, *scaled_float(cell, scale))
        if cell == "":
            return None
        return _typed_number(kind, cell, scale, mark)

    return read


def _typed_number(kind: Kind, cell: Cell, scale: int, mark: Mark) -> Value:
    _refuse_fault(cell)
    if not isinstance(cell, str):
        raise DomainError("text_in_number", value=shown(cell))
    text = tidy(cell)
    if is_unknown(text):
        return None
    amount = read_amount(text, mark)
    if kind is Kind.NUMBER:
        return float(amount.number)
    if amount.dimension and amount.dimension != DIMENSIONS[kind]:
        raise DomainError("unit_of_another_kind", value=cell)
    return _whole(kind, *scaled(amount.number, amount.scale if amount.dimension else scale))


def _whole(kind: Kind, whole: int, exact: bool) -> int:  # noqa: FBT001 - as `scaled` returns it
    if exact:
        return whole
    if kind in _INEXACT:
        raise DomainError(_INEXACT[kind])
    raise DomainError("rounded", whole=whole)


def _date_reader(column: Column, lang: str) -> Read:
    def read(cell: Cell) -> Value:
        if type(cell) is date:
            return cell.isoformat()
        if isinstance(cell, datetime):
            return cell.date().isoformat()
        if cell == "":
            return None
        _refuse_fault(cell)
        if isinstance(cell, float):
            return date_of_serial(cell)
        text = tidy(shown(cell))
        if is_unknown(text) or (column.open_ended and is_open_ended(text)):
            return None
        return read_date(text, lang)

    return read


def _quarter_reader() -> Read:
    known: dict[str, Value] = {}

    def read(cell: Cell) -> Value:
        if isinstance(cell, str) and cell in known:
            return known[cell]
        if isinstance(cell, datetime | date):
            return str(Quarter.of(cell))
        _refuse_fault(cell)
        text = tidy(shown(cell))
        value = None if is_unknown(text) else read_quarter(text)
        if isinstance(cell, str):
            known[cell] = value
        return value

    return read


def _refuse_fault(cell: Cell) -> None:
    # Saved as text, a spreadsheet's error is an error still.
    if isinstance(cell, str) and cell.strip().upper() in _ERRORS_AS_TEXT:
        raise DomainError("excel_error")
    if isinstance(cell, Fault):
        raise DomainError("formula_not_computed" if cell.code == UNCOMPUTED else "excel_error")
