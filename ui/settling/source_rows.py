"""List the records that a step of a settlement comes from: figures, leases, entries, costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.formatting import UNKNOWN
from domain.models.sharing_terms import LAND_INCOME, LEDGERS
from domain.settling.sources import cost_sources, tax_sources, use_sources
from ui.components.tables.cells import Cell, Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Records
    from domain.units import Quarter
    from ui.settling.words import Names, ShownStep
    from ui.values import Values

_COSTS: Final = frozenset({"cost.shares", "cost.use"})
_USES: Final = frozenset({"use", "use.none", "part.use"})


@dataclass(frozen=True, slots=True)
class SourceRows:
    """The records behind a step.

    Attributes:
        rows: cells of each, ``records`` the entity and the record of each.
        note: how many of them count, and how one is opened.
    """

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    records: Sequence[tuple[str, str]]
    note: str


def source_rows(
    values: Values, records: Records, names: Names, shown: ShownStep, quarter: Quarter
) -> SourceRows | None:
    """Return the records behind a step, None where it comes from other steps alone."""
    step = shown.step
    if step is None:
        return None
    if step.key.startswith("tax."):
        return _taxes(values, records, step.key.removeprefix("tax."), quarter)
    if step.key in _COSTS:
        return _costs(values, records, names, str(step.values["category"]), quarter)
    if step.key in _USES and shown.rule is not None:
        return _uses(values, records, names, shown, quarter)
    return None


def _taxes(values: Values, records: Records, tax: str, quarter: Quarter) -> SourceRows:
    say, form = values.language.say, values.format
    found = tax_sources(records, tax, quarter)
    land = tax == LAND_INCOME
    known = sum(each.gross_fen is not None for each in found)
    note = f"settling.sources.{tax}" if tax in LEDGERS else "settling.sources.note"
    return SourceRows(
        (
            Column(say("entity.land_entry" if land else "entity.firm"), "text", 0, "", "source"),
            Column(say("settling.gross"), "figure", -1, form.unit("yuan"), "gross"),
        ),
        [
            [
                Cell(each.number or UNKNOWN)
                if land
                else Cell(values.record(records, "firm", each.firm), each.number),
                _money(values, each.gross_fen),
            ]
            for each in found
        ],
        [(each.table, each.record) for each in found],
        say(note, known=known, count=len(found)),
    )


def _costs(
    values: Values, records: Records, names: Names, category: str, quarter: Quarter
) -> SourceRows:
    say = values.language.say
    found = cost_sources(records, category, quarter)
    known = sum(each.counted_fen is not None for each in found)
    return SourceRows(
        (
            Column(say("entity.building"), "text", -1, "", "building"),
            Column(say("field.cost.payer"), "text", 0, "", "payer"),
            Column(say("settling.net_cost"), "figure", -1, values.format.unit("yuan"), "cost"),
        ),
        [
            [
                Cell(values.record(records, "building", each.building)),
                Cell(names.short(each.payer) if each.payer else UNKNOWN, missing=not each.payer),
                _money(values, each.net_fen),
            ]
            for each in found
        ],
        [("cost", each.record) for each in found],
        say("settling.sources.cost", known=known, count=len(found)),
    )


def _uses(
    values: Values, records: Records, names: Names, shown: ShownStep, quarter: Quarter
) -> SourceRows:
    say, form = values.language.say, values.format
    found = use_sources(records, shown.rule.terms, quarter) if shown.rule else ()
    known = sum(bool(each.party) for each in found)
    return SourceRows(
        (
            Column(say("entity.firm"), "text", 0, "", "firm"),
            Column(say("settling.use.party"), "text", -1, "", "party"),
            Column(say("settling.use.area"), "figure", -1, form.unit("area"), "area"),
            Column(say("settling.use.days"), "figure", -1, "", "days"),
        ),
        [
            [
                Cell(values.record(records, "firm", each.firm), each.number),
                Cell(names.short(each.party) if each.party else UNKNOWN, missing=not each.party),
                Cell(form.area(each.area)),
                Cell(form.integer(each.days)),
            ]
            for each in found
        ],
        [("lease", each.lease) for each in found],
        say("settling.sources.use", known=known, count=len(found)),
    )


def _money(values: Values, fen: int | None) -> Cell:
    return Cell(values.format.yuan(fen), missing=fen is None)
