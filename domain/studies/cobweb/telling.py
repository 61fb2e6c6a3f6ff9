"""Tell what the cobweb of a market means: sentence, diagram, prices, posts, both lags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from domain.measures import exactly
from domain.models.cobweb import Curves
from domain.reports.axes import value_axis
from domain.reports.charts import (
    Axis,
    BarChart,
    BarSeries,
    Callout,
    Cutoff,
    LineChart,
    LineSeries,
    Tick,
)
from domain.reports.tree import Column, Figure, Row, Table
from domain.studies.cobweb.market import FEWEST
from domain.studies.study import Findings, Said
from domain.units import MONTHS_PER_QUARTER, QUARTERS_PER_YEAR, Quarter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.formatting import Formatter
    from domain.studies.study import StudyInput

_PRICE = "yuan_per_month"
_POINTS = 48
_ROOM = 1.12
_FARTHEST = 4.0
_MOST_BARS = 12
_OF = 5


@dataclass(frozen=True, slots=True)
class Told:
    """A result with the words of one language."""

    inputs: Mapping[str, Any]
    result: Mapping[str, Any]
    formatter: Formatter

    def say(self, key: str, **values: object) -> str:
        """Return a sentence of this study."""
        return Said(f"study.cobweb.{key}", values).words(self.formatter)

    @property
    def lag(self) -> str:
        """Return which side decides a quarter ahead."""
        return str(self.inputs["lag"])

    @property
    def own(self) -> Mapping[str, Any]:
        """Return the behaviour under that lag."""
        found: Mapping[str, Any] = self.result["lags"][self.lag]
        return found

    def price(self, fen: float) -> str:
        """Write a price with its unit, to the yuan."""
        return self.formatter.with_unit(fen, _PRICE, 0)

    def plotted(self, fen: float) -> float:
        """Return a price as the chart's axis has it."""
        return float(self.formatter.plotted(fen, _PRICE) or 0.0)

    def curves(self) -> Curves:
        """Return demand, supply, subsidy and budget a month."""
        return Curves(**self.result["curves"])

    def centre(self) -> tuple[float, float]:
        """Return price and quantity at which the market rests, the budget heeded."""
        own = self.own
        if own["budget_binds"]:
            return own["capped_price"], own["capped_quantity"]
        return own["equilibrium_price"], own["equilibrium_quantity"]


_DECIMALS: Final = 2
"""Of ratios and roots that stand below each other."""


def tell(
    inputs: tuple[StudyInput, ...], result: Mapping[str, object], formatter: Formatter
) -> Findings:
    """Return sentence, figures, tables and warnings."""
    told = Told({each.name: each.value for each in inputs}, result, formatter)
    labels = next(each.labels for each in inputs if each.name == "posts_sought")
    quarters = tuple(str(each.values["quarter"]) for each in labels if isinstance(each, Said))
    assumed = [
        told.say(f"named.{each.name}")
        for each in inputs
        if each.origin == "assumed" and each.name.endswith("elasticity")
    ]
    return Findings(
        _verdict(told),
        (_diagram(told), _prices(told, quarters), _posts(told, quarters), _lags(told), _rest(told)),
        _warnings(told, assumed),
    )


def _verdict(told: Told) -> str:
    own = told.own
    free = own["free"]
    values = {"swing": abs(free["root"]), "price": told.price(own["equilibrium_price"])}
    if not own["budget_binds"]:
        return told.say(f"verdict.{told.lag}.{free['verdict']}", **values)
    wanted = own["unmet_demand"] + own["capped_quantity"]
    return told.say(
        f"verdict.{told.lag}.budget",
        price=told.price(own["capped_price"]),
        unmet=round(own["unmet_demand"] / wanted * _OF, 1),
        posts=_OF,
    )


def _warnings(told: Told, assumed: list[str]) -> tuple[str, ...]:
    market = told.result["market"]
    own = told.own
    swing = {"swing": abs(own["free"]["root"]), "price": told.price(own["equilibrium_price"])}
    without = Said(f"study.cobweb.without.{own['free']['verdict']}", swing)
    values: dict[str, dict[str, object]] = {
        "few_quarters": {"count": market["quarters"], "fewest": FEWEST},
        "budget_binds": {"without": without},
    }
    found = [
        told.say(f"warning.{each}", **values.get(each, {})) for each in told.result["warnings"]
    ]
    if assumed:
        found.append(told.say("warning.assumed", inputs=assumed))
    return tuple(found)


# --------------------------------------------------------------------------------- figures


