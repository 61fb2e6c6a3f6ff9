"""Take what each party is due, pays and grants over some quarters from the records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.indicators.benefit import benefits
from domain.models.given import NOT_NEGATIVE, UNIT
from domain.records import Aggregate, Condition, Query
from domain.standing.rows import amount, text
from domain.studies.naming import name_of
from domain.studies.study import Choice, Option, Said
from domain.studies.taking import Intake
from domain.units import Quarter, quarters_back

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.indicators.benefit import Benefit
    from domain.records import Records
    from domain.studies.study import StudyInput

TAKE: Final = Intake("net_benefit")
PERIODS: Final = {"year": 4, "two_years": 8, "quarter": 1}
"""Period → quarters that it looks back, the last one counted."""


def choices(records: Records, quarter: str) -> tuple[Choice, ...]:
    """Offer the period over which the parties are compared."""
    if not any(each.due_fen is not None for each in benefits(records, Quarter.parse(quarter))):
        raise TAKE.nothing("agreement")
    options = tuple(Option(each, Said(f"study.net_benefit.period.{each}")) for each in PERIODS)
    return (Choice("period", options, "year"),)


def inputs(records: Records, quarter: str, chosen: Mapping[str, str]) -> tuple[StudyInput, ...]:
    """Return each party's dues, costs, incentives and home tax, by quarter and in sum."""
    last = Quarter.parse(quarter)
    window = quarters_back(last, PERIODS[chosen.get("period", "year")])
    told = [benefits(records, each) for each in window]
    codes = list(dict.fromkeys(each.party for one in told for each in one))
    if not codes:
        raise TAKE.nothing("agreement")
    by_party = [[_of(one, code) for one in told] for code in codes]
    names = _names(records)
    labels = [names[code] for code in codes]
    period = {"first": str(window[0]), "last": str(last)}
    unknown = sum(each is None or each.due_fen is None for line in by_party for each in line)

    def money(name: str, values: Sequence[Sequence[int]], **more: object) -> StudyInput:
        return TAKE.recorded(
            name,
            [sum(line) for line in values],
            TAKE.source(name, **period, **more),
            unit="money",
            labels=labels,
        )

    taxes = _home_taxes(records, window)
    return (
        money("due", [[each.due_fen or 0 if each else 0 for each in line] for line in by_party]),
        money("cost", [[each.borne_fen if each else 0 for each in line] for line in by_party]),
        money(
            "incentives",
            [[each.incentives_fen if each else 0 for each in line] for line in by_party],
        ),
        money("home_tax", [[taxes.get(code, 0)] for code in codes]),
        TAKE.assumed("anyway", [0.0] * len(codes), labels=labels, unit="ratio", limits=UNIT),
        TAKE.recorded(
            "net_by_quarter",
            [[_net(line[at]) for line in by_party] for at in range(len(window))],
            TAKE.source("net_by_quarter", **period),
            unit="money",
            labels=[Said("study.net_benefit.quarter", {"quarter": str(each)}) for each in window],
        ),
        TAKE.recorded("unknown", unknown, TAKE.source("unknown", **period), limits=NOT_NEGATIVE),
    )


def _of(one: Sequence[Benefit], code: str) -> Benefit | None:
    return next((each for each in one if each.party == code), None)


def _net(each: Benefit | None) -> int | None:
    return None if each is None else each.net_fen


def _names(records: Records) -> dict[str, Said]:
    columns = ("code", "name_zh", "name_fr", "name_en")
    rows = records.select(Query("party", columns=columns, order=("code",)))
    return {text(row, "code"): name_of(row) for row in rows}


def _home_taxes(records: Records, window: Sequence[Quarter]) -> dict[str, int]:
    """Return the tax that returned production paid in a county, by the county's party."""
    where = (Condition("quarter", "in", tuple(str(each) for each in window)),)
    rows = records.aggregate(
        Query("return_quarter", where=where),
        (Aggregate("tax", "total", "tax_fen"),),
        by=("project.county",),
    )
    regions = {
        text(row, "region"): text(row, "code")
        for row in records.select(
            Query("party", columns=("code", "region"), where=(Condition("kind", "=", "county"),))
        )
        if row["region"]
    }
    return {
        regions[text(row, "project.county")]: amount(row, "tax")
        for row in rows
        if text(row, "project.county") in regions
    }
