"""Take the rows of one table into the book: references found, rules applied, outcome counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.imports.checks import Checks
from domain.imports.firms import Firms
from domain.imports.forms import as_typed
from domain.imports.outcome import Remark, SheetOutcome, worded_values
from domain.imports.places import Places
from domain.imports.rows import column_name
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from domain.imports.book import Book, Put, Status
    from domain.imports.headings import Recognised
    from domain.imports.rows import TableRow
    from domain.imports.sheet import Sheet
    from domain.records import Row, Value

# Rule → column of the file to look at, where it is not the field that the rule names.
_COLUMN_OF: Final = {"lease_overlap": "unit"}

Identity = tuple["Value", ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for all rows of a table.

    Attributes:
        today: day of the import; no quarter after it can have figures.
        year: year that the sheet is about, 0 when it does not say.
        building: building that the sheet is about, empty when it does not say.
        subject: name of the file without its ending, for tables that do not say what they hold.
        kept_on: day of the earlier mapping by which the sheet is read, empty when none is.
        asked: columns that the park's own form asks for; none where the sheet is no such form.
    """

    today: date
    year: int = 0
    building: str = ""
    subject: str = ""
    kept_on: str = ""
    asked: frozenset[str] = frozenset()


class Seen:
    """Identities of the rows that were taken from one file, by kind of table."""

    def __init__(self) -> None:
        self._taken: dict[str, dict[Identity, int]] = {}

    def times(self, kind: str, identity: Identity) -> int:
        """Return how many rows with this identity were taken."""
        return self._taken.setdefault(kind, {}).get(identity, 0)

    def add(self, kind: str, identity: Identity) -> None:
        """Note that a row was taken."""
        taken = self._taken.setdefault(kind, {})
        taken[identity] = taken.get(identity, 0) + 1


@dataclass(slots=True)
class _Tally:
    """The counts and remarks of a table."""

    rows: int = 0
    skipped: int = 0
    kept: int = 0
    by_status: dict[Status, int] = field(
        default_factory=lambda: {"added": 0, "changed": 0, "unchanged": 0}
    )
    refused: list[Remark] = field(default_factory=list)
    findings: list[Remark] = field(default_factory=list)


