"""What a clerk should know of a record while typing it; unlike a rule, a remark refuses nothing."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from domain.called import Called, worded
from domain.entities.operator_indicator import WHOLE_WEIGHT
from domain.entities.rule_bases import TAXED
from domain.entry import REMARK_BEYOND
from domain.indicators.families import INDICATORS
from domain.indicators.reading import series
from domain.measures import exactly
from domain.patent_number import check_digit
from domain.records import Query
from domain.standing.incentives import grant_of, overlaps
from domain.standing.risks import grade, level
from domain.standing.rows import amount, number_of, quarter_in, text, whole_of
from domain.units import QUARTERS_PER_YEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from domain.indicators.definition import Figure
    from domain.records import Records, Row
    from domain.standing.incentives import Overlap
    from domain.standing.risks import Grade
    from domain.units import Quarter

RemarkState = Literal["ok", "info", "warn", "crit"]
_MOST_OVERLAPS: Final = 3
_TWELVE: Final = re.compile(r"(?:CN|ZL)?\d{12}\.?")
_GRADES: Final[Mapping[Grade, RemarkState]] = {
    "low": "ok",
    "medium": "info",
    "high": "warn",
    "extreme": "crit",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A record that a remark names."""

    table: str
    record: str


@dataclass(frozen=True, slots=True)
class Read:
    """An indicator's value that a remark names."""

    indicator: str
    figure: Figure


