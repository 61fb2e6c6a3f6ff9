"""The quarters a report covers: one, or those of a year as far as they are recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.formatting import Formatter
from domain.records import Condition, Query
from domain.standing.rows import text
from domain.units import QUARTERS_PER_YEAR, Quarter, quarters_back

if TYPE_CHECKING:
    from datetime import date

    from domain.records import Records
    from domain.text import Texts

ANNUAL: Final = "annual"
"""Kind of report that covers a year."""

_CLOSED: Final = "closed"


@dataclass(frozen=True, slots=True)
class Period:
    """The quarters of a report, which end with ``last``.

    Attributes:
        count: how many they are.
        annual: they are those of a year from its first, and told as one.
    """

    last: Quarter
    count: int = 1
    annual: bool = False

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """The quarters, the oldest first."""
        return quarters_back(self.last, self.count)

    @property
    def first_day(self) -> date:
        """The first day of the first quarter."""
        return self.quarters[0].first_day

    @property
    def a_year_ago(self) -> Period:
        """The same quarters of the year before."""
        return Period(self.last.plus(-QUARTERS_PER_YEAR), self.count, self.annual)

    @property
    def whole_year(self) -> bool:
        """Tell whether these are the four quarters of a year."""
        return self.annual and self.count == QUARTERS_PER_YEAR

    @property
    def step(self) -> int:
        """Return after how many quarters the next period of the kind ends."""
        return QUARTERS_PER_YEAR if self.annual else 1


def year_of(records: Records, quarter: Quarter) -> Period:
    """Return the year of a quarter up to the last quarter of it that is recorded.

    Raises:
        DomainError: ``report_quarter_unknown`` when none of it is.
    """
    known = _recorded(records, quarter.year)
    if not known:
        raise DomainError("report_quarter_unknown", value=str(quarter))
    last = max(known)
    return Period(last, last.number, annual=True)


def period_of(kind: str, records: Records, quarter: Quarter) -> Period:
    """Return what a report of a kind covers when it is asked for at a quarter.

    Raises:
        DomainError: ``report_quarter_unknown`` when nothing of it is recorded.
    """
    if kind == ANNUAL:
        return year_of(records, quarter)
    if not records.find("quarter", quarter=str(quarter)):
        raise DomainError("report_quarter_unknown", value=str(quarter))
    return Period(quarter)


def is_closed(kind: str, records: Records, quarter: Quarter) -> bool:
    """Tell whether what a report covers can no longer change; a year needs all its quarters.

    Quarters before the first one that the workbook has are not asked for.
    """
    if kind != ANNUAL:
        found = records.find("quarter", quarter=str(quarter))
        return bool(found) and found[0]["state"] == _CLOSED
    known = _recorded(records, quarter.year)
    first = records.select(Query("quarter", columns=("quarter",), order=("quarter",), limit=1))
    asked = [
        each
        for each in quarters_back(Quarter(quarter.year, QUARTERS_PER_YEAR), QUARTERS_PER_YEAR)
        if first and str(each) >= text(first[0], "quarter")
    ]
    return bool(asked) and all(known.get(each) == _CLOSED for each in asked)


def _recorded(records: Records, year: int) -> dict[Quarter, str]:
    names = tuple(str(Quarter(year, number)) for number in range(1, QUARTERS_PER_YEAR + 1))
    rows = records.select(Query("quarter", where=(Condition("quarter", "in", names),)))
    return {Quarter.parse(text(row, "quarter")): text(row, "state") for row in rows}


def period_name(texts: Texts, lang: str, period: Period) -> str:
    """Name a quarter, or a year as far as it is told, in any language."""
    if not period.annual:
        return Formatter(lang, texts).quarter(period.last)
    key = "report.annual.year" if period.whole_year else "report.annual.to_date"
    return texts.say(key, lang, year=period.last.year, count=period.count)


def covered(kind: str, texts: Texts, lang: str, last: str) -> str:
    """Name what a printed report of a kind covers that ends with a quarter.

    Raises:
        DomainError: ``quarter_invalid``.
    """
    quarter = Quarter.parse(last)
    period = Period(quarter, quarter.number, annual=True) if kind == ANNUAL else Period(quarter)
    return period_name(texts, lang, period)
