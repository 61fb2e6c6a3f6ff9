"""Tell where firms do best: the verdict, what has to be watched, quadrants, heat map, the move."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from domain.formatting import UNKNOWN
from domain.reports.charts import (
    Cutoff,
    LineChart,
    LineSeries,
    QuadrantCell,
    QuadrantMatrix,
)
from domain.reports.diagrams import CountGrid, GridRow
from domain.standing.quadrants import QUADRANTS
from domain.studies.location.running import HOST, ORIGIN
from domain.studies.showing import Showing, numbers, rows
from domain.studies.study import Findings, Said, words_of
from domain.studies.taking import by_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.formatting import Formatter
    from domain.reports.tree import Figure, Table
    from domain.studies.study import StudyInput

    Inputs = Mapping[str, StudyInput]
    Result = Mapping[str, object]

_MOST_FIRMS: Final = 12
_TODAY: Final = {
    "host_together": (HOST, HOST),
    "host_separated": (HOST, ORIGIN),
    "origin_together": (ORIGIN, ORIGIN),
    "origin_separated": (ORIGIN, HOST),
}
"""Where firms of a quadrant innovate and produce; a third place of production counts as home."""

BEST: Final = QUADRANTS.index("host_separated")


def tell(
    inputs: tuple[StudyInput, ...], result: Mapping[str, object], formatter: Formatter
) -> Findings:
    """Say what the location's result means."""
    show, given = Showing("location", formatter), by_name(inputs)
    exhibits: tuple[Figure | Table, ...] = (
        _heat_map(show, given, result),
        _move(show, result),
        _quadrants(show, given),
        _grants(show, given, result),
        _placing(show, given, result),
        _firms(show, given, result),
    )
    return Findings(_verdict(show, given, result), exhibits, _warnings(show, given, result))


def _choices(result: Result) -> list[dict[str, object]]:
    return cast("list[dict[str, object]]", result["choices"])


def _cities(show: Showing, given: Inputs) -> list[str]:
    return [words_of(each, show.fmt) for each in given["unit_cost"].labels]


def _verdict(show: Showing, given: Inputs, result: Result) -> str:
    own, cities = _choices(result)[0], _cities(show, given)
    at, city = cast("int", own["best_innovation_city"]), cast("int", own["best_production_city"])
    move = cast("dict[str, float | None]", result["move"])
    at_home = _produces_at_home(given)
    when = move["switch_quarter"]
    key = "never" if when is None else "now" if when == 0 else "later"
    second = Said(
        f"study.location.verdict.{'home' if at_home else key}",
        {"quarter": when, "output": move["break_even_output"]},
    )
    return show.say(
        "verdict",
        firm=given["output"].labels[0],
        invent=cities[at],
        produce=cities[city],
        second=second,
    )


def _produces_at_home(given: Inputs) -> bool:
    quadrant = QUADRANTS[int(numbers(given["own_quadrant"].value)[0])]
    return quadrant in {"host_separated", "origin_together"}


def _warnings(show: Showing, given: Inputs, result: Result) -> tuple[str, ...]:
    own, move = _choices(result)[0], cast("dict[str, object]", result["move"])
    found = [show.say("warning.assumed")]
    if own["warnings"]:
        found.append(show.say("warning.tie"))
    if move["switch_quarter"] is None:
        found.append(show.say("warning.never"))
    benefit = cast("float | None", result["home_benefit"])
    needed = numbers(result["break_even"])[ORIGIN]
    if benefit is None:
        found.append(show.say("warning.no_benefit"))
    elif needed > benefit:
        found.append(show.say("warning.above_benefit", needed=needed, benefit=benefit))
    unknown = int(numbers(given["quadrants"].value)[QUADRANTS.index("unknown")])
    if unknown:
        found.append(show.say("warning.unknown_sites", count=unknown))
    return tuple(found)


def _heat_map(show: Showing, given: Inputs, result: Result) -> Figure:
    """Return the profit of each pair against the worst, darker where more, the best one named."""
    own, cities = _choices(result)[0], _cities(show, given)
    profit = rows(own["profit"])
    low, high = min(map(min, profit)), max(map(max, profit))
    best = (own["best_innovation_city"], own["best_production_city"])
    grid = []
    for at, row in enumerate(profit):
        cells = []
        for city, value in enumerate(row):
            words = show.fmt.money(value)
            if (at, city) == best:
                words = show.say("pairs.best", value=words)
            cells.append(((value - low) / (high - low) if high > low else 1.0, words))
        grid.append(GridRow(show.say("pairs.invent", city=cities[at]), tuple(cells)))
    heads = tuple(show.say("pairs.produce", city=city) for city in cities)
    return show.figure(
        "pairs",
        CountGrid(heads, tuple(grid)),
        note=show.say("pairs.note"),
    )