def _diagram(told: Told) -> Figure:
    curves, path = told.curves(), told.result["path"]
    price, posts = told.centre()
    high = max(*path["price"], *path["expected_price"], price, told.result["market"]["price"])
    wide = max(*path["quantity"], posts, told.result["market"]["sought"])
    free = told.result["free_path"]
    if curves.price <= high * _FARTHEST:
        near = [price for price in free["price"] if price <= high * _FARTHEST]
        high, wide = max(high, curves.price, *near), max(wide, curves.quantity)
    high, wide = high * _ROOM, wide * _ROOM
    x = value_axis(0.0, wide, lambda value: _number(told, value))
    y = value_axis(0.0, told.plotted(high), told.formatter.number)
    series = [
        LineSeries(told.say("demand"), _demand(told, curves, x.high, high), tone="ink"),
        LineSeries(told.say("supply"), _supply(told, curves, x.high, high), tone="mid"),
    ]
    if curves.budget is not None:
        points = _budget(told, curves.budget, x.high, high)
        series.append(LineSeries(told.say("budget"), points, dash="dashed", tone="grey"))
    if told.own["budget_binds"]:
        # Told from its end, so that its name stands where it begins, clear of the other lines.
        points = _course(told, free, high)[::-1]
        series.append(LineSeries(told.say("course.free"), points, tone="sand", strong=False))
    # A budget holds the course where the market rests: its word would lie on that of the place.
    name = "" if told.own["budget_binds"] else told.say("course")
    series.append(LineSeries(name, _course(told, path, high), tone="brick", strong=False))
    callouts = [Callout(posts, told.plotted(price), told.say("rests"))]
    return Figure(
        "",
        told.say("diagram"),
        LineChart(tuple(series), x, y, callouts=tuple(callouts), height=86.0),
        told.say("diagram.unit", unit=told.formatter.unit(_PRICE)),
        note=told.say(f"diagram.note.{told.lag}{'.budget' if told.own['budget_binds'] else ''}"),
    )


def _demand(
    told: Told, curves: Curves, wide: float, high: float
) -> tuple[tuple[float, float], ...]:
    """Return the line of demand inside the picture: quantity, price."""
    ends = (0.0, min(high, curves.demand_intercept / curves.demand_slope))
    points = [(curves.demand_intercept - curves.demand_slope * price, price) for price in ends]
    clipped = [
        point
        if point[0] <= wide
        else (wide, (curves.demand_intercept - wide) / curves.demand_slope)
        for point in points
    ]
    return tuple((posts, told.plotted(price)) for posts, price in reversed(clipped))


def _supply(
    told: Told, curves: Curves, wide: float, high: float
) -> tuple[tuple[float, float], ...]:
    """Return the line of supply at the price that the region pays: quantity, price."""
    shifted = curves.supply_intercept + curves.supply_slope * curves.subsidy
    low = max(0.0, -shifted / curves.supply_slope)
    top = min(high, (wide - shifted) / curves.supply_slope)
    ends = (low, max(low, top))
    return tuple((shifted + curves.supply_slope * price, told.plotted(price)) for price in ends)


def _budget(told: Told, budget: float, wide: float, high: float) -> tuple[tuple[float, float], ...]:
    first = min(budget / high, wide)
    step = (wide - first) / _POINTS
    posts = [first + step * at for at in range(_POINTS + 1)]
    return tuple((each, told.plotted(budget / each)) for each in posts if each)


def _course(told: Told, path: Mapping[str, Any], high: float) -> tuple[tuple[float, float], ...]:
    """Return the cobweb: each quarter from the price expected to the price paid."""
    found: list[tuple[float, float]] = []
    for quantity, expected, price in zip(
        path["quantity"], path["expected_price"], path["price"], strict=True
    ):
        if max(expected, price) > high:
            break  # a course that runs out of the picture is followed to its edge
        found += [(quantity, told.plotted(expected)), (quantity, told.plotted(price))]
    return tuple(found)


def _prices(told: Told, quarters: tuple[str, ...]) -> Figure:
    path = told.result["path"]
    recorded = [
        (float(Quarter.parse(quarter).index), _known(told, price))
        for quarter, price in zip(quarters, told.inputs["offered_price"], strict=True)
    ]
    last = recorded[-1][0]
    start = (last, told.plotted(told.result["market"]["last_price"]))
    computed = [(last + at, told.plotted(price)) for at, price in enumerate(path["price"], start=1)]
    level = told.plotted(told.centre()[0])
    first, end = recorded[0][0], computed[-1][0]
    series = (
        LineSeries("", tuple(recorded), tone="dark"),
        LineSeries("", (start, *computed), tone="ink"),
        LineSeries(told.say("rests"), ((last, level), (end, level)), dash="dashed", tone="grey"),
    )
    shown = [price for line in series for _, price in line.points if price is not None]
    y = value_axis(min(shown), max(shown), told.formatter.number, from_zero=False)
    return Figure(
        "",
        told.say("prices"),
        LineChart(
            series,
            _years(first, end),
            y,
            cutoffs=(
                Cutoff(last, told.say("recorded.side"), told.say("computed.side"), "solid", "grey"),
            ),
            height=52.0,
        ),
        told.say("prices.unit", unit=told.formatter.unit(_PRICE)),
    )


