"""The figures of a quarter: where each stands, as a side submits them, and their digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.entities.firm_quarter import FIGURES
from domain.records import Condition, Kind, Query
from domain.standing.completeness import PROJECT_FIGURES, completeness

if TYPE_CHECKING:
    from domain.records import EntitySpec, Records, Row, Specs, Value
    from domain.units import Quarter

SUBMITTED: Final[Mapping[str, tuple[str, ...]]] = {
    "firm_quarter": FIGURES,
    "return_quarter": PROJECT_FIGURES,
    "cost": ("budget_fen", "actual_fen", "recovered_fen"),
    "park_quarter": (
        "rent_invoiced_fen",
        "rent_collected_fen",
        "non_rent_income_fen",
        "occupied_area",
    ),
    "operator_score": ("actual",),
}
"""Entity → figures that each side submits."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a figure of a quarter stands.

    Attributes:
        table: entity; ``field`` its figure.
        identity: what makes its record that of one subject, e.g. a firm, or a building and a
            category of cost, in the order of the entity's key without the quarter.
    """

    table: str
    identity: tuple[str, ...]
    field: str

    @property
    def subject(self) -> str:
        """The identity as one text."""
        return "|".join(self.identity)


Figures = Mapping[Place, int | float]
"""Figures that are known; those that are missing are unknown."""


@dataclass(frozen=True, slots=True)
class SideFigures:
    """What one side submits: its figures, and how many that are asked for are missing."""

    figures: Figures
    missing: int


def identity_names(spec: EntitySpec) -> tuple[str, ...]:
    """Return the fields that tell an entity's records of one quarter apart."""
    return tuple(name for name in spec.key if name != spec.period)


def recorded(records: Records, specs: Specs, quarter: Quarter) -> Figures:
    """Return the figures of a quarter as they stand in the workbook."""
    found: dict[Place, int | float] = {}
    for table, fields in SUBMITTED.items():
        names = identity_names(specs[table])
        where = (Condition("quarter", "=", str(quarter)),)
        for row in records.select(Query(table, columns=(*names, *fields), where=where)):
            identity = tuple(str(row[name]) for name in names)
            for name in fields:
                value = row[name]
                if isinstance(value, int | float):
                    found[Place(table, identity, name)] = value
    return found


def side_figures(records: Records, specs: Specs, quarter: Quarter) -> SideFigures:
    """Return what a side submits that has typed its figures into the workbook."""
    missing = len(completeness(records, quarter).gaps)
    return SideFigures(recorded(records, specs, quarter), missing)


def record_of(records: Records, specs: Specs, quarter: Quarter, place: Place) -> Row | None:
    """Return the record in which a figure stands, None while there is none."""
    names = identity_names(specs[place.table])
    same: dict[str, Value] = dict(zip(names, place.identity, strict=True))
    found = records.find(place.table, quarter=str(quarter), **same)
    return found[0] if found else None


def packed(figures: Figures) -> str:
    """Write figures as one text, in order."""
    lines = [
        [place.table, *place.identity, place.field, value]
        for place, value in sorted(figures.items())
    ]
    return json.dumps(lines, separators=(",", ":"))


def unpacked(text: str) -> Figures:
    """Read figures back from the text that ``packed`` wrote."""
    return {
        Place(table, tuple(identity), field): value
        for table, *identity, field, value in json.loads(text)
    }


def quarter_digest(records: Records, specs: Specs, quarter: Quarter) -> str:
    """Return SHA-256 over every record that belongs to a quarter, 64 hexadecimal digits.

    What the closing itself records, such as submissions, is left out.
    """
    digest = hashlib.sha256(str(quarter).encode())
    for table in sorted(specs):
        spec = specs[table]
        if not spec.period or spec.kept:
            continue
        rows = records.select(Query(table, where=_within(spec, quarter)))
        for row in sorted(rows, key=lambda each: str(each["id"])):
            content = [table, *((name, _plain(value)) for name, value in sorted(row.items()))]
            digest.update(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())
    return digest.hexdigest()


def _within(spec: EntitySpec, quarter: Quarter) -> tuple[Condition, ...]:
    if spec.field(spec.period).kind is Kind.QUARTER:
        return (Condition(spec.period, "=", str(quarter)),)
    return (
        Condition(spec.period, ">=", quarter.first_day.isoformat()),
        Condition(spec.period, "<=", quarter.last_day.isoformat()),
    )


def _plain(value: Value) -> str | int | float | None:
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value
