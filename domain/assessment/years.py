"""Put the quarters of a year together: totals of flows, values at the end, what fell and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from domain.assessment.deviations import EXPLAINED, FIELDS, reporting_gap, space_change
from domain.indicators.definition import Figure
from domain.indicators.families import INDICATORS
from domain.indicators.reading import SMALL_POINTS, SMALL_RELATIVE, change, readings
from domain.indicators.remembered import Remembered
from domain.standing.operators import scorecards
from domain.units import QUARTERS_PER_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from domain.assessment.deviations import ReportingGap
    from domain.called import Called
    from domain.indicators.definition import Indicator
    from domain.indicators.reading import Change
    from domain.records import Records
    from domain.units import Quarter


@dataclass(frozen=True, slots=True)
class YearFigure:
    """An indicator over some quarters of a year and over the same quarters of the year before.

    Attributes:
        quarters, before: figures of the quarters, the oldest first.
    """

    indicator: Indicator
    quarters: tuple[Figure, ...]
    before: tuple[Figure, ...]

    @property
    def now(self) -> Figure:
        """The sum of a flow over what is known, else the figure at the end."""
        return _together(self.indicator, self.quarters)

    @property
    def year_ago(self) -> Figure:
        """The same of the year before."""
        return _together(self.indicator, self.before)

    def moved(self, *, relative: bool = False) -> Change:
        """Return the change on the year before.

        A sum of fewer quarters than the other is not compared with it: nothing is known then.
        """
        alike = [each.value is None for each in self.quarters] == [
            each.value is None for each in self.before
        ]
        if self.indicator.flow and not alike:
            return change(self.indicator, Figure(None), self.year_ago, relative=relative)
        return change(self.indicator, self.now, self.year_ago, relative=relative)

    @property
    def fell(self) -> bool:
        """Tell whether it is worse than in the year before by more than a trifle."""
        amount = self.moved(relative=True).amount
        if amount is None or self.indicator.direction == "none":
            return False
        limit = SMALL_POINTS if self.indicator.is_share else SMALL_RELATIVE
        worse = -amount if self.indicator.direction == "up" else amount
        return worse > limit


def _together(indicator: Indicator, figures: Sequence[Figure]) -> Figure:
    if not indicator.flow:
        return figures[-1]
    known = [Fraction(each.value) for each in figures if each.value is not None]
    return Figure(
        sum(known, Fraction(0)) if known else None,
        sum(each.known for each in figures),
        sum(each.expected for each in figures),
    )


def year_figures(
    records: Records, keys: Iterable[str], last: Quarter, count: int
) -> dict[str, YearFigure]:
    """Return indicators over ``count`` quarters up to ``last`` and over the same a year before."""
    series = readings(records, keys, last, QUARTERS_PER_YEAR + count)
    return {
        key: YearFigure(INDICATORS[key], figures[-count:], figures[:count])
        for key, figures in series.items()
    }


@dataclass(frozen=True, slots=True)
class YearGap:
    """One figure of the firms over a year, compared where firms told the same quarter twice.

    Attributes:
        quarters: comparison of each quarter with the same of the year before.
    """

    field: str
    quarters: tuple[ReportingGap, ...]

    @property
    def missing(self) -> int:
        """Answers that were given a year before, were asked for again and are missing."""
        return sum(len(each.missing) for each in self.quarters)

    @property
    def missing_amount(self) -> int:
        """What these answers came to in the year before."""
        return sum(each.missing_amount for each in self.quarters)

    @property
    def both(self) -> int:
        """Answers that were given in both years."""
        return sum(each.both for each in self.quarters)

    @property
    def like_for_like(self) -> Fraction | None:
        """Relative change over the answers given in both years, None when they were 0."""
        before = sum(each.both_previous for each in self.quarters)
        now = sum(each.both_current for each in self.quarters)
        return Fraction(now - before, before) if before else None


@dataclass(frozen=True, slots=True)
class YearDeviation:
    """An indicator that is worse than in the year before, and the facts that explain it.

    Attributes:
        at: place of the quarter that weighs most in the fall, None where none makes up half.
        gaps: figures of the firms, the greatest missing amount first.
        missed: names of the operator's indicators → quarters in which their threshold was missed.
        given_up: leases that ended early, with their area in hundredths of a square metre.
    """

    key: str
    figure: YearFigure
    at: int | None
    gaps: tuple[YearGap, ...]
    missed: Mapping[Called, int]
    given_up: int = 0
    given_up_area: int = 0


def year_deviations(records: Records, quarters: Sequence[Quarter]) -> tuple[YearDeviation, ...]:
    """Return the explained indicators that are worse over some quarters than a year before."""
    remembered = Remembered(records)
    figures = year_figures(remembered, EXPLAINED, quarters[-1], len(quarters))
    fallen = {key: figure for key, figure in figures.items() if figure.fell}
    return tuple(_deviation(remembered, quarters, key, each) for key, each in fallen.items())


def _deviation(
    records: Records, quarters: Sequence[Quarter], key: str, figure: YearFigure
) -> YearDeviation:
    moves = []
    if key == "occupancy":
        moves = [space_change(records, quarter) for quarter in quarters]
    return YearDeviation(
        key,
        figure,
        _heaviest(figure),
        _gaps(records, key, quarters),
        _missed(records, quarters) if key == "operator_score" else {},
        sum(len(each.given_up) for each in moves),
        sum(each.given_up_area for each in moves),
    )


def _heaviest(figure: YearFigure) -> int | None:
    """Return the quarter in which a flow lost most, where that is half of the fall or more."""
    if not figure.indicator.flow:
        return None
    moved = [
        Fraction(one.value) - other.value
        for one, other in zip(figure.quarters, figure.before, strict=True)
        if one.value is not None and other.value is not None
    ]
    total = sum(moved, Fraction(0))
    if len(moved) < len(figure.quarters) or total >= 0:
        return None
    at = min(range(len(moved)), key=lambda place: moved[place])
    return at if 2 * moved[at] <= total else None


def _gaps(records: Records, key: str, quarters: Sequence[Quarter]) -> tuple[YearGap, ...]:
    found = [
        YearGap(
            field,
            tuple(
                reporting_gap(records, quarter, field, QUARTERS_PER_YEAR) for quarter in quarters
            ),
        )
        for field in FIELDS.get(key, ())
    ]
    return tuple(sorted(found, key=lambda gap: -gap.missing_amount))


def _missed(records: Records, quarters: Sequence[Quarter]) -> dict[Called, int]:
    """Count the quarters in which each binding threshold was missed, the most first.

    Indicators that two contracts record by the same name are one.
    """
    names: dict[str, Called] = {}
    counts: Counter[str] = Counter()
    for lines in scorecards(records, quarters).values():
        for line in lines:
            if line.missed:
                names.setdefault(str(line.name), line.name)
                counts[str(line.name)] += 1
    most_first = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return {names[name]: count for name, count in most_first}
