"""Propose for a new record what an earlier one of the same parent said, as ledgers repeat it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.called import is_wording
from domain.records import Condition, Kind, Query

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from domain.records import EntitySpec, Records, Row, Value


@dataclass(frozen=True, slots=True)
class Repeated:
    """What repeats from one record to the next.

    Attributes:
        parents: fields by which an earlier record is found, the one that tells most first.
        fields: those that are proposed. Amounts, days and numbers of documents are not: they are
            new each time; rates, clauses and kinds are.
    """

    parents: tuple[str, ...]
    fields: tuple[str, ...]


REPEATED: Final[Mapping[str, Repeated]] = {
    "lease": Repeated(
        ("unit", "firm"),
        ("rent_fen", "free_months", "escalator_bp", "discount_bp", "discount_payer"),
    ),
    "incentive": Repeated(("payer", "firm"), ("kind", "condition", "resolution")),
    "patent": Repeated(("firm",), ("kind", "applicant", "region")),
    "return_project": Repeated(
        ("firm", "county"), ("county", "local_partner", "trigger", "driver", "broker")
    ),
    "rival_offer": Repeated(("offered_by", "firm"), ("kind", "sector", "source")),
    "stage_change": Repeated(("firm",), ("decided_by",)),
    "booking": Repeated(("firm",), ("unit", "purpose")),
    "cost": Repeated(("building",), ("category", "payer")),
    "diffusion_entry": Repeated(("firm",), ("kind", "beneficiary")),
    "factor_flow": Repeated(("from_region", "to_region"), ("to_region", "kind", "unit")),
    "fund_deal": Repeated(("fund", "firm"), ("kind", "broker")),
    "land_entry": Repeated(("from_party", "to_party"), ("to_party", "quota_kind", "document")),
    "region_figure": Repeated(("indicator", "region"), ("unit", "indicator", "source")),
    "talent_need": Repeated(("profile", "region"), ("price_fen", "profile")),
    "operator_indicator": Repeated(("contract",), ("unit", "consequence")),
    "unit": Repeated(("building",), ("use",)),
}
"""Entity → what is proposed of its earlier records."""

_DAYS: Final = frozenset({Kind.DATE, Kind.QUARTER})


def proposals(records: Records, spec: EntitySpec, row: Row) -> dict[str, Value]:
    """Return what earlier records say of the fields that are still unknown.

    The last record that has all the parents in common counts most, then the last of each parent
    by itself.

    Args:
        row: the new record as far as it is typed.
    """
    known = REPEATED.get(spec.table)
    if known is None:
        return {}
    found: dict[str, Value] = {}
    for earlier in _earlier(records, spec, known, row):
        for name in known.fields:
            if row.get(name) is None and name not in found and earlier[name] is not None:
                found[name] = earlier[name]
        _word(spec, {**row, **found}, earlier, found)
    return found


def _word(spec: EntitySpec, row: Row, earlier: Row, found: dict[str, Value]) -> None:
    """Propose the wordings of a text that the record has in common with an earlier one."""
    for each in spec.fields:
        stem = each.name.rpartition("_")[0]
        if is_wording(spec, each.name) and row.get(stem) == earlier[stem]:
            known = earlier[each.name]
            if row.get(each.name) is None and known is not None:
                found[each.name] = known


def _earlier(records: Records, spec: EntitySpec, known: Repeated, row: Row) -> Iterator[Row]:
    given = [(name, row[name]) for name in known.parents if row.get(name) is not None]
    together = [given] if len(given) > 1 else []
    for equals in [*together, *([each] for each in given)]:
        where = tuple(Condition(name, "=", value) for name, value in equals)
        yield from records.select(Query(spec.table, where=where, order=_latest(spec), limit=1))


def _latest(spec: EntitySpec) -> tuple[str, ...]:
    """Return the order that has the latest record first, by its first day or quarter."""
    day = next((each.name for each in spec.fields if each.kind in _DAYS and each.required), "")
    return (f"-{day}", "-id") if day else ("-id",)
