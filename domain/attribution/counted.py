"""Say which statistics are counted, and at which place each is counted by law."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from domain.indicators.families import INDICATORS
from domain.indicators.returns import latest_investment
from domain.records import Condition, Query
from domain.standing.places import places
from domain.standing.returns import projects
from domain.standing.rows import amount, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Records
    from domain.units import Quarter

Theme = Literal["output", "tax", "investment", "innovation"]

COUNTED: Final[Mapping[str, Theme]] = {
    "output_host": "output",
    "return_output": "output",
    "tax_total": "tax",
    "return_tax": "tax",
    "return_investment": "investment",
    "rd_spending": "innovation",
    "patents_granted": "innovation",
}
"""Indicators that appraisals look at → theme, in the order of the ledger."""

_BY_PROJECT: Final = {"return_output": "output_fen", "return_tax": "tax_fen"}
"""Indicators that sum what return projects report → field of their figures."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A statistic of a quarter.

    Attributes:
        value: as the indicator is defined; None when unknown or when it cannot be divided.
        places: region that counts it by law → what arises there.
        apart: whether the places are known one by one, from the records.
    """

    value: int | None
    places: Mapping[str, int | None]
    apart: bool = False


def counted_at(records: Records, indicator: str, quarter: Quarter) -> Counted:
    """Return an indicator's value in a quarter and the places where it is counted by law.

    What firms of the park report counts at the host, what return projects report in their county.
    """
    value = _whole(records, indicator, quarter)
    if indicator in _BY_PROJECT or indicator == "return_investment":
        return Counted(value, _by_county(records, indicator, quarter), apart=True)
    row = records.get("party", places(records).host)
    return Counted(value, {text(row or {}, "region"): value})


def _whole(records: Records, indicator: str, quarter: Quarter) -> int | None:
    """Return the value in whole recorded units; ratios and unknown indicators have none."""
    known = INDICATORS.get(indicator)
    if known is None or known.is_share or "_per_" in known.unit:
        return None
    value = known.formula(records, (quarter,))[0].value
    return int(value) if value is not None and value.denominator == 1 else None


def _by_county(records: Records, indicator: str, quarter: Quarter) -> dict[str, int | None]:
    if indicator == "return_investment":
        figures = latest_investment(records, quarter)
    else:
        field = _BY_PROJECT[indicator]
        rows = records.select(
            Query(
                "return_quarter",
                columns=("project", field),
                where=(Condition("quarter", "=", str(quarter)), Condition(field, "known")),
            )
        )
        figures = {text(row, "project"): amount(row, field) for row in rows}
    found: dict[str, int | None] = {}
    for project in projects(records):
        if figures.get(project.record):
            found[project.county] = (found.get(project.county) or 0) + figures[project.record]
    return found
