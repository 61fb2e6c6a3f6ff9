"""The steps that bring a quarter from open to closed, and open it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.closing.differences import differences
from domain.closing.figures import packed, quarter_digest, record_of, side_figures
from domain.closing.sides import check_side, other
from domain.commands import AddRow, SetFields, updating
from domain.errors import DomainError
from domain.ids import new_id
from domain.records import Write
from domain.rules import check_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.closing.differences import Difference
    from domain.closing.figures import Place, SideFigures
    from domain.closing.sides import Side
    from domain.records import Records, Row, Specs, Value
    from domain.units import Quarter

_RECONCILED: Final = ("reconciled", "approved_by_origin", "approved_by_host", "approved")


def quarter_row(records: Records, quarter: Quarter) -> Row:
    """Return the record of a quarter.

    Raises:
        DomainError: ``quarter_unknown``.
    """
    found = records.find("quarter", quarter=str(quarter))
    if not found:
        raise DomainError("quarter_unknown", table="quarter", quarter=str(quarter))
    return found[0]


def _check_state(row: Row, new: str, *allowed: str) -> None:
    if row["state"] not in allowed:
        old = row["state"]
        raise DomainError("transition_not_allowed", machine="quarter_state", old=old, new=new)


def _check_reason(reason: str, new: str) -> None:
    if not reason.strip():
        raise DomainError("reason_missing", machine="quarter_state", new=new)


def _keep(
    records: Records, specs: Specs, table: str, same: dict[str, Value], values: dict[str, Value]
) -> Iterator[Write]:
    """Yield the write of a record that only the closing itself writes."""
    found = records.find(table, **same)
    record = str(found[0]["id"]) if found else new_id()
    blank = {each.name: each.default for each in specs[table].fields}
    row: dict[str, Value] = {**(found[0] if found else blank), "id": record, **same, **values}
    check_record(specs, records, table, row, frozenset(row) - {"id"})
    kept = {name: value for name, value in row.items() if name != "id"}
    yield Write("update" if found else "insert", table, record, kept)


@dataclass(frozen=True, slots=True)
class OpenQuarter:
    """Record a quarter so that its figures can be typed."""

    quarter: Quarter
    reason: str = ""
    key: str = "command.open_quarter"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield one insert."""
        yield from AddRow("quarter", {"quarter": str(self.quarter)}).writes(records, specs)