def _move(show: Showing, result: Result) -> Figure:
    """Return the present value of moving against the quarter of the move."""
    move = cast("dict[str, object]", result["move"])
    values = [show.fmt.plotted(each, "money") for each in numbers(move["net_present_value"])]
    when = cast("int | None", move["switch_quarter"])
    marks: tuple[Cutoff, ...] = ()
    if when is not None:
        word = show.say("move.best" if when else "move.now", quarter=when)
        marks = (Cutoff(float(when), right=word),)
    line = LineSeries(
        show.say("move.line"), tuple((float(at), value) for at, value in enumerate(values))
    )
    chart = LineChart(
        (line,), show.quarters_axis(len(values) - 1, 8), show.axis(values), cutoffs=marks
    )
    return show.figure("move", chart)


def _quadrants(show: Showing, given: Inputs) -> Figure:
    """Return the matrix of all firms, read from their sites."""
    cities = _cities(show, given)

    def cell(quadrant: str) -> QuadrantCell:
        at = QUADRANTS.index(quadrant)
        now, before, came, gone = (
            int(numbers(given[name].value)[at])
            for name in ("quadrants", "quadrants_before", "came", "gone")
        )
        return QuadrantCell(
            show.number(now, 0),
            show.say("quadrants.before", before=before),
            show.say("quadrants.moves", came=came, gone=gone) if came or gone else "",
            tinted=at == BEST,
        )

    unknown = int(numbers(given["quadrants"].value)[QUADRANTS.index("unknown")])
    matrix = QuadrantMatrix(
        (show.say("quadrants.together"), show.say("quadrants.separated")),
        (
            (show.say("quadrants.invent"), cities[HOST]),
            (show.say("quadrants.invent"), cities[ORIGIN]),
        ),
        (
            (cell("host_together"), cell("host_separated")),
            (cell("origin_together"), cell("origin_separated")),
        ),
        (show.say("quadrants.unknown"), show.say("quadrants.unknown.words"), str(unknown))
        if unknown
        else None,
    )
    elsewhere = sum(
        int(count)
        for name, count in zip(QUADRANTS, numbers(given["quadrants"].value), strict=True)
        if name.startswith("elsewhere")
    )
    return show.figure("quadrants", matrix, note=show.say("quadrants.note", elsewhere=elsewhere))


def _grants(show: Showing, given: Inputs, result: Result) -> Table:
    """Return per city the best profit there, what is granted, and from which grant it wins."""
    bare, granted = rows(result["without_grants"]), rows(given["incentive"].value)[0]
    needed, benefit = numbers(result["break_even"]), cast("float | None", result["home_benefit"])
    body = [
        (
            name,
            show.fmt.money(max(row[city] for row in bare)),
            show.fmt.money(granted[city]),
            show.fmt.money(needed[city]),
            show.fmt.money(benefit) if city == ORIGIN else UNKNOWN,
        )
        for city, name in enumerate(_cities(show, given))
    ]
    heads = ("city", "profit", "granted", "needed", "benefit")
    return show.table("grants", heads, body, note=show.say("grants.note"))


def _placing(show: Showing, given: Inputs, result: Result) -> Table:
    """Return where all firms would produce together, and what more room would be worth."""
    placing = cast("dict[str, list[float | None]]", result["placing"])
    capacity = cast("list[float | None]", given["capacity"].value)
    price = placing["shadow_price"]
    body = [
        (
            name,
            show.number(placing["firms"][city]),
            show.fmt.area(placing["area_used"][city]),
            show.say("placing.open") if capacity[city] is None else show.fmt.area(capacity[city]),
            show.fmt.measure((price[city] or 0.0) * 100, "yuan_per_m2"),
        )
        for city, name in enumerate(_cities(show, given))
    ]
    heads = ("city", "firms", "area", "capacity", "price")
    return show.table("placing", heads, body, note=show.say("placing.note"))


def _firms(show: Showing, given: Inputs, result: Result) -> Table:
    """Return the firms whose best pair is another than today's, the largest gain first."""
    cities, own = _cities(show, given), numbers(given["own_quadrant"].value)
    moves: list[tuple[float, int]] = []
    for at, found in enumerate(_choices(result)):
        today = _TODAY.get(QUADRANTS[int(own[at])])
        best = (found["best_innovation_city"], found["best_production_city"])
        if today is not None and today != best:
            profit = rows(found["profit"])
            gain = cast("float", found["best_profit"]) - profit[today[0]][today[1]]
            moves.append((gain, at))
    moves.sort(key=lambda each: (-each[0], each[1]))
    body = []
    for gain, at in moves[:_MOST_FIRMS]:
        found = _choices(result)[at]
        body.append(
            (
                words_of(given["output"].labels[at], show.fmt),
                show.fmt.texts.say(f"study.value.{QUADRANTS[int(own[at])]}", show.fmt.lang),
                cities[cast("int", found["best_innovation_city"])],
                cities[cast("int", found["best_production_city"])],
                show.fmt.money(gain),
            )
        )
    note = show.say("firms.note", count=len(moves), total=len(_choices(result)))
    return show.table("firms", ("firm", "<now", "<invent", "<produce", "gain"), body, note=note)