def _posts(told: Told, quarters: tuple[str, ...]) -> Figure:
    """Return posts filled and not filled by quarter, as recorded."""
    sought, filled = told.inputs["posts_sought"], told.inputs["posts_filled"]
    shown = slice(-_MOST_BARS, None)
    unmet = [
        None if wanted is None or found is None else max(0.0, wanted - found)
        for wanted, found in zip(sought, filled, strict=True)
    ][shown]
    full = [None if found is None else float(found) for found in filled[shown]]
    totals = ["—" if wanted is None else _number(told, wanted) for wanted in sought[shown]]
    high = max((float(wanted or 0) for wanted in sought[shown]), default=1.0)
    return Figure(
        "",
        told.say("posts"),
        BarChart(
            tuple(told.formatter.quarter(quarter) for quarter in quarters[shown]),
            (
                BarSeries(told.say("filled"), tuple(full), tone="ink"),
                BarSeries(told.say("unfilled"), tuple(unmet), tone="sand"),
            ),
            axis=value_axis(0.0, high * _ROOM, lambda value: _number(told, value)),
            totals=tuple(totals),
            height=46.0,
        ),
        told.formatter.unit("posts"),
    )


def _years(first: float, last: float) -> Axis:
    """Return an axis of quarters that names each year at its first quarter."""
    start = int(first)
    ticks = tuple(
        Tick(float(at), str(at // QUARTERS_PER_YEAR))
        for at in range(start, int(last) + 1)
        if at % QUARTERS_PER_YEAR == 0
    )
    return Axis(first, last, ticks)


# ---------------------------------------------------------------------------------- tables


def _lags(told: Told) -> Table:
    """Return what each lag would mean, without the budget and where it binds, and the rule."""
    rows = []
    for lag, found in told.result["lags"].items():
        name = told.say(f"lag.{lag}.own" if lag == told.lag else f"lag.{lag}")
        style: Literal["subtotal", "normal"] = "subtotal" if lag == told.lag else "normal"
        rows.append(_lag_row(told, name, f"rule.{lag}", found["free"], style))
        if found["capped"]:
            rows.append(_lag_row(told, "", f"rule.{lag}.budget", found["capped"], style))
    heads = ("lag", "rule", "ratio", "root", "class")
    columns = tuple(
        Column(
            told.say(f"head.{head}"),
            "right" if head in ("ratio", "root") else "left",
            weight=2.0 if head == "rule" else 1.0,
            wrap=head in ("lag", "rule"),
        )
        for head in heads
    )
    return Table("", told.say("lags"), columns, tuple(rows), note=told.say("lags.note"))


def _lag_row(
    told: Told,
    name: str,
    rule: str,
    found: Mapping[str, Any],
    style: Literal["subtotal", "normal"],
) -> Row:
    cells = (
        name,
        told.say(rule),
        told.formatter.number(found["ratio"], _DECIMALS),
        told.formatter.number(found["root"], _DECIMALS),
        told.say(f"class.{found['verdict']}"),
    )
    return Row(cells, style)


def _rest(told: Told) -> Table:
    """Return price, posts and money where the market rests, with and without the budget."""
    own, budget = told.own, told.own["budget_binds"]
    subsidy = told.inputs["subsidy"]
    cases = [("free", own["equilibrium_price"], own["equilibrium_quantity"], 0.0)]
    if budget:
        cases.append(("capped", own["capped_price"], own["capped_quantity"], own["unmet_demand"]))
    market = told.result["market"]
    gap = max(0.0, market["sought"] - market["filled"])
    cases.insert(0, ("mean", market["price"], market["filled"], gap))
    rows = tuple(
        Row(
            (
                told.say(f"case.{name}"),
                told.formatter.measure(price, _PRICE, 0),
                told.formatter.measure(price + subsidy, _PRICE, 0),
                told.formatter.number(posts, 1),
                told.formatter.number(unmet, 1),
                told.formatter.money(price * posts * MONTHS_PER_QUARTER),
            )
        )
        for name, price, posts, unmet in cases
    )
    units = {
        "case": "",
        "price": told.formatter.unit(_PRICE),
        "received": told.formatter.unit(_PRICE),
        "filled": told.formatter.unit("posts"),
        "unmet": told.formatter.unit("posts"),
        "outlay": told.formatter.unit("money"),
    }
    columns = tuple(
        Column(
            told.say(f"head.{name}", unit=unit),
            "left" if name == "case" else "right",
            weight=1.6 if name == "case" else 1.0,
            wrap=name == "case",
        )
        for name, unit in units.items()
    )
    return Table("", told.say("rest"), columns, rows, note=_incidence(told))


def _incidence(told: Told) -> str:
    """Say who gains from the subsidy; nothing where there is none."""
    own = told.own
    if not told.inputs["subsidy"]:
        return ""
    return told.say(
        "incidence",
        buyer=told.price(-own["buyer_price_change"]),
        supplier=told.price(own["supplier_price_change"]),
        posts=round(own["quantity_change"], 1),
    )


def _known(told: Told, price: float | None) -> float | None:
    return None if price is None else told.plotted(price)


def _number(told: Told, value: float) -> str:
    """Write posts with one decimal where they are not whole."""
    decimals = 0 if exactly(round(value, 1)).denominator == 1 else 1
    return told.formatter.number(round(value, 1), decimals)
