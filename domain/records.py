"""What a record is, and the port through which the rest of the program reads and changes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Literal, Protocol

if TYPE_CHECKING:
    from domain.errors import DomainError
    from domain.states import StateMachine

LARGEST: Final = 2**63 - 1
"""The largest whole number that a workbook keeps."""
LONGEST: Final = 32_767
"""The signs that a text may have: as many as a cell of a spreadsheet takes."""

Value = str | int | float | bytes | None
Row = Mapping[str, Value]


class Kind(StrEnum):
    """What a field holds, which fixes its unit, its storage and how it is typed and shown."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    NUMBER = "number"  # a measured float that is no money, e.g. an operator's score
    MONEY = "money"  # whole fen
    SHARE = "share"  # whole basis points
    AREA = "area"  # whole hundredths of a square metre
    LAND = "land"  # whole hundredths of a mu
    HALF_DAYS = "half_days"  # person-days × 2
    DATE = "date"  # ISO day, text
    TIME = "time"  # HH:MM, text
    MOMENT = "moment"  # UTC instant, ISO text
    QUARTER = "quarter"  # 2024Q4, text
    CHOICE = "choice"
    REFERENCE = "reference"  # id of a record of another entity
    FLAG = "flag"  # 0 or 1
    JSON = "json"  # a structure that no rule looks into, as text
    BYTES = "bytes"


@dataclass(frozen=True, slots=True)
class Choices:
    """A named list of keys; the wording of a value is ``choice.<name>.<value>``."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One figure or word of a record.

    Its label is the text ``field.<table>.<name>``; the unit follows from ``kind`` unless ``unit``
    names another text key below ``unit.``.
    """

    name: str
    kind: Kind
    required: bool = False
    unique: bool = False
    choices: Choices | None = None
    target: str = ""
    minimum: float | None = None
    maximum: float | None = None
    default: Value = None
    listed: bool = True
    unit: str = ""


Rule = Callable[[Row, "Records"], Iterable["DomainError"]]


@dataclass(frozen=True, slots=True)
class EntitySpec:
    """All that table, form, import, export and history need to know of an entity.

    Attributes:
        table: name of the entity and of its table; its title is ``entity.<table>``
            (one record) and ``entity.<table>.many``.
        fields: in the order of the form; ``id`` is understood.
        label: fields that name a record to a reader, the first that is known counts.
        key: fields that together are unique and by which an import finds a record again.
        area: place in the navigation, e.g. ``firms``.
        icon: role in ``tokens.json``.
        order: default sorting, ``-name`` for descending.
        period: field with the quarter or day by which a closed quarter protects the record.
        period_of: where the record has no period of its own, that of the record it belongs to:
            reference and field, ``attribution.quarter``.
        machine: the state machine of ``state_field``.
        rules: cross-field and cross-record rules; each yields what it refuses.
        removal_rules: rules for taking the record away by itself; each yields what stands against
            it. They do not hold when the record goes together with what it belongs to.
        kept: written by commands of its own only, as the record of a closing is; nobody types in
            it or removes it.
        stamped: fields that only the entity's own commands write, as the state of a quarter is
            moved by the steps of its closing; nobody types in them.
        inside: reference to the record in whose form these are lines, as the parties of an event:
            added together with it, removed together with it.
    """

    table: str
    fields: tuple[Field, ...]
    label: tuple[str, ...]
    key: tuple[str, ...] = ()
    area: str = "data"
    icon: str = "recorded"
    order: tuple[str, ...] = ()
    period: str = ""
    period_of: str = ""
    machine: StateMachine | None = None
    state_field: str = ""
    rules: tuple[Rule, ...] = ()
    removal_rules: tuple[Rule, ...] = ()
    kept: bool = False
    stamped: frozenset[str] = frozenset()
    inside: str = ""

    def field(self, name: str) -> Field:
        """Return the field called ``name``.

        Raises:
            KeyError: the entity has no such field.
        """
        for candidate in self.fields:
            if candidate.name == name:
                return candidate
        raise KeyError(f"{self.table}.{name}")


Specs = Mapping[str, EntitySpec]

Operator = Literal["=", "!=", "<", "<=", ">", ">=", "in", "contains", "unknown", "known"]


@dataclass(frozen=True, slots=True)
class Condition:
    """Keep rows whose field stands in ``operator`` to ``value``.

    ``name`` may follow one reference: ``firm.number``. ``unknown``/``known`` take no value; ``in``
    takes a tuple; ``contains`` compares text without regard to case.
    """

    name: str
    operator: Operator
    value: Value | tuple[Value, ...] = None


