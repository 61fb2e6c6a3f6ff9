"""Tell how operators rank: the verdict, the ranking, thresholds as limits, weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from domain.reports.charts import Bullet, BulletChart, HorizontalBar, HorizontalBars
from domain.studies.showing import Showing, numbers, rows
from domain.studies.study import Findings, words_of
from domain.studies.taking import by_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.formatting import Formatter
    from domain.reports.tree import Figure, Table
    from domain.studies.study import StudyInput

    Inputs = Mapping[str, StudyInput]
    Index = Mapping[str, object]

_FEW: Final = 3
_MOST_OF_IT: Final = 0.6
_MEANS: Final = 2


def tell(
    inputs: tuple[StudyInput, ...], result: Mapping[str, object], formatter: Formatter
) -> Findings:
    """Say what the index means."""
    show, given = Showing("operators", formatter), by_name(inputs)
    index = cast("Mapping[str, object]", result["index"])
    exhibits: tuple[Figure | Table, ...] = (
        _ranking(show, given, index),
        _thresholds(show, given, index),
        _attained(show, given, index),
        _weights(show, given, index),
    )
    warnings = _warnings(show, given, index, cast("float", result["consistency_ratio"]))
    return Findings(_verdict(show, given, index), exhibits, warnings)


def _compared(show: Showing, given: Inputs) -> list[str]:
    return [words_of(each, show.fmt) for each in given["matrix"].labels]


def _criteria(show: Showing, given: Inputs) -> list[str]:
    return [words_of(each, show.fmt) for each in given["benefit"].labels]


def _failed(index: Index) -> list[bool]:
    return [each == "fail" for each in cast("list[str]", index["grade"])]


def _verdict(show: Showing, given: Inputs, index: Index) -> str:
    compared, failed = _compared(show, given), _failed(index)
    first = cast("list[int]", index["ranking"])[0]
    if all(failed):
        return show.say("verdict.all_fail", first=compared[first])
    places = {"first": compared[first], "closeness": numbers(index["closeness"])[first]}
    if not any(failed):
        return show.say("verdict", **places)
    named = [name for name, each in zip(compared, failed, strict=True) if each]
    return show.say("verdict.some_fail", failed=named, **places)


def _warnings(show: Showing, given: Inputs, index: Index, ratio: float) -> tuple[str, ...]:
    found = []
    if not index["consistent"]:
        found.append(show.say("warning.inconsistent", ratio=ratio))
    weights = numbers(index["weights"])
    heaviest = max(range(len(weights)), key=lambda at: weights[at])
    if len(weights) > 1 and weights[heaviest] > _MOST_OF_IT:
        name = _criteria(show, given)[heaviest]
        found.append(show.say("warning.dominated", name=name, weight=weights[heaviest]))
    if len(given["matrix"].labels) < _FEW:
        found.append(show.say("warning.two"))
    return tuple(found)


def _missed(show: Showing, given: Inputs, index: Index, at: int) -> str:
    missed = cast("list[list[int]]", index["missed_thresholds"])[at]
    names = [_criteria(show, given)[each] for each in missed]
    return show.say("ranking.missed", names=names) if names else show.say("ranking.passed")


def _ranking(show: Showing, given: Inputs, index: Index) -> Figure:
    """Return the alternatives by rank, those that fail last."""
    closeness, compared, failed = (
        numbers(index["closeness"]),
        _compared(show, given),
        _failed(index),
    )
    bars = tuple(
        HorizontalBar(
            compared[at],
            closeness[at],
            show.number(closeness[at], 2),
            _missed(show, given, index, at),
            tone="brick" if failed[at] else "ink",
            hatch=failed[at],
        )
        for at in cast("list[int]", index["ranking"])
    )
    return show.figure("ranking", HorizontalBars(bars, 1.0), note=show.say("ranking.note"))


def _thresholds(show: Showing, given: Inputs, index: Index) -> Figure:
    """Return what the one listed last attained of each criterion, its threshold as a line."""
    table = rows(given["matrix"].value)
    limits = cast("list[float | None]", given["thresholds"].value)
    missed = cast("list[list[int]]", index["missed_thresholds"])[-1]
    bullets = []
    for at, name in enumerate(_criteria(show, given)):
        column = [row[at] for row in table]
        decimals = _decimals(column)
        full = max([*column, limits[at] or 0.0]) or 1.0
        bullets.append(
            Bullet(
                name,
                column[-1],
                full,
                show.number(column[-1], decimals),
                target=limits[at],
                alert=at in missed,
            )
        )
    return show.figure(
        "thresholds",
        BulletChart(tuple(bullets)),
        note=show.say("thresholds.note", name=_compared(show, given)[-1]),
    )


def _attained(show: Showing, given: Inputs, index: Index) -> Table:
    """Return what each attained of each criterion, thresholds missed marked."""
    missed = cast("list[list[int]]", index["missed_thresholds"])
    table = rows(given["matrix"].value)
    limits = cast("list[float | None]", given["thresholds"].value)
    more = cast("list[bool]", given["benefit"].value)
    body = []
    for at, name in enumerate(_criteria(show, given)):
        limit, decimals = show.number(limits[at]), _decimals([row[at] for row in table])
        if limits[at] is not None:
            limit = show.say("attained.least" if more[at] else "attained.most", limit=limits[at])
        cells = [
            show.say("attained.missed", value=show.number(row[at], decimals))
            if at in missed[who]
            else show.number(row[at], decimals)
            for who, row in enumerate(table)
        ]
        body.append((name, limit, *cells))
    heads = ("criterion", "limit", *(f"={name}" for name in _compared(show, given)))
    return show.table("attained", heads, body)


def _decimals(values: Sequence[float]) -> int:
    """Return with how many decimals means are written beside each other, two at most."""
    return next(
        (places for places in range(_MEANS) if all(each == round(each, places) for each in values)),
        _MEANS,
    )


def _weights(show: Showing, given: Inputs, index: Index) -> Table:
    """Return the weights of the criteria by judgement, by the data, and both together."""
    columns = [numbers(index[name]) for name in ("judgement_weights", "entropy_weights", "weights")]
    body = [
        (name, *(show.percent(column[at], 1) for column in columns))
        for at, name in enumerate(_criteria(show, given))
    ]
    heads = ("criterion", "judgement", "entropy", "both")
    return show.table("weights", heads, body, note=show.say("weights.note"))