Told = str | int | Fraction | Named | Read | Called


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark; its sentence is ``remark.<key>``.

    Attributes:
        field: field below which it stands.
        values: what the sentence names: ``…_fen`` is money, ``…_day`` an ISO day, ``quarter`` a
            quarter, ``kind`` a kind of incentive, ``change`` a ratio; other fractions are numbers.
    """

    key: str
    field: str
    state: RemarkState
    values: Mapping[str, Told] = dataclasses.field(default_factory=dict)


def remarks(table: str, row: Row, records: Records) -> tuple[Remark, ...]:
    """Return what is to be said of a record as it is typed; ``id`` unknown while it is new."""
    known = REMARKS.get(table)
    return () if known is None else tuple(known(row, records))


def _incentive(row: Row, records: Records) -> Iterator[Remark]:
    """Tell of incentives by other payers that the firm has at the same time."""
    mine, firm = grant_of(row), text(row, "firm")
    if mine is None or not firm or not mine.payer:
        return
    rows = (each for each in records.find("incentive", firm=firm) if each["id"] != row.get("id"))
    others = [grant for each in rows if (grant := grant_of(each)) is not None]
    found = [each for each in overlaps([mine, *others]) if mine in (each.first, each.second)]
    found.sort(key=lambda each: not each.same_kind)
    for each in found[:_MOST_OVERLAPS]:
        other = each.second if each.first == mine else each.first
        yield Remark(
            ("same_kind" if each.same_kind else "overlap") + ("" if each.end else ".open"),
            "kind" if each.same_kind else "payer",
            "warn" if each.same_kind else "info",
            {
                "number": other.number,
                "payer": Named("party", other.payer),
                "kind": other.kind,
                **_shared(each),
            },
        )
    if len(found) > _MOST_OVERLAPS:
        yield Remark("overlaps", "payer", "info", {"count": len(found) - _MOST_OVERLAPS})


def _shared(each: Overlap) -> dict[str, str]:
    ends: date | None = each.end
    first = {"first_day": each.start.isoformat()}
    return {**first, "last_day": ends.isoformat()} if ends else first


def _patent(row: Row, _records: Records) -> Iterator[Remark]:
    """Tell the check digit of an application number, as soon as the twelve before it are there."""
    number = text(row, "number").upper()
    if _TWELVE.fullmatch(number):
        due = check_digit(f"{number.removesuffix('.')}0") or ""
        yield Remark("digit_due", "number", "info", {"digit": due})
        return
    due_digit = check_digit(number)
    if due_digit is None:
        return
    if number.endswith(due_digit):
        yield Remark("digit_right", "number", "ok")
    else:
        yield Remark("digit_wrong", "number", "crit", {"digit": due_digit, "last": number[-1]})


def _rival_offer(row: Row, _records: Records) -> Iterator[Remark]:
    if text(row, "offered_by") and not text(row, "source"):
        yield Remark("no_source", "source", "warn")


def _fund_deal(row: Row, records: Records) -> Iterator[Remark]:
    party = records.get("party", text(row, "fund")) or {}
    if text(party, "kind") not in ("", "fund"):
        yield Remark("no_fund", "fund", "warn", {"party": Named("party", text(row, "fund"))})


def _risk(row: Row, _records: Records) -> Iterator[Remark]:
    probability, impact = whole_of(row, "probability"), whole_of(row, "impact")
    if probability is None or impact is None:
        return
    at = level(probability, impact)
    values: dict[str, Told] = {"level": at, "probability": probability, "impact": impact}
    name = grade(at)
    yield Remark(f"level.{name}", "impact", _GRADES[name], values)
    if name in ("high", "extreme") and not text(row, "measure"):
        yield Remark("no_measure", "measure", "warn")


def _cost(row: Row, records: Records) -> Iterator[Remark]:
    budget, actual = whole_of(row, "budget_fen"), whole_of(row, "actual_fen")
    if actual is None:
        return
    if budget is not None and actual > budget:
        yield Remark("over_budget", "actual_fen", "warn", {"over_fen": actual - budget})
    quarter, building = quarter_in(row, "quarter"), text(row, "building")
    if quarter is None or not building:
        return
    year_ago = quarter.plus(-QUARTERS_PER_YEAR)
    same = {"building": building, "category": text(row, "category"), "quarter": str(year_ago)}
    before = next((whole_of(each, "actual_fen") for each in records.find("cost", **same)), None)
    if before and abs(actual - before) > REMARK_BEYOND * before:
        yield Remark(
            "year_ago",
            "actual_fen",
            "info" if text(row, "remark") else "warn",
            {
                "change": Fraction(actual - before, before),
                "then_fen": before,
                "quarter": str(year_ago),
            },
        )


def _operator_indicator(row: Row, records: Records) -> Iterator[Remark]:
    contract, own = text(row, "contract"), whole_of(row, "weight")
    if not contract or own is None:
        return
    rows = records.find("operator_indicator", contract=contract)
    total = own + sum(amount(each, "weight") for each in rows if each["id"] != row.get("id"))
    values: dict[str, Told] = {"total": total, "whole": WHOLE_WEIGHT}
    if total == WHOLE_WEIGHT:
        yield Remark("weights_whole", "weight", "ok", values)
    elif total < WHOLE_WEIGHT:
        yield Remark("weights_left", "weight", "info", {**values, "left": WHOLE_WEIGHT - total})
    else:
        yield Remark("weights_over", "weight", "crit", {**values, "over": total - WHOLE_WEIGHT})


def _operator_score(row: Row, records: Records) -> Iterator[Remark]:
    """Tell that a binding threshold is missed, and what follows by the contract."""
    indicator = records.get("operator_indicator", text(row, "indicator"))
    actual = number_of(row, "actual")
    threshold = None if indicator is None else number_of(indicator, "threshold")
    if indicator is None or actual is None or threshold is None:
        return
    missed = actual > threshold if indicator["direction"] == "lower" else actual < threshold
    if missed:
        follows = worded(indicator, "consequence")
        values: dict[str, Told] = {"threshold": exactly(threshold), "consequence": follows}
        yield Remark("missed.follows" if follows.known else "missed", "actual", "warn", values)


def _target(row: Row, records: Records) -> Iterator[Remark]:
    """Tell what the indicator was when it was last known."""
    key = text(row, "indicator")
    if not key:
        return
    if key not in INDICATORS:
        yield Remark("no_indicator", "indicator", "warn", {"value": key})
        return
    newest = records.select(Query("quarter", order=("-quarter",), limit=1))
    last = quarter_in(newest[0], "quarter") if newest else None
    if last is None:
        return
    latest = _latest(records, key, last)
    if latest is None:
        yield Remark("never_known", "indicator", "info", {"count": QUARTERS_PER_YEAR})
        return
    quarter, figure = latest
    values: dict[str, Told] = {"quarter": str(quarter), "figure": Read(key, figure)}
    yield Remark("latest", "value", "info", values)


def _latest(records: Records, key: str, last: Quarter) -> tuple[Quarter, Figure] | None:
    found = series(records, key, last, QUARTERS_PER_YEAR)
    for back, figure in enumerate(reversed(found)):
        if figure.value is not None:
            return last.plus(-back), figure
    return None


def _sharing_rule(row: Row, records: Records) -> Iterator[Remark]:
    """Say what comes of a rule on a base; of taxes also that some must be named."""
    base, rule = text(row, "base"), text(row, "id")
    if not base:
        return
    if base in TAXED and not (rule and records.find("retained_share", rule=rule)):
        yield Remark("rule.no_tax", "base", "warn")
    else:
        yield Remark(f"rule.{base}", "base", "info")


def _rule_version(row: Row, records: Records) -> Iterator[Remark]:
    """Say that an adopted version has no phases yet, and of output that only its phases count."""
    if text(row, "resolution") and not records.find("rule_phase", version=row.get("id")):
        yield Remark("rule.no_phases", "resolution", "warn")
    rule = records.get("sharing_rule", text(row, "rule")) or {}
    if rule.get("base") == "output":
        yield Remark("rule.output", "rule", "info")


REMARKS: Final[Mapping[str, Callable[[Row, Records], Iterable[Remark]]]] = {
    "incentive": _incentive,
    "patent": _patent,
    "fund_deal": _fund_deal,
    "rival_offer": _rival_offer,
    "risk": _risk,
    "cost": _cost,
    "operator_indicator": _operator_indicator,
    "operator_score": _operator_score,
    "target": _target,
    "sharing_rule": _sharing_rule,
    "sharing_rule_version": _rule_version,
}
"""Entity → what is to be said of its records while they are typed."""
