"""Take the records of one structured file into the book: all of them, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.imports.checks import Checks
from domain.imports.outcome import Remark, SheetOutcome, worded_values
from domain.imports.places import Places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.imports.book import Book
    from domain.imports.documents.part import Part
    from domain.records import Value

# What an office wrote in its minutes is recorded as it is, and pointed out.
_NOTED: Final = frozenset(
    {
        "votes_exceed_present",
        "due_before_meeting",
        "no_quorum",
        "threshold_not_reached",
        "same_mover",
        "time_order",
    }
)


class Dossier:
    """The records of one structured file on their way into the book.

    Attributes:
        book: records as the import sees them.
        places: parties and regions by name.
    """

    def __init__(self, book: Book, file: str, kind: str) -> None:
        self.book = book
        self.places = Places(book)
        self._file = file
        self._kind = kind
        self._checks = Checks(book)
        self._parties: dict[str, str] = {}
        self._added = False
        self._changed = False
        self._errors: list[Remark] = []
        self._findings: list[Remark] = []

    def put(
        self,
        table: str,
        key: Mapping[str, Value],
        values: Mapping[str, Value],
        part: str,
        *,
        principal: bool = False,
    ) -> str:
        """Put a record and return its id.

        Args:
            table: entity.
            key: fields by which an earlier record is found again.
            values: the other fields.
            part: path in the file that an answer names.
            principal: the record stands for the whole file: the file is new when it is new.
        """
        put = self.book.weigh(table, key, values)
        if put.status != "unchanged":
            for error in self._checks.breaches(table, put):
                remark = self._remark(table, part, error)
                (self._findings if error.key in _NOTED else self._errors).append(remark)
            self._changed = True
            self._added = self._added or (principal and put.status == "added")
        self.book.keep(table, put)
        return str(put.row["id"])

    def note(self, part: str, rule: str, value: str = "", **values: object) -> None:
        """Note something about the file that is taken all the same."""
        self._findings.append(Remark(self._file, "", 0, part, value, rule, values))

    def refuse(self, part: str, error: DomainError) -> None:
        """Note why the file cannot be taken."""
        self._errors.append(self._remark("", part, error))

    def introduce(self, code: str, party: str) -> None:
        """Say which record the file means by a code."""
        self._parties[code] = party

    def party(self, part: Part, name: str) -> str:
        """Return the id of the party whose code stands under a name.

        Raises:
            DomainError: ``unknown_party`` when neither the file nor the book knows the code.
        """
        return self.party_of(part, part.text(name))

    def party_of(self, part: Part, code: str) -> str:
        """Return the id of the party with this code or name."""
        party = self._parties.get(code) or self.places.party_by(code, code)
        if party is None:
            raise DomainError("unknown_party", value=code, part=part.path)
        return party

    def outcome(self) -> SheetOutcome:
        """Keep the records when the file is good, drop them when it is not, and say which."""
        good = not self._errors
        if good:
            self.book.settle()
        else:
            self.book.undo()
        return SheetOutcome(
            sheet="",
            kind=self._kind,
            rows=1,
            added=int(good and self._added),
            changed=int(good and self._changed and not self._added),
            unchanged=int(good and not self._changed),
            refused=tuple(self._errors),
            findings=tuple(self._findings) if good else (),
        )

    def _remark(self, table: str, part: str, error: DomainError) -> Remark:
        spec = self.book.specs.get(table)
        values = worded_values(spec, error) if spec else dict(error.values)
        named = values.pop("part", None)
        value = error.values.get("value", "")
        column = str(named) if named else part
        values["part"] = column
        return Remark(self._file, "", 0, column, str(value), error.key, values, error)
