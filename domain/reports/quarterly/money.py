"""Tax, incentives and costs: what came in by kind, who supports whom, what is recovered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.assessment.deviations import reporting_gap
from domain.assessment.years import year_figures
from domain.indicators.families import INDICATORS
from domain.indicators.operation import recovery
from domain.indicators.reading import change, readings
from domain.models.recorded_bases import TAX_FIELDS
from domain.records import Aggregate, Condition, Query
from domain.reports.axes import value_axis
from domain.reports.charts import (
    Axis,
    BarChart,
    BarSeries,
    CategoryGroup,
    Dot,
    LineSeries,
    Panel,
    SmallMultiples,
    Tick,
)
from domain.reports.quarterly.incentives import blocks as incentive_blocks
from domain.reports.quarterly.incentives import has_any as has_incentives
from domain.reports.tree import Figure, Section
from domain.standing.rows import amount, text, whole_of
from domain.units import Quarter, quarters_back

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.assessment.deviations import ReportingGap
    from domain.indicators.definition import Figure as Reading
    from domain.records import Row
    from domain.reports.charts import Tone
    from domain.reports.page import Page
    from domain.reports.tree import Block

_QUARTERS: Final = 12
_YEARS: Final = 5
_KEYS: Final = {"vat": "tax_vat", "cit": "tax_cit", "pit": "tax_pit", "other_tax": "tax_other"}
_TONES: Final[tuple[Tone, ...]] = ("ink", "mid", "sand", "pale")
_WHOLE_BP: Final = 10_000
_PEAKS: Final = 2
_RISING: Final = 3


def build(page: Page) -> Section | None:
    """Return the section on money, None when neither tax, incentives nor costs are recorded."""
    keys = (*_KEYS.values(), "tax_total", "incentives_granted", "stacked_firms")
    keys += ("stacked_same_kind", "cost_recovery")
    series = readings(page.records, keys, page.quarter, _QUARTERS)
    blocks: list[Block] = []
    if any(figure.value is not None for figure in series["tax_total"]):
        blocks.append(_tax(page, series))
    if has_incentives(page):
        blocks += incentive_blocks(page)
    recoveries = _recoveries(page)
    if any(each.known for each in recoveries):
        blocks.append(_costs(page, recoveries))
    if not blocks:
        return None
    return Section(
        "", page.say("part.money"), tuple(blocks), finding=_finding(page, series, recoveries)
    )


def _finding(
    page: Page, series: Mapping[str, Sequence[Reading]], recoveries: Sequence[BuildingYears]
) -> str:
    return page.sentences(
        _tax_of_year(page) if page.period.annual else _tax_finding(page, series["tax_total"]),
        _incentive_finding(page, series),
        _cost_finding(page, series["cost_recovery"][-1], recoveries),
    )


def _tax_finding(page: Page, figures: Sequence[Reading]) -> str:
    now = figures[-1]
    if now.value is None:
        return ""
    moved = change(INDICATORS["tax_total"], now, figures[-2])
    if not moved.amount:
        return page.say("money.finding.tax.plain", amount=page.money(now.value))
    key = "money.finding.tax.up" if moved.amount > 0 else "money.finding.tax"
    ratio = page.size(moved.amount)
    return page.say(key, amount=page.money(now.value), change=ratio)


def _tax_of_year(page: Page) -> str:
    figure = year_figures(page.records, ("tax_total",), page.quarter, page.period.count)
    now, moved = figure["tax_total"].now, figure["tax_total"].moved()
    if now.value is None:
        return ""
    if not moved.amount:
        return page.say("money.finding.tax.plain", amount=page.money(now.value))
    direction = "up" if moved.amount > 0 else "down"
    ratio = page.size(moved.amount)
    return page.say(
        f"money.finding.tax.annual.{direction}", amount=page.money(now.value), change=ratio
    )


def _incentive_finding(page: Page, series: Mapping[str, Sequence[Reading]]) -> str:
    granted = series["incentives_granted"][-1].value
    if not granted:
        return ""
    firms = series["stacked_firms"][-1].value
    if not firms:
        return page.say("money.finding.incentives.plain", amount=page.money(granted))
    return page.say(
        "money.finding.incentives",
        amount=page.money(granted),
        firms=page.fmt.integer(firms),
        same=page.fmt.integer(series["stacked_same_kind"][-1].value),
    )


def _cost_finding(page: Page, figure: Reading, recoveries: Sequence[BuildingYears]) -> str:
    if figure.value is None:
        return ""
    share = page.fmt.percent(figure.value)
    rising = {each.building: each.rises for each in recoveries}
    longest = max(rising, key=lambda building: rising[building], default="")
    if longest and rising[longest] >= _RISING:
        return page.say(
            "money.finding.costs.rising",
            share=share,
            building=page.names.building(longest),
            years=rising[longest],
        )
    return page.say("money.finding.costs", share=share)


# ---------------------------------------------------------------------------------------- tax


def greatest_gap(page: Page) -> ReportingGap | None:
    """Return the tax of which most is missing that was reported a quarter before."""
    gaps = [reporting_gap(page.records, page.quarter, name) for name in TAX_FIELDS.values()]
    greatest = max(gaps, key=lambda gap: gap.missing_amount)
    return greatest if greatest.missing_amount else None


def _tax(page: Page, series: Mapping[str, Sequence[Reading]]) -> Figure:
    start = _start(series["tax_total"])
    quarters = quarters_back(page.quarter, _QUARTERS)[start:]
    bars = [
        BarSeries(
            page.texts.say(f"field.firm_quarter.{TAX_FIELDS[tax]}", page.lang),
            tuple(page.fmt.plotted(each.value, "money") for each in series[key][start:]),
            tone,
            end_label=page.fmt.money(series[key][-1].value),
        )
        for (tax, key), tone in zip(_KEYS.items(), _TONES, strict=True)
    ]
    gap = greatest_gap(page)
    top = max(_stacks(bars))
    if gap is not None:
        missing = page.fmt.plotted(gap.missing_amount, "money") or 0.0
        values = (*(None for _ in quarters[1:]), missing)
        label = page.fmt.money(gap.missing_amount)
        bars.append(
            BarSeries(page.say("money.tax.missing"), values, "grey", (), label, estimate=True)
        )
        top = max(top, _stacks(bars)[-1])
    years = Counter(quarter.year for quarter in quarters)
    chart = BarChart(
        tuple(page.fmt.quarter(quarter, short=True) for quarter in quarters),
        tuple(bars),
        value_axis(0.0, top, page.fmt.integer, count=5),
        groups=tuple(
            CategoryGroup(page.say("year", year=year), count) for year, count in years.items()
        ),
        totals=_peaks(page, series["tax_total"][start:]),
        total=(page.say("money.tax.total"), page.fmt.money(series["tax_total"][-1].value)),
        height=52 if page.lang == "zh" else 42,
    )
    unit = page.say("money.tax.unit", unit=page.fmt.unit_heading("money"))
    return Figure(page.figure(), page.say("money.tax"), chart, unit, _tax_note(page, gap))


def _start(figures: Sequence[Reading]) -> int:
    return next(at for at, figure in enumerate(figures) if figure.value is not None)


def _stacks(bars: Sequence[BarSeries]) -> list[float]:
    return [
        sum(value or 0.0 for value in stack)
        for stack in zip(*(bar.values for bar in bars), strict=True)
    ]


def _peaks(page: Page, figures: Sequence[Reading]) -> tuple[str, ...]:
    """Say the totals of the two highest stacks before the last, which is said at the right."""
    known = [(figure.value, at) for at, figure in enumerate(figures[:-1]) if figure.value]
    peaks = {at for _, at in sorted(known)[-_PEAKS:]}
    return tuple(
        page.fmt.money(figure.value, 0) if at in peaks else "" for at, figure in enumerate(figures)
    )


def _tax_note(page: Page, gap: ReportingGap | None) -> str:
    if gap is None:
        return ""
    tax = page.texts.say(f"field.firm_quarter.{gap.field}", page.lang)
    quarter = page.fmt.quarter(page.quarter)
    key = page.of_period("money.tax.note")
    return page.count(key, len(gap.missing), tax=tax, quarter=quarter)


# -------------------------------------------------------------------------------------- costs


@dataclass(frozen=True, slots=True)
class BuildingYears:
    """Cost recovery of one building (record) by year, in basis points, oldest first."""

    building: str
    years: tuple[int, ...]
    shares: tuple[Fraction | None, ...]

    @property
    def known(self) -> bool:
        """Tell whether any year is known."""
        return any(share is not None for share in self.shares)

    @property
    def rises(self) -> int:
        """Count the years in a row, up to the last, in which the share rose."""
        count = 0
        for before, after in zip(self.shares[-2::-1], self.shares[:0:-1], strict=True):
            if before is None or after is None or after <= before:
                break
            count += 1
        return count


def _recoveries(page: Page) -> tuple[BuildingYears, ...]:
    years = tuple(range(page.quarter.year - _YEARS + 1, page.quarter.year + 1))
    rows = page.records.aggregate(
        Query(
            "cost",
            where=(
                Condition("quarter", ">=", str(Quarter(years[0], 1))),
                Condition("quarter", "<=", str(page.quarter)),
            ),
        ),
        (
            Aggregate("actual", "total", "actual_fen"),
            Aggregate("actual_known", "known", "actual_fen"),
            Aggregate("recovered", "total", "recovered_fen"),
            Aggregate("recovered_known", "known", "recovered_fen"),
            Aggregate("rows", "rows"),
        ),
        by=("building", "building.code", "quarter"),
    )
    codes = {text(row, "building"): text(row, "building.code") for row in rows}
    return tuple(
        BuildingYears(building, years, tuple(_recovered(rows, building, year) for year in years))
        for building in sorted(codes, key=lambda each: codes[each])
    )


def _recovered(rows: Sequence[Row], building: str, year: int) -> Fraction | None:
    mine = [
        row
        for row in rows
        if row["building"] == building and text(row, "quarter").startswith(f"{year}Q")
    ]
    names = ("actual", "actual_known", "recovered", "recovered_known", "rows")
    total = {name: sum(amount(row, name) for row in mine) for name in names}
    value = recovery(total).value
    return None if value is None else Fraction(value)


def _costs(page: Page, recoveries: Sequence[BuildingYears]) -> Figure:
    shown = [each for each in recoveries if each.known]
    values = [float(share) / 100 for each in shown for share in each.shares if share is not None]
    axis = value_axis(min(values), max(values), page.fmt.integer, count=3, from_zero=False)
    years = shown[0].years
    chart = SmallMultiples(
        tuple(_panel(page, each) for each in shown[:_YEARS]),
        Axis(
            years[0] - 0.3,
            years[-1] + 0.3,
            (Tick(float(years[0]), str(years[0])), Tick(float(years[-1]), str(years[-1]))),
        ),
        axis,
    )
    low, high = page.fmt.integer(axis.low), page.fmt.integer(axis.high)
    return Figure(
        page.figure(),
        page.say("money.costs"),
        chart,
        page.say("money.costs.unit", low=low, high=high),
        page.sentences(page.say("money.costs.note"), _cost_sums(page), *_switches(page, shown)),
    )


def _panel(page: Page, each: BuildingYears) -> Panel:
    points = tuple(
        (float(year), None if share is None else float(share) / 100)
        for year, share in zip(each.years, each.shares, strict=True)
    )
    dots = tuple(
        Dot(at, filled=_regime(page, each.building, year) == "third_party")
        for at, year in enumerate(each.years)
        if each.shares[at] is not None
    )
    line = LineSeries("", points, page.fmt.share(each.shares[-1]), dots=dots)
    return Panel(page.names.building(each.building), (line,))


def _regime(page: Page, building: str, year: int) -> str:
    """Return who ran a building at the end of a year."""
    last = min(Quarter(year, 4).last_day, page.day).isoformat()
    rows = page.records.select(
        Query(
            "building_regime",
            columns=("building", "regime", "start", "end"),
            order=("start",),
        )
    )
    mine = [row for row in rows if row["building"] == building]
    running = [
        row
        for row in mine
        if text(row, "start") <= last and (not text(row, "end") or last <= text(row, "end"))
    ]
    return text(running[-1], "regime") if running else ""


def _cost_sums(page: Page) -> str:
    rows = page.records.aggregate(
        Query(
            "cost",
            where=(
                Condition("quarter", ">=", str(Quarter(page.quarter.year, 1))),
                Condition("quarter", "<=", str(page.quarter)),
            ),
        ),
        (
            Aggregate("actual", "total", "actual_fen"),
            Aggregate("recovered", "total", "recovered_fen"),
        ),
    )
    actual, recovered = (whole_of(rows[0], name) for name in ("actual", "recovered"))
    if actual is None or recovered is None:
        return ""
    key = "year" if page.quarter.number == 4 else "to_date"  # noqa: PLR2004 - quarters of a year
    return page.say(
        f"money.costs.{key}",
        year=page.quarter.year,
        quarters=page.quarter.number,
        actual=page.money(actual),
        recovered=page.money(recovered),
    )


def _switches(page: Page, shown: Sequence[BuildingYears]) -> list[str]:
    """Tell where the regime changed within the years shown, and recovery before and after."""
    told: list[str] = []
    for each in shown:
        regimes = [_regime(page, each.building, year) for year in each.years]
        for at in range(1, len(each.years)):
            before, after = each.shares[at - 1], each.shares[at]
            changed = regimes[at] != regimes[at - 1] and regimes[at] and regimes[at - 1]
            if changed and before is not None and after is not None:
                told.append(
                    page.say(
                        "money.costs.switch",
                        building=page.names.building(each.building),
                        month=page.fmt.date(Quarter(each.years[at], 1).first_day, "month"),
                        regime=page.choice("regime", regimes[at]),
                        before=page.fmt.percent(before),
                        after=page.fmt.percent(after),
                    )
                )
    return told