class Intake:
    """One table on its way into the book.

    Attributes:
        book: records as the import sees them.
        setting: what holds for all rows.
        places: parties, regions, buildings by name.
    """

    def __init__(
        self, book: Book, sheet: Sheet, found: Recognised, setting: Setting, seen: Seen
    ) -> None:
        self.book = book
        self.setting = setting
        self.places = Places(book)
        self._firms = Firms(book)
        self._sheet = sheet
        self._found = found
        self._kind = found.kind.key
        self._table = found.kind.table
        self._seen = seen
        self._checks = Checks(book)
        self._quarters: set[str] = set()
        self._put: Put | None = None
        self._identity: Identity = ()
        self._followed = False
        self._tally = _Tally()

    # ------------------------------------------------------------------ what kinds call

    def put(
        self, row: TableRow, key: Mapping[str, Value], values: Mapping[str, Value], column: str
    ) -> None:
        """Weigh the record that a row describes, and refuse the row by every rule it breaks.

        Args:
            row: the row, with the errors found so far; nothing is put when it has any.
            key: fields by which an earlier record is found again.
            values: the other fields.
            column: column by which a second row with the same key is refused.
        """
        if row.errors:
            return
        identity = tuple(key.values())
        if self._seen.times(self._kind, identity):
            row.refuse(column, "duplicate")
            return
        self._weigh(row, key, values, 0)

    def put_entry(
        self, row: TableRow, key: Mapping[str, Value], values: Mapping[str, Value]
    ) -> None:
        """Weigh an entry of a ledger: several equal ones in a file are as many records."""
        if row.errors:
            return
        self._weigh(row, key, values, self._seen.times(self._kind, tuple(key.values())))

    def put_merged(self, row: TableRow, values: Mapping[str, Value]) -> bool:
        """Take a firm that was merged into another; tell whether the row is of such a firm.

        What was settled when they were merged stays: only what is unknown is filled in.
        """
        kept = self._firms.merged(row.text("number"), str(values.get("credit_code") or ""))
        if kept is None or row.errors:
            return False
        unknown = {name: value for name, value in values.items() if kept[name] is None}
        row.find("number", "merged_into", number=kept["number"])
        self._weigh(row, {"number": kept["number"]}, unknown, 0)
        self._identity = (row.text("number"),)
        return True

    def follow(self, table: str, key: Mapping[str, Value], values: Mapping[str, Value]) -> None:
        """Put a record that belongs to the row's, e.g. a building of a contract."""
        if self._put is None:
            return
        put = self.book.weigh(table, key, values)
        self.book.keep(table, put)
        self._followed = self._followed or put.status != "unchanged"

    def record_id(self) -> str:
        """Return the id of the record that the row was weighed for, empty when it was refused."""
        return "" if self._put is None else str(self._put.row["id"])

    def firm(self, row: TableRow) -> Row | None:
        """Return the firm that number and name of a row mean; refuse the row when none is meant."""
        return self._firms.of(row)

    def quarter(self, row: TableRow, column: str = "quarter") -> str:
        """Return the quarter of a row; refuse one that is not yet or not of the sheet's year."""
        value = row.text(column)
        if value in self._quarters:
            return value
        if not value:
            if all(name != column for name, _ in row.errors):
                row.refuse(column, "required")
            return ""
        quarter = Quarter.parse(value)
        of_another_year = self.setting.year and quarter.year != self.setting.year
        if of_another_year or quarter.first_day > self.setting.today:
            row.refuse(column, "quarter_out_of_range")
            return value
        self.book.keep("quarter", self.book.weigh("quarter", {"quarter": value}, {}))
        return value

    # ------------------------------------------------------------------ what the import calls

    def skip(self) -> None:
        """Count a row that is no record."""
        self._tally.skipped += 1

    def finish(self, row: TableRow) -> None:
        """Take a row over into the book, or note why it is refused."""
        put, tally = self._put, self._tally
        asked = self.setting.asked
        if asked and self._sent_back_blank(row):
            self.book.undo()
            self.places.forget()
            tally.skipped += 1
            self._put, self._followed = None, False
            return
        tally.rows += 1
        if row.errors or put is None:
            self._refuse(row)
        else:
            self.book.settle()
            if asked:
                self._ask_of_emptied(row, put)
            self._seen.add(self._kind, self._identity)
            if "quarter" in row.values:
                self._quarters.add(row.text("quarter"))
            changed = put.status == "unchanged" and self._followed
            tally.by_status["changed" if changed else put.status] += 1
            tally.kept += put.kept
            if row.findings:
                tally.findings.extend(self._remark(row, *finding) for finding in row.findings)
        self._put, self._followed = None, False

    def find(self, rule: str, column: str, row: int, **values: object) -> None:
        """Note something about the whole table."""
        name = column_name(self._sheet, self._found, column)
        title = self._found.titles.get(column, "")
        remark = Remark(self._sheet.file, self._sheet.name, row, name, title, rule, values)
        self._tally.findings.append(remark)

    def outcome(self) -> SheetOutcome:
        """Return what became of the table."""
        tally = self._tally
        return SheetOutcome(
            sheet=self._sheet.name,
            kind=self._kind,
            rows=tally.rows,
            added=tally.by_status["added"],
            changed=tally.by_status["changed"],
            unchanged=tally.by_status["unchanged"],
            skipped=tally.skipped,
            kept=tally.kept,
            unread=self._found.unread,
            refused=tuple(sorted(tally.refused, key=lambda each: each.row)),
            findings=tuple(sorted(tally.findings, key=lambda each: each.row)),
        )

    # ------------------------------------------------------------------ inner steps

    def _sent_back_blank(self, row: TableRow) -> bool:
        """Tell whether a form's line was left blank and nothing is recorded of it either."""
        new = self._put is None or self._put.status == "added"
        return new and all(row.raw(name) == "" for name in self.setting.asked)

    def _ask_of_emptied(self, row: TableRow, put: Put) -> None:
        """Notice the cells of a form that are blank where a figure is recorded; it is kept."""
        for name in self._found.places:
            value = put.row.get(name)
            if name in self.setting.asked and value is not None and row.raw(name) == "":
                row.find(name, "cell_emptied", known=as_typed(self._found, name, value))

    def _weigh(
        self, row: TableRow, key: Mapping[str, Value], values: Mapping[str, Value], nth: int
    ) -> None:
        put = self.book.weigh(self._table, key, values, nth)
        if put.status != "unchanged":
            for error in self._checks.breaches(self._table, put):
                row.errors.append((self._column_of(error), error))
        if not row.errors:
            self.book.keep(self._table, put)
            self._put, self._identity = put, tuple(key.values())

    def _column_of(self, error: DomainError) -> str:
        column = _COLUMN_OF.get(error.key, error.field)
        return column if column in self._found.places else next(iter(self._found.places))

    def _refuse(self, row: TableRow) -> None:
        self.book.undo()
        self.places.forget()
        errors = row.errors or [(next(iter(self._found.places)), DomainError("internal_rule"))]
        self._tally.refused.extend(self._remark(row, *error) for error in errors)

    def _remark(self, row: TableRow, column: str, error: DomainError) -> Remark:
        if column not in self._found.places:
            column = next(iter(self._found.places))
        return Remark(
            file=self._sheet.file,
            sheet=self._sheet.name,
            row=row.number,
            column=column_name(self._sheet, self._found, column),
            value=row.raw(column),
            rule=error.key,
            values=worded_values(self.book.specs[self._table], error),
            breach=error,
        )
