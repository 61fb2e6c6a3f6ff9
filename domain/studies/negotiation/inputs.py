"""Take the pie, what each group of parties could share without the others, and the contract."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.indicators.benefit import benefits
from domain.models.given import NOT_NEGATIVE, UNIT
from domain.models.recorded_bases import TAX_FIELDS
from domain.models.settlement_inputs import settle
from domain.records import Condition, Query
from domain.standing.rows import text, whole_of
from domain.studies.naming import name_of
from domain.studies.study import Choice, Option, Said
from domain.studies.taking import Intake
from domain.units import WHOLE_BP, Quarter, quarters_back

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.models.settlement import QuarterSettlement
    from domain.records import Records, Row
    from domain.studies.study import StudyInput

TAKE: Final = Intake("negotiation")
PERIODS: Final = {"year": 4, "quarter": 1}
MOST_PARTIES: Final = 6
_SIDES: Final = ("origin", "host")


def choices(records: Records, quarter: str) -> tuple[Choice, ...]:
    """Offer the period whose pie is shared."""
    found = _settled(records, Quarter.parse(quarter))
    if found is None or not found.pool_fen:
        raise TAKE.nothing("agreement")
    if len(found.inputs.parties) > MOST_PARTIES:
        raise TAKE.nothing("agreement", "many", count=len(found.inputs.parties))
    options = tuple(Option(each, Said(f"study.negotiation.period.{each}")) for each in PERIODS)
    return (Choice("period", options, "year"),)


def _settled(records: Records, quarter: Quarter) -> QuarterSettlement | None:
    try:
        return settle(records, quarter)
    except DomainError:
        return None


def inputs(records: Records, quarter: str, chosen: Mapping[str, str]) -> tuple[StudyInput, ...]:
    """Return what each coalition is worth, what the contract gives, what each contributes."""
    last = Quarter.parse(quarter)
    window = quarters_back(last, PERIODS[chosen.get("period", "year")])
    settled = [each for one in window if (each := _settled(records, one)) is not None]
    codes = list(dict.fromkeys(code for each in settled for code in each.inputs.parties))
    pie = sum(each.pool_fen for each in settled)
    if not codes or not pie:
        raise TAKE.nothing("agreement")
    rows = {text(row, "code"): row for row in records.select(Query("party", order=("code",)))}
    labels = [name_of(rows[code]) for code in codes]
    kinds = [text(rows[code], "kind") for code in codes]
    bound = _bound_to(records, settled, [text(rows[code], "region") for code in codes], kinds)
    period = {"first": str(window[0]), "last": str(last)}
    due = [sum(each.due_fen(code) for each in settled) for code in codes]
    return (
        TAKE.recorded(
            "values",
            _values(kinds, pie, bound),
            TAKE.source("values", **period),
            unit="money",
            limits=NOT_NEGATIVE,
            labels=_coalitions(labels),
        ),
        TAKE.recorded(
            "contract",
            [each / sum(due) for each in due],
            TAKE.source("contract", **period),
            unit="ratio",
            limits=UNIT,
            labels=labels,
        ),
        TAKE.recorded(
            "contribution",
            _paid(records, window, codes),
            TAKE.source("contribution", **period),
            unit="money",
            limits=NOT_NEGATIVE,
            labels=labels,
        ),
    )


def _paid(records: Records, window: Sequence[Quarter], codes: Sequence[str]) -> list[int]:
    """Return what each party paid into the park: costs net of recovery, and incentives."""
    paid = dict.fromkeys(codes, 0)
    for quarter in window:
        for each in benefits(records, quarter):
            if each.party in paid:
                paid[each.party] += max(0, each.cost_fen + each.incentives_fen)
    return list(paid.values())


def _coalitions(labels: Sequence[Said]) -> list[Said]:
    """Return the names of the coalitions by bitmask, the empty one first."""
    found = [Said("study.negotiation.nobody")]
    for mask in range(1, 1 << len(labels)):
        members = [label for at, label in enumerate(labels) if mask >> at & 1]
        found.append(Said("study.negotiation.group", {"members": members}))
    return found


def _values(kinds: Sequence[str], pie: int, bound: Mapping[int, int]) -> list[int]:
    """Return what each coalition could share by bitmask.

    Without an origin and a host there is no enclave; what firms pay that produce in a county is
    lost to a coalition without that county.
    """
    found = []
    for mask in range(1 << len(kinds)):
        present = {kind for at, kind in enumerate(kinds) if mask >> at & 1}
        missing = sum(fen for at, fen in bound.items() if not mask >> at & 1)
        found.append(pie - missing if present.issuperset(_SIDES) else 0)
    return found


def _bound_to(
    records: Records,
    settled: Sequence[QuarterSettlement],
    regions: Sequence[str],
    kinds: Sequence[str],
) -> dict[int, int]:
    """Return the part of the pie paid by firms with a return project in a county, by its party."""
    counties = {
        region: at
        for at, (region, kind) in enumerate(zip(regions, kinds, strict=True))
        if region and kind == "county"
    }
    projects = records.select(Query("return_project", columns=("firm", "county", "driver")))
    firms = {
        text(row, "firm"): counties[text(row, "county")]
        for row in projects
        if text(row, "county") in counties
    }
    found: dict[int, Fraction] = dict.fromkeys(counties.values(), Fraction(0))
    for each in settled:
        retained = {tax.tax: tax.retained_bp for rule in each.rules for tax in rule.terms.taxes}
        for row in _figures(records, each.inputs.quarter):
            at = firms.get(text(row, "firm"))
            if at is not None:
                found[at] += _retained(row, retained)
    return {at: int(fen) for at, fen in found.items()}


def _figures(records: Records, quarter: Quarter) -> list[Row]:
    columns = ("firm", *TAX_FIELDS.values())
    where = (Condition("quarter", "=", str(quarter)),)
    return records.select(Query("firm_quarter", columns=columns, where=where))


def _retained(row: Row, retained: Mapping[str, int]) -> Fraction:
    return sum(
        (
            Fraction((whole_of(row, TAX_FIELDS[tax]) or 0) * share, WHOLE_BP)
            for tax, share in retained.items()
        ),
        Fraction(0),
    )
