"""Take what operators attained from the scores of their contracts, and what counts in judging."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.called import worded, worded_columns
from domain.models.given import NOT_NEGATIVE, POSITIVE, UNIT
from domain.records import Condition, Query
from domain.standing.rows import amount, number_of, text
from domain.studies.naming import names, said_in_each
from domain.studies.study import Choice, Option, Said
from domain.studies.taking import Intake
from domain.units import QUARTERS_PER_YEAR, Quarter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.records import Records
    from domain.studies.study import StudyInput

TAKE: Final = Intake("operators")
CONTRACTS: Final = "contracts"
_MOST_CRITERIA: Final = 10
_LEAST: Final = 2


@dataclass(frozen=True, slots=True)
class Criterion:
    """An indicator of a contract.

    Attributes:
        name: as the contract records it, by which indicators of several contracts are compared.
        named, unit: as they are read in each language; no unit where none is recorded.
        lower: less is better.
    """

    name: str
    named: Said
    unit: Said | None
    weight: int
    threshold: float | None
    lower: bool


@dataclass(frozen=True, slots=True)
class Score:
    """What was attained of an indicator in a quarter; ``contract`` is its record."""

    contract: str
    name: str
    quarter: Quarter
    actual: float


@dataclass(frozen=True, slots=True)
class Alternative:
    """What is compared: a contract or a year of one; ``means`` by indicator."""

    label: Said
    quarters: int
    means: Mapping[str, float]


def choices(records: Records, quarter: str) -> tuple[Choice, ...]:
    """Offer to compare contracts, or the years of one contract."""
    last = Quarter.parse(quarter)
    known = _scores(records, last)
    options = []
    if len(_alternatives(records, known, CONTRACTS)) >= _LEAST:
        options.append(Option(CONTRACTS, Said("study.operators.compare.contracts")))
    for contract, code in reversed(_contracts(records).items()):
        if len(_alternatives(records, known, contract)) >= _LEAST:
            options.append(Option(contract, Said("study.operators.compare.years", {"code": code})))
    if not options:
        raise TAKE.nothing("operator_score")
    return (Choice("compare", tuple(options), options[0].value),)


def inputs(records: Records, quarter: str, chosen: Mapping[str, str]) -> tuple[StudyInput, ...]:
    """Return the matrix of what was attained, the comparisons of criteria and the thresholds."""
    last = Quarter.parse(quarter)
    known = _scores(records, last)
    compared = chosen.get("compare", CONTRACTS)
    found = _alternatives(records, known, compared)
    contract = list(_contracts(records))[-1:] if compared == CONTRACTS else [compared]
    every = _criteria(records, contract[0] if contract else "")
    criteria = [each for each in every if all(each.name in other.means for other in found)][
        :_MOST_CRITERIA
    ]
    if len(found) < _LEAST or not criteria:
        raise TAKE.nothing("operator_score")
    return _inputs(found, criteria, [each for each in every if each not in criteria], quarter)


def _inputs(
    found: Sequence[Alternative],
    criteria: Sequence[Criterion],
    left_out: Sequence[Criterion],
    quarter: str,
) -> tuple[StudyInput, ...]:
    labels = [
        Said("study.operators.criterion", {"name": each.named, "unit": each.unit})
        if each.unit
        else each.named
        for each in criteria
    ]
    weights = [max(each.weight, 1) for each in criteria]
    told = {
        "quarter": quarter,
        "count": sum(each.quarters for each in found),
        "left_out": [each.named for each in left_out] or Said("study.operators.nobody"),
    }
    return (
        TAKE.recorded(
            "matrix",
            [[each.means[one.name] for one in criteria] for each in found],
            TAKE.source("matrix", **told),
            limits=NOT_NEGATIVE,
            labels=[each.label for each in found],
        ),
        TAKE.recorded(
            "benefit", [int(not each.lower) for each in criteria], limits=UNIT, labels=labels
        ),
        TAKE.recorded(
            "comparisons",
            [[one / other for other in weights] for one in weights],
            limits=POSITIVE,
            labels=labels,
        ),
        TAKE.recorded("thresholds", [each.threshold for each in criteria], labels=labels),
    )


def _contracts(records: Records) -> dict[str, str]:
    """Return the contracts' codes by record, the oldest first."""
    rows = records.select(Query("operator_contract", columns=("code",), order=("start",)))
    return {text(row, "id"): text(row, "code") for row in rows}


def _criteria(records: Records, contract: str) -> list[Criterion]:
    columns = (
        *worded_columns("name"),
        *worded_columns("unit"),
        "weight",
        "threshold",
        "direction",
    )
    rows = records.select(
        Query(
            "operator_indicator",
            columns=columns,
            where=(Condition("contract", "=", contract),),
            order=("-weight", "name"),
        )
    )
    return [
        Criterion(
            text(row, "name"),
            said_in_each(worded(row, "name")),
            said_in_each(unit) if (unit := worded(row, "unit")).known else None,
            amount(row, "weight"),
            number_of(row, "threshold"),
            row["direction"] == "lower",
        )
        for row in rows
    ]


def _scores(records: Records, last: Quarter) -> tuple[Score, ...]:
    columns = ("indicator.contract", "indicator.name", "quarter", "actual")
    rows = records.select(
        Query("operator_score", columns=columns, where=(Condition("quarter", "<=", str(last)),))
    )
    return tuple(
        Score(
            text(row, "indicator.contract"),
            text(row, "indicator.name"),
            Quarter.parse(text(row, "quarter")),
            actual,
        )
        for row in rows
        if (actual := number_of(row, "actual")) is not None
    )


def _alternatives(records: Records, known: Sequence[Score], compared: str) -> list[Alternative]:
    """Return contracts over their last year, or the years of one contract, the oldest first."""
    codes = _contracts(records)
    if compared != CONTRACTS:
        mine = [each for each in known if each.contract == compared]
        years = sorted({each.quarter.year for each in mine})
        return [
            _alternative(
                Said("study.operators.year", {"code": codes.get(compared, ""), "year": str(year)}),
                [each for each in mine if each.quarter.year == year],
            )
            for year in years
        ]
    parties, operators = names(records, "party"), _operators(records)
    found = []
    for contract, code in codes.items():
        mine = [each for each in known if each.contract == contract]
        recent = sorted({each.quarter for each in mine})[-QUARTERS_PER_YEAR:]
        if recent:
            label = Said(
                "study.operators.contract",
                {"code": code, "operator": parties.get(operators[contract], "—")},
            )
            found.append(_alternative(label, [each for each in mine if each.quarter in recent]))
    return found


def _operators(records: Records) -> dict[str, str]:
    rows = records.select(Query("operator_contract", columns=("operator",)))
    return {text(row, "id"): text(row, "operator") for row in rows}


def _alternative(label: Said, mine: Sequence[Score]) -> Alternative:
    values: dict[str, list[float]] = {}
    for each in mine:
        values.setdefault(each.name, []).append(each.actual)
    means = {name: sum(known) / len(known) for name, known in values.items()}
    return Alternative(label, len({each.quarter for each in mine}), means)
