"""Draw what the flow study found: stocks, window, gains, dispersion, returns, regimes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from domain.reports.axes import value_axis
from domain.reports.charts import (
    Axis,
    Band,
    BarChart,
    BarSeries,
    Cutoff,
    Dot,
    Fan,
    LineChart,
    LineSeries,
    Panel,
    Region,
    SmallMultiples,
    Tick,
)
from domain.reports.diagrams import CountGrid, GridRow
from domain.reports.tree import Column, Figure, Row, Table
from domain.studies.flow.axes import recorded_year, year_at, years_axis
from domain.studies.flow.case import HOME, HOST, MODES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.reports.charts import Dash, Tone
    from domain.studies.flow.words import Told

_SLOW: Final = 80.0
_DARKEST_CONVERGENT: Final = 0.6
_HUNDRED: Final = 100


def exhibits(told: Told) -> tuple[Figure | Table, ...]:
    """Return figures and tables, the main one first."""
    return (
        stock_fan(told),
        window_band(told),
        gains(told),
        dispersion(told),
        returns(told),
        regimes(told),
        regions_table(told),
    )


def _run_points(told: Told, values: Sequence[float]) -> tuple[tuple[float, float | None], ...]:
    return tuple((year_at(told.start_quarter, at), value) for at, value in enumerate(values))


def stock_fan(told: Told) -> Figure:
    """Return the stock that serves the home, recorded and computed, with its band."""
    history = told.inputs["recorded_stock"]
    recorded = history.value if isinstance(history.value, list) else []
    places = [recorded_year(str(label)) for label in history.labels]
    known = tuple(zip(places, recorded, strict=True))
    served = told.result["fan"]["served"]
    bands = _bands(told, served)
    with_it, without = told.result["with"]["served"], told.result["without"]["served"]
    series = (
        LineSeries("", known, dots=tuple(Dot(at) for at in range(len(known)))),
        LineSeries(told.say("with"), _run_points(told, with_it)),
        LineSeries(told.say("without"), _run_points(told, without), dash="dashed", tone="sand"),
    )
    values = [
        *recorded,
        *with_it,
        *without,
        *(row[0] for row in served),
        *(row[4] for row in served),
    ]
    now, end = year_at(told.start_quarter, 0), year_at(told.start_quarter, len(with_it) - 1)
    chart = LineChart(
        series,
        years_axis(min((*places, now)), end),
        value_axis(0, max(values), told.formatter.number),
        bands,
        cutoffs=(Cutoff(now, told.say("recorded"), told.say("computed"), "solid", "grey"),),
        height=62,
    )
    note = told.say("note.stock", draws=int(told.number("draws")), share=told.number("home_share"))
    title = told.say("figure.stock", home=told.home)
    return Figure("", title, Fan(chart), told.say("unit.stock"), note)


def _bands(told: Told, served: Sequence[Sequence[float]]) -> tuple[Band, ...]:
    """Return the wide and the narrow band of the drawn scenarios."""
    first, last = (told.say("percent", value=share) for share in (0.05, 0.95))
    return tuple(
        Band(
            tuple(
                (year_at(told.start_quarter, at), row[low], row[high])
                for at, row in enumerate(served)
            ),
            low_label,
            high_label,
        )
        for low, high, low_label, high_label in ((0, 4, first, last), (1, 3, "", ""))
    )


def window_band(told: Told) -> Figure:
    """Return the gains of both partners against the share of the home, the window tinted."""
    found = told.enclave
    lower, upper = found["home_share_lower"], found["home_share_upper"]
    home = ((0.0, -100 * lower), (100.0, 100 * (1 - lower)))
    host = ((0.0, 100 * upper), (100.0, 100 * (upper - 1)))
    window = told.window
    regions: tuple[Region, ...] = ()
    if window is not None:
        ends = [100 * end for end in window]
        words = [told.say("percent", value=end) for end in window]
        regions = (Region(ends[0], ends[1], *words),)
    values = [value for line in (home, host) for _, value in line]
    share = told.number("home_share")
    key = "agreed" if told.inputs["home_share"].origin == "records" else "chosen_share"
    chart = LineChart(
        (LineSeries(told.home, home), LineSeries(told.host, host, dash="dashed", tone="mid")),
        Axis(
            0, 100, tuple(Tick(at, told.say("percent", value=at / 100)) for at in range(0, 101, 20))
        ),
        value_axis(min(values), max(values), told.formatter.number),
        regions=regions,
        cutoffs=(Cutoff(100 * share, right=told.say(key, share=share)),),
        height=46,
    )
    reach = told.result["window_reach"]
    note = told.say("note.window", chance=told.result["chance_window"])
    if reach is not None:
        note = told.say(
            "note.window_reach",
            chance=told.result["chance_window"],
            both=told.result["chance_both_gain"],
            low=reach[0],
            high=reach[1],
        )
    return Figure("", told.say("figure.window", home=told.home), chart, told.say("unit.gain"), note)


def gains(told: Told) -> Figure:
    """Return what each way of policy brings home, host and all third regions together."""
    columns = [_parties(told, told.policy(mode)["delta_present_value"]) for mode in MODES]
    names = (told.home, told.host, told.say("others"))
    tones: tuple[Tone, ...] = ("ink", "mid", "sand")
    series = tuple(
        BarSeries(
            name,
            tuple(column[at] for column in columns),
            tone,
            tuple(_signed(told, column[at]) for column in columns),
        )
        for at, (name, tone) in enumerate(zip(names, tones, strict=True))
    )
    values = [value for column in columns for value in column]
    chart = BarChart(
        tuple(told.say(f"mode.{mode}") for mode in MODES),
        series,
        value_axis(min(values), max(values), told.formatter.number),
        stacked=False,
        height=54,
    )
    title = told.say("figure.gains", count=int(told.number("quarters")))
    return Figure("", title, chart, told.say("unit.gain"), told.say("note.gains"))


def _parties(told: Told, delta: Sequence[float]) -> tuple[float, float, float]:
    shown = told.in_percent(delta)
    return shown[HOME], shown[HOST], sum(shown[2:])


def _signed(told: Told, value: float) -> str:
    return told.formatter.signed(told.formatter.number(value))


def dispersion(told: Told) -> Figure:
    """Return the dispersion of densities in both views side by side, the peak marked."""
    result = told.result
    peak = result["with"]["peak_quarter"]
    panels = tuple(
        Panel(
            told.say(f"view.{view}"),
            (
                LineSeries(
                    "",
                    _run_points(told, result["with"][view]),
                    dots=_peak_of(result["with"][view], peak),
                    key=told.say("with"),
                ),
                LineSeries(
                    "",
                    _run_points(told, result["without"][view]),
                    dash="dashed",
                    tone="sand",
                    key=told.say("without"),
                ),
            ),
        )
        for view in ("physical", "benefit")
    )
    values = [
        each
        for way in ("with", "without")
        for view in ("physical", "benefit")
        for each in result[way][view]
    ]
    last = year_at(told.start_quarter, len(result["with"]["physical"]) - 1)
    chart = SmallMultiples(
        panels,
        years_axis(year_at(told.start_quarter, 0), last),
        value_axis(0, max(values), lambda value: told.formatter.number(value, 2)),
        height=40,
    )
    title, unit = told.say("figure.dispersion"), told.say("unit.dispersion")
    return Figure("", title, chart, unit, _peak_note(told))


def _peak_note(told: Told) -> str:
    peak = told.result["with"]["peak_quarter"]
    to_half = told.result["with"]["quarters_peak_to_half"]
    if peak is None:
        return told.say("note.no_peak")
    quarter = str(told.start.plus(peak))
    if to_half is None:
        return told.say("note.peak", quarter=quarter)
    return told.say("note.peak_half", quarter=quarter, count=to_half)


def _peak_of(path: Sequence[float], peak: int | None) -> tuple[Dot, ...]:
    return () if peak is None else (Dot(max(range(len(path)), key=path.__getitem__)),)


def returns(told: Told) -> Figure:
    """Return the log returns of home, host and the mean of the others."""
    rows = told.result["with"]["log_return"]
    count = len(told.regions)
    lines = [(told.home, [row[HOME] for row in rows]), (told.host, [row[HOST] for row in rows])]
    if count > HOST + 1:
        others = [sum(row[2:count]) / (count - 2) for row in rows]
        lines.append((told.say("others"), others))
    styles: tuple[tuple[Dash, Tone], ...] = (
        ("solid", "ink"),
        ("dashed", "mid"),
        ("dotted", "sand"),
    )
    series = tuple(
        LineSeries(name, _run_points(told, values), dash=dash, tone=tone)
        for (name, values), (dash, tone) in zip(lines, styles, strict=False)
    )
    values = [value for _, line in lines for value in line]
    chart = LineChart(
        series,
        years_axis(year_at(told.start_quarter, 0), year_at(told.start_quarter, len(rows) - 1)),
        value_axis(min(values), max(values), lambda value: told.formatter.number(value, 2)),
    )
    return Figure(
        "", told.say("figure.returns"), chart, told.say("unit.returns"), told.say("note.returns")
    )


def regimes(told: Told) -> Figure:
    """Return where gaps close by themselves: knowledge elasticity against spillover."""
    grid: dict[str, Any] = told.result["map"]
    rows = tuple(
        GridRow(
            told.say("row.knowledge", value=knowledge),
            tuple(
                _regime_cell(told, half, regime) for half, regime in zip(halves, kinds, strict=True)
            ),
        )
        for knowledge, halves, kinds in zip(
            grid["knowledge_elasticity"], grid["half_life_quarters"], grid["regime"], strict=True
        )
    )
    columns = tuple(told.say("column.spillover", value=each) for each in grid["spillover_share"])
    threshold = told.result["threshold"]
    key = "note.regimes" if threshold is not None else "note.regimes_all"
    note = told.say(
        key,
        knowledge=told.number("knowledge_elasticity"),
        spillover=told.number("spillover_share"),
        threshold=threshold,
    )
    return Figure(
        "", told.say("figure.regimes"), CountGrid(columns, rows), told.say("unit.regimes"), note
    )


def _regime_cell(told: Told, half: float | None, regime: str) -> tuple[float, str]:
    if regime != "convergent" or half is None:
        return 1.0, told.say("cell.cumulative")
    return min(_DARKEST_CONVERGENT, half / _SLOW), told.formatter.number(half)


def regions_table(told: Told) -> Table:
    """Return what the enclave brings every region by name, and how often it loses."""
    shown = told.in_percent(told.enclave["delta_present_value"])
    stocks = told.inputs["stock"].value
    last = told.result["with"]["stock"][-1]
    first = stocks if isinstance(stocks, list) else []
    rows = tuple(
        Row(
            (
                name,
                told.formatter.number(first[at]),
                told.formatter.number(last[at]),
                told.formatter.signed(told.formatter.number(shown[at], 1)),
                told.formatter.number(_HUNDRED * told.result["chance_loss"][at]),
            )
        )
        for at, name in enumerate(told.regions)
    )
    columns = (
        Column(told.say("column.region"), kind="label"),
        Column(told.say("column.stock_now"), "right"),
        Column(told.say("column.stock_then"), "right"),
        Column(told.say("column.gain"), "right"),
        Column(told.say("column.chance_loss"), "right"),
    )
    return Table("", told.say("table.regions"), columns, rows, note=told.say("note.regions"))
