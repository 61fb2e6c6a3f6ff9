"""Take a market for talent from the records: posts and prices by quarter, slopes, subsidy."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.called import worded_columns
from domain.models.given import NOT_NEGATIVE, POSITIVE, POSITIVE_TO_ONE, Range
from domain.records import Condition, Query
from domain.standing.rows import text, whole_of
from domain.studies.naming import names, said_by_rows
from domain.studies.study import Choice, NothingToStudy, Option, Said, StudyInput
from domain.units import MONTHS_PER_QUARTER, QUARTERS_PER_YEAR, Quarter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.records import Records, Row

TABLE: Final = "talent_need"
FEWEST: Final = 8
"""Quarters from which slopes are fitted."""
_PROFILE: Final = worded_columns("profile")
_DEMAND_ELASTICITY: Final = 0.6
_SUPPLY_ELASTICITY: Final = 1.2
_TOLD_APART: Final = 2.0
_QUARTERS: Final = 16
_MONTHS: Final = MONTHS_PER_QUARTER * QUARTERS_PER_YEAR


@dataclass(frozen=True, slots=True)
class Fit:
    """An elasticity fitted at the means, and how many standard errors it is from none."""

    elasticity: float
    t: float


def choices(records: Records, quarter: str) -> tuple[Choice, ...]:
    """Return the regions and profiles for which posts were sought.

    Raises:
        NothingToStudy: none was.
    """
    rows = records.select(
        Query(
            TABLE,
            columns=("region", *_PROFILE, "sought", "filled"),
            where=(_until(quarter),),
            order=("quarter",),
        )
    )
    if not rows:
        raise NothingToStudy(Said("study.cobweb.nothing"), TABLE)
    named = names(records, "region")
    regions = [each for each in named if any(row["region"] == each for row in rows)]
    neediest = max(regions, key=lambda region: _unfilled(rows, "region", region))
    own = [row for row in rows if row["region"] == neediest]
    profiles = sorted({text(row, "profile") for row in rows})
    wanted = max(profiles, key=lambda profile: _unfilled(own, "profile", profile))
    offered = tuple(Option(each, said_by_rows(rows, "profile", each)) for each in profiles)
    return (
        Choice("region", tuple(Option(each, named[each]) for each in regions), neediest),
        Choice("profile", offered, wanted),
    )


def inputs(records: Records, quarter: str, chosen: Mapping[str, str]) -> tuple[StudyInput, ...]:
    """Return the market's quarters, its slopes, and what bounds it.

    Raises:
        NothingToStudy: no quarter has posts and a price.
    """
    region, profile = chosen["region"], chosen["profile"]
    where = (Condition("region", "=", region), Condition("profile", "=", profile), _until(quarter))
    rows = records.select(Query(TABLE, where=where, order=("quarter",)))
    complete = [row for row in rows if _complete(row)]
    if not complete:
        name = names(records, "region").get(region, Said("", {}))
        called = said_by_rows(rows, "profile", profile)
        raise NothingToStudy(
            Said("study.cobweb.nothing.market", {"region": name, "profile": called}), TABLE
        )
    labels = tuple(Said("study.quarter", {"quarter": text(row, "quarter")}) for row in rows)
    return (
        _series("posts_sought", [row["sought"] for row in rows], labels),
        _series("posts_filled", [row["filled"] for row in rows], labels),
        _series("offered_price", [row["price_fen"] for row in rows], labels, "yuan_per_month"),
        _elasticity("demand_elasticity", complete, "sought", -1, _DEMAND_ELASTICITY),
        _elasticity("supply_elasticity", complete, "filled", 1, _SUPPLY_ELASTICITY),
        _subsidy(records, quarter, region),
        _budget(complete),
        StudyInput(
            "lag",
            "demand",
            "assumed",
            Said("study.cobweb.source.lag"),
            choices=("demand", "supply"),
        ),
        StudyInput(
            "expectation_rate",
            1,
            "assumed",
            Said("study.cobweb.source.naive"),
            limits=POSITIVE_TO_ONE,
        ),
        StudyInput(
            "quarters",
            _QUARTERS,
            "assumed",
            Said("study.cobweb.source.horizon"),
            unit="quarters",
            limits=Range(1, 100),
        ),
    )


def fit(prices: Sequence[float], posts: Sequence[float]) -> Fit | None:
    """Fit posts = a + b·price by least squares; None where prices do not vary.

    Returns:
        The elasticity b·p̄/q̄ at the means, and b over its standard error.
    """
    count = len(prices)
    price, post = sum(prices) / count, sum(posts) / count
    spread = sum((each - price) ** 2 for each in prices)
    if not spread or not post:
        return None
    pairs = list(zip(prices, posts, strict=True))
    slope = sum((p - price) * (q - post) for p, q in pairs) / spread
    left = sum((q - post - slope * (p - price)) ** 2 for p, q in pairs)
    error = math.sqrt(left / (count - 2) / spread)
    return Fit(slope * price / post, slope / error if error else math.copysign(math.inf, slope))


def _series(
    name: str, values: list[object], labels: tuple[Said, ...], unit: str = "posts"
) -> StudyInput:
    missing = sum(value is None for value in values)
    key = "study.cobweb.source.series.missing" if missing else "study.cobweb.source.series"
    source = Said(key, {"quarters": len(values), "missing": missing})
    return StudyInput(
        name, values, "records", source, unit=unit, limits=NOT_NEGATIVE, labels=labels
    )


def _elasticity(name: str, rows: list[Row], posts: str, sign: int, otherwise: float) -> StudyInput:
    """Return a fitted elasticity where quarters suffice and its sign is sure, else the usual."""
    if len(rows) < FEWEST:
        source = Said("study.cobweb.source.few", {"quarters": len(rows), "fewest": FEWEST})
        return StudyInput(name, otherwise, "assumed", source, limits=POSITIVE)
    found = fit([_number(row, "price_fen") for row in rows], [_number(row, posts) for row in rows])
    if found is None or sign * found.t < _TOLD_APART:
        source = Said("study.cobweb.source.unsure", {"quarters": len(rows)})
        return StudyInput(name, otherwise, "assumed", source, limits=POSITIVE)
    source = Said("study.cobweb.source.fitted", {"quarters": len(rows), "errors": abs(found.t)})
    return StudyInput(name, sign * found.elasticity, "records", source, limits=POSITIVE)


def _subsidy(records: Records, quarter: str, region: str) -> StudyInput:
    """Return what the region's bodies paid per post filled and month over the last year."""
    first = Quarter.parse(quarter).plus(1 - QUARTERS_PER_YEAR)
    paid = records.select(
        Query(
            "incentive",
            columns=("amount_fen",),
            where=(
                Condition("kind", "=", "talent_subsidy"),
                Condition("payer.region", "=", region),
                Condition("start", ">=", first.first_day.isoformat()),
                Condition("start", "<=", Quarter.parse(quarter).last_day.isoformat()),
            ),
        )
    )
    where = (
        Condition("region", "=", region),
        Condition("quarter", ">=", str(first)),
        _until(quarter),
    )
    posts = records.select(Query(TABLE, columns=("filled",), where=where))
    filled = sum(whole_of(row, "filled") or 0 for row in posts)
    total = sum(whole_of(row, "amount_fen") or 0 for row in paid)
    values = {"first": str(first), "last": quarter}
    if not total or not filled:
        source = Said("study.cobweb.source.no_subsidy", values)
        return StudyInput("subsidy", 0, "assumed", source, "yuan_per_month", NOT_NEGATIVE)
    return StudyInput(
        "subsidy",
        round(total / filled / _MONTHS),
        "records",
        Said("study.cobweb.source.subsidy", {"total": total, "posts": filled, **values}),
        "yuan_per_month",
        NOT_NEGATIVE,
    )


def _budget(rows: list[Row]) -> StudyInput:
    """Return the most that was paid in a quarter: no cost line tells what may be spent."""
    row = max(rows, key=lambda each: _number(each, "price_fen") * _number(each, "filled"))
    spent = _number(row, "price_fen") * _number(row, "filled") * MONTHS_PER_QUARTER
    source = Said("study.cobweb.source.budget", {"quarter": text(row, "quarter")})
    return StudyInput("budget", spent or None, "assumed", source, "money", POSITIVE)


def _until(quarter: str) -> Condition:
    return Condition("quarter", "<=", quarter)


def _complete(row: Row) -> bool:
    known = all(row[name] is not None for name in ("sought", "filled", "price_fen"))
    return known and bool(row["price_fen"])


def _number(row: Row, name: str) -> int:
    return whole_of(row, name) or 0


def _unfilled(rows: list[Row], name: str, value: str) -> int:
    """Return the posts of a region or profile that are known to have stayed unfilled."""
    known = [row for row in rows if row[name] == value and row["filled"] is not None]
    return sum(_number(row, "sought") - _number(row, "filled") for row in known)