@dataclass(frozen=True, slots=True)
class Query:
    """Which rows, which columns, in what order.

    Attributes:
        table: entity to read.
        columns: fields wanted, dotted ones follow a reference; empty means all own fields.
            ``id`` is always included.
        where: conditions that must all hold.
        search: words that must each occur in some text field of the record or in the label
            of a record it refers to; empty means all.
        order: fields, ``-`` in front for descending; unknown values come last either way.
        limit: most rows to return, None for all.
        offset: rows to pass over first.
    """

    table: str
    columns: tuple[str, ...] = ()
    where: tuple[Condition, ...] = ()
    search: str = ""
    order: tuple[str, ...] = ()
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A figure over the rows of a query: ``total`` and ``known`` leave unknown values out.

    Attributes:
        name: key of the figure in the result.
        function: ``total`` (sum), ``known`` (rows with a value), ``rows``, ``least``, ``greatest``.
        of: field the figure is taken of, may be dotted; not needed for ``rows``.
    """

    name: str
    function: Literal["total", "known", "rows", "least", "greatest"]
    of: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who works: a name, and the role that guides what the interface offers."""

    person: str
    role: str


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One record before and after one action, as it stands in the append-only trail.

    Attributes:
        moment: when, by the clock of the computer; ``backwards`` when that clock showed an
            earlier time than at the action before.
    """

    sequence: int
    batch: str
    moment: str
    actor: Actor
    action: str
    table: str
    record: str
    before: Row | None
    after: Row | None
    reason: str
    digest: str
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """What a command changed, so that those who show it can read again.

    Attributes:
        batch: id of the action, empty when nothing changed.
        tables: entity → ids of the records that were added, changed or removed.
        action: text key of what was done, e.g. ``command.set_fields``.
    """

    batch: str = ""
    tables: Mapping[str, frozenset[str]] = field(default_factory=dict)
    action: str = ""

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return bool(self.tables)


@dataclass(frozen=True, slots=True)
class Write:
    """One record to insert, update or delete; a command is a list of these."""

    action: Literal["insert", "update", "delete"]
    table: str
    record: str
    values: Row = field(default_factory=dict)


class Records(Protocol):
    """Read a park's records."""

    def get(self, table: str, record: str) -> Row | None:
        """Return the record with this id, None when there is none."""
        ...

    def find(self, table: str, **equals: Value) -> list[Row]:
        """Return the records whose fields equal these values (None matches unknown)."""
        ...

    def select(self, query: Query) -> list[Row]:
        """Return the rows of a query."""
        ...

    def count(self, query: Query) -> int:
        """Return how many rows a query has, limit and offset left aside."""
        ...

    def aggregate(
        self, query: Query, figures: Sequence[Aggregate], by: Sequence[str] = ()
    ) -> list[Row]:
        """Return figures over a query, one row per combination of the ``by`` fields."""
        ...

    def history(self, table: str, record: str) -> list[AuditEntry]:
        """Return what happened to a record, the oldest first."""
        ...

    def trail(self, limit: int = 100, offset: int = 0) -> list[AuditEntry]:
        """Return the audit trail, the newest first."""
        ...


class Command(Protocol):
    """What a user can do: a reason and the writes that follow from it."""

    @property
    def key(self) -> str:
        """Text key that names the action, e.g. ``command.set_fields``."""
        ...

    @property
    def reason(self) -> str:
        """Why it was done, in the user's words; may be empty."""
        ...

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the writes, checked.

        Raises:
            DomainError: a rule refuses; nothing is written.
        """
        ...


class Runner(Records, Protocol):
    """Read a park's records and carry commands out: one command is one transaction."""

    def run(self, command: Command) -> Changes:
        """Carry a command out.

        Raises:
            DomainError: a rule refuses; nothing was written.
        """
        ...


class Journal(Runner, Protocol):
    """Read and change a park's records: one command is one step of undo."""

    @property
    def writable(self) -> bool:
        """False when another program holds the workbook or the file cannot be written."""
        ...

    def undo(self) -> Changes:
        """Take the last action back.

        Raises:
            DomainError: ``nothing_to_undo``, or ``changed_since`` naming the record.
        """
        ...

    def redo(self) -> Changes:
        """Do again what was taken back last.

        Raises:
            DomainError: ``nothing_to_redo``, or ``changed_since`` naming the record.
        """
        ...

    def undo_label(self) -> str:
        """Return the text key of what undo would take back, empty when nothing."""
        ...

    def redo_label(self) -> str:
        """Return the text key of what redo would do again, empty when nothing."""
        ...