@dataclass(frozen=True, slots=True)
class Submit:
    """Hand in one side's figures, the first time or again until they are reconciled.

    Attributes:
        person: who submits, at ``moment``, ISO text in UTC.
        missing: how many missing figures the person was shown and accepts.
        reason: why figures are missing; needed when some are.
        brought: the side's figures when they come from a file of its own; else it submits what
            stands in the workbook. Figures of a file fill what is still unknown there.
    """

    quarter: Quarter
    side: Side
    person: str
    moment: str
    missing: int = 0
    reason: str = ""
    brought: SideFigures | None = None
    key: str = "command.submit_quarter"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the snapshot, the figures that fill gaps, and the quarter's new state.

        Raises:
            DomainError: ``side_of_other``, ``submission_incomplete`` or
                ``transition_not_allowed``.
        """
        row = quarter_row(records, self.quarter)
        mine, theirs = f"submitted_by_{self.side}", f"submitted_by_{other(self.side)}"
        _check_state(row, mine, "open", mine, theirs, "submitted")
        check_side(records, self.person, self.side)
        handed = self.brought or side_figures(records, specs, self.quarter)
        if handed.missing and (handed.missing != self.missing or not self.reason.strip()):
            raise DomainError("submission_incomplete", count=handed.missing)
        if self.brought is not None:
            yield from self._fill(records, specs, self.brought)
        content: dict[str, Value] = {
            "person": self.person,
            "moment": self.moment,
            "figures_known": len(handed.figures),
            "figures_missing": handed.missing,
            "reason": self.reason.strip() or None,
            "figures": packed(handed.figures),
        }
        same: dict[str, Value] = {"quarter": str(self.quarter), "side": self.side}
        yield from _keep(records, specs, "submission", same, content)
        values: dict[str, Value] = {
            f"submitted_{self.side}_by": self.person,
            f"submitted_{self.side}_at": self.moment,
        }
        if row["state"] in {"open", theirs}:
            values["state"] = mine if row["state"] == "open" else "submitted"
        yield from updating(records, specs, "quarter", str(row["id"]), values)

    def _fill(self, records: Records, specs: Specs, brought: SideFigures) -> Iterator[Write]:
        """Yield the figures that nobody has typed yet, record by record."""
        wanted: dict[tuple[str, tuple[str, ...]], dict[Place, int | float]] = {}
        for place, value in brought.figures.items():
            wanted.setdefault((place.table, place.identity), {})[place] = value
        for figures in wanted.values():
            first = next(iter(figures))
            row = record_of(records, specs, self.quarter, first)
            unknown: dict[str, Value] = {
                place.field: value
                for place, value in figures.items()
                if row is None or row[place.field] is None
            }
            if unknown:
                yield from _write(records, specs, self.quarter, first, unknown)


def _write(
    records: Records, specs: Specs, quarter: Quarter, place: Place, values: dict[str, Value]
) -> Iterator[Write]:
    """Yield the write of figures into the record that holds ``place``."""
    row = record_of(records, specs, quarter, place)
    if row is not None:
        yield from SetFields(place.table, str(row["id"]), values).writes(records, specs)
        return
    spec = specs[place.table]
    names = (name for name in spec.key if name != spec.period)
    same: dict[str, Value] = dict(zip(names, place.identity, strict=True))
    added = AddRow(place.table, {**same, "quarter": str(quarter), **values})
    yield from added.writes(records, specs)


@dataclass(frozen=True, slots=True)
class SettleDifference:
    """Agree on one figure on which the two sides differ, and write it.

    Attributes:
        value: the figure agreed, None when both sides hold it for unknown.
    """

    quarter: Quarter
    place: Place
    value: int | float | None
    reason: str
    person: str
    moment: str
    key: str = "command.settle_difference"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the agreed figure where it belongs, and the record of the agreement.

        Raises:
            DomainError: ``reason_missing``, ``no_difference``, or a rule refuses the figure.
        """
        row = quarter_row(records, self.quarter)
        _check_state(row, "reconciled", "submitted")
        _check_reason(self.reason, "reconciled")
        found = self._difference(records, specs)
        whole = isinstance(found.origin, int) or isinstance(found.host, int)
        value = self.value
        if whole and isinstance(value, float) and value.is_integer():
            value = int(value)
        figures: dict[str, Value] = {self.place.field: value}
        yield from _write(records, specs, self.quarter, self.place, figures)
        same: dict[str, Value] = {
            "quarter": str(self.quarter),
            "entity": self.place.table,
            "subject": self.place.subject,
            "field": self.place.field,
        }
        content: dict[str, Value] = {
            "origin_value": found.origin,
            "host_value": found.host,
            "agreed_value": value,
            "reason": self.reason.strip(),
            "person": self.person,
            "moment": self.moment,
        }
        yield from _keep(records, specs, "agreed_figure", same, content)

    def _difference(self, records: Records, specs: Specs) -> Difference:
        for each in differences(records, specs, self.quarter):
            if each.place == self.place:
                return each
        raise DomainError("no_difference", table=self.place.table, field=self.place.field)


@dataclass(frozen=True, slots=True)
class Reconcile:
    """Declare that the two sides' figures agree."""

    quarter: Quarter
    person: str
    moment: str
    reason: str = ""
    key: str = "command.reconcile_quarter"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the quarter's new state, with the digest of what was agreed.

        Raises:
            DomainError: ``differences_unsettled`` counts what is still open.
        """
        row = quarter_row(records, self.quarter)
        _check_state(row, "reconciled", "submitted")
        unsettled = [each for each in differences(records, specs, self.quarter) if not each.settled]
        if unsettled:
            raise DomainError("differences_unsettled", count=len(unsettled))
        values: dict[str, Value] = {
            "state": "reconciled",
            "reconciled_by": self.person,
            "reconciled_at": self.moment,
            "agreed_digest": quarter_digest(records, specs, self.quarter),
            "state_reason": None,
        }
        yield from updating(records, specs, "quarter", str(row["id"]), values)


def _check_unchanged(records: Records, specs: Specs, quarter: Quarter, row: Row) -> None:
    if row["agreed_digest"] and row["agreed_digest"] != quarter_digest(records, specs, quarter):
        raise DomainError("changed_since_reconciled", quarter=str(quarter))


@dataclass(frozen=True, slots=True)
class Approve:
    """Approve the reconciled figures for one side; the two sides need two persons."""

    quarter: Quarter
    side: Side
    person: str
    moment: str
    reason: str = ""
    key: str = "command.approve_quarter"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the quarter's new state.

        Raises:
            DomainError: ``side_of_other``, ``second_person_needed`` or
                ``changed_since_reconciled``.
        """
        row = quarter_row(records, self.quarter)
        mine, theirs = f"approved_by_{self.side}", f"approved_by_{other(self.side)}"
        _check_state(row, mine, "reconciled", theirs)
        check_side(records, self.person, self.side)
        _check_unchanged(records, specs, self.quarter, row)
        values: dict[str, Value] = {
            "state": mine if row["state"] == "reconciled" else "approved",
            f"approved_{self.side}_by": self.person,
            f"approved_{self.side}_at": self.moment,
        }
        yield from updating(records, specs, "quarter", str(row["id"]), values)


@dataclass(frozen=True, slots=True)
class SendBack:
    """Refuse to approve: the figures are to be settled again."""

    quarter: Quarter
    reason: str
    key: str = "command.send_back_quarter"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the quarter's return to "submitted by both", approvals gone.

        Raises:
            DomainError: ``reason_missing``.
        """
        row = quarter_row(records, self.quarter)
        _check_state(row, "submitted", *_RECONCILED)
        _check_reason(self.reason, "submitted")
        gone = [f"{step}_{end}" for step in _UNDONE_STEPS for end in ("by", "at")]
        values: dict[str, Value] = {
            "state": "submitted",
            "agreed_digest": None,
            "state_reason": self.reason.strip(),
            **dict.fromkeys(gone),
        }
        yield from updating(records, specs, "quarter", str(row["id"]), values)


_UNDONE_STEPS: Final = ("reconciled", "approved_origin", "approved_host")


@dataclass(frozen=True, slots=True)
class Close:
    """Close a quarter that both sides approved, or close again one that was reopened."""

    quarter: Quarter
    person: str
    moment: str
    reason: str = ""
    key: str = "command.close_quarter"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the record of this closing, then the quarter's new state.

        Raises:
            DomainError: ``changed_since_reconciled``; ``second_person_needed`` when whoever
                reopened the quarter would close it.
        """
        row = quarter_row(records, self.quarter)
        _check_state(row, "closed", "approved", "reopened")
        if row["state"] == "approved":
            _check_unchanged(records, specs, self.quarter, row)
        before = row["revision"]
        revision = (before if isinstance(before, int) else 0) + 1
        trail = records.trail(limit=1)
        closed: dict[str, Value] = {
            "closed_by": self.person,
            "closed_at": self.moment,
            "digest": quarter_digest(records, specs, self.quarter),
        }
        same: dict[str, Value] = {"quarter": str(self.quarter), "revision": revision}
        content: dict[str, Value] = {
            **closed,
            "approved_origin_by": row["approved_origin_by"],
            "approved_host_by": row["approved_host_by"],
            "head_hash": trail[0].digest if trail else None,
        }
        yield from _keep(records, specs, "closing", same, content)
        values: dict[str, Value] = {"state": "closed", "revision": revision, **closed}
        yield from updating(records, specs, "quarter", str(row["id"]), values)


@dataclass(frozen=True, slots=True)
class Reopen:
    """Open a closed quarter again: another person than the one who closed it, and a reason."""

    quarter: Quarter
    person: str
    moment: str
    reason: str
    key: str = "command.reopen_quarter"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the quarter's new state, then who reopened it in the record of its closing.

        Raises:
            DomainError: ``second_person_needed`` or ``reason_missing``.
        """
        row = quarter_row(records, self.quarter)
        _check_state(row, "reopened", "closed")
        _check_reason(self.reason, "reopened")
        reason = self.reason.strip()
        values: dict[str, Value] = {
            "state": "reopened",
            "reopened_by": self.person,
            "reopened_at": self.moment,
            "state_reason": reason,
        }
        yield from updating(records, specs, "quarter", str(row["id"]), values, reason)
        same: dict[str, Value] = {
            "quarter": str(self.quarter),
            "revision": max(row["revision"] if isinstance(row["revision"], int) else 0, 1),
        }
        content: dict[str, Value] = {
            "closed_by": row["closed_by"],
            "closed_at": row["closed_at"],
            "digest": row["digest"],
            "reopened_by": self.person,
            "reopened_at": self.moment,
            "reason": reason,
        }
        yield from _keep(records, specs, "closing", same, content)
