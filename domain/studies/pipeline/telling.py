"""Tell what the pipeline found: the verdict, what has to be watched, and its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from domain.studies.pipeline.charts import (
    funnel,
    incidence,
    output_fan,
    returned_fan,
    survival,
)
from domain.studies.pipeline.running import TARGET
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

_YEAR = 4


def tell(
    inputs: tuple[StudyInput, ...], result: Mapping[str, object], formatter: Formatter
) -> Findings:
    """Say what the pipeline's result means."""
    show, given = Showing("pipeline", formatter), by_name(inputs)
    exhibits: tuple[Figure | Table, ...] = (
        returned_fan(show, given, result),
        funnel(show, given),
        survival(show, given, result),
        _at_risk(show, given, result),
        incidence(show, given, result),
        _ends(show, given, result),
        *output_fan(show, result),
        *_output_table(show, result),
        _ages(show, given, result),
    )
    return Findings(_verdict(show, given, result), exhibits, _warnings(show, given, result))


def stages(show: Showing, given: Inputs) -> list[str]:
    """Return the names of the stages of the chain."""
    return [words_of(each, show.fmt) for each in given["firms"].labels]


def ends(show: Showing, given: Inputs) -> list[str]:
    """Return the names of the ends."""
    return [words_of(each, show.fmt) for each in given["ended"].labels]


def _verdict(show: Showing, given: Inputs, result: Result) -> str:
    so_far = numbers(given["ended"].value)[TARGET]
    stage, end = stages(show, given)[0], given["ended"].labels[TARGET]
    fan = cast("list[dict[str, dict[str, float]]]", result["fan"])
    ahead = fan[min(_YEAR, len(fan)) - 1]
    if not so_far:
        under_way = int(sum(numbers(given["firms"].value)))
        return show.say("verdict.none", under_way=under_way, end=words_of(end, show.fmt))
    chain = cast("dict[str, object]", result["chain"])
    return show.say(
        f"verdict.{_word(end)}",
        stage=stage,
        quarters=ahead["quarter"],
        probability=rows(chain["absorption_probability"])[0][TARGET],
        lower=rows(result["ends_lower"])[0][TARGET],
        upper=rows(result["ends_upper"])[0][TARGET],
        time=rows(chain["expected_quarters_given"])[0][TARGET],
        mean=ahead["returned"]["mean"],
        low=ahead["returned"]["p5"],
        high=ahead["returned"]["p95"],
    )


def _word(end: Said | str) -> str:
    """Return the word of an end: returned or diffused."""
    return (end.key if isinstance(end, Said) else end).rpartition(".")[2]


def _warnings(show: Showing, given: Inputs, result: Result) -> tuple[str, ...]:
    found: list[str] = []
    few = cast("list[int]", result["few"])
    if few:
        named = [stages(show, given)[at] for at in few]
        found.append(show.say("warning.few", stages=named))
    if cast("dict[str, object]", result["ages"])["visible"]:
        found.append(show.say("warning.age"))
    came = list(zip(ends(show, given), numbers(given["ended"].value), strict=True))
    if not came[TARGET][1]:
        found.append(show.say("warning.no_returns", end=came[TARGET][0]))
    unseen = [end for end, count in came[TARGET + 1 :] if not count]
    if unseen:
        found.append(show.say("warning.unseen", ends=unseen))
    return tuple(found)


def _at_risk(show: Showing, given: Inputs, result: Result) -> Table:
    """Return the firms at risk and the share under way at the end of each year since the entry."""
    duration = numbers(given["duration"].value)
    curve = cast("dict[str, list[float | None]]", result["survival"])
    times = cast("list[float]", curve["times"])
    body = []
    for quarter in range(0, int(max(duration)) + 1, _YEAR):
        at = sum(each <= quarter for each in times) - 1
        kept = (
            (1.0, 1.0, 1.0)
            if at < 0
            else tuple(curve[name][at] for name in ("survival", "lower", "upper"))
        )
        body.append(
            (
                show.number(quarter, 0),
                show.number(sum(each >= quarter for each in duration), 0),
                *(show.percent(each) for each in kept),
            )
        )
    heads = ("quarter", "at_risk", "survival", "lower", "upper")
    median = cast("float | None", curve["median"])
    key = "at_risk.note.not_reached" if median is None else "at_risk.note"
    note = show.say(key, median=median)
    return show.table("at_risk", heads, body, note=note)


def _ends(show: Showing, given: Inputs, result: Result) -> Table:
    """Return per stage the probability of each end, its bounds, and the quarters until then."""
    chain = cast("dict[str, object]", result["chain"])
    chance, times = rows(chain["absorption_probability"]), rows(chain["expected_quarters_given"])
    low, high = rows(result["ends_lower"]), rows(result["ends_upper"])
    standing = numbers(given["firms"].value)
    body = []
    for row, stage in enumerate(stages(show, given)):
        for at, end in enumerate(ends(show, given)):
            span = show.span(show.percent(low[row][at]), show.percent(high[row][at]))
            body.append(
                (
                    stage if at == 0 else "",
                    show.number(standing[row], 0) if at == 0 else "",
                    end,
                    show.percent(chance[row][at]),
                    span,
                    show.number(times[row][at], 1),
                )
            )
    heads = ("stage", "firms", "<end", "chance", "span", "time")
    note = show.say("ends.note", level=given["level"].value)
    return show.table("ends", heads, body, note=note)


def _output_table(show: Showing, result: Result) -> list[Table]:
    """Return what comes home by the end of each year ahead; nothing while it is not known."""
    fan = cast("list[dict[str, dict[str, float] | None]]", result["fan"])
    if fan[-1]["output"] is None:
        return []
    yearly = [each for each in fan if cast("int", each["quarter"]) % _YEAR == 0] or [fan[-1]]
    body = []
    for each in yearly:
        quarter = show.number(cast("int", each["quarter"]), 0)
        for name in ("output", "tax"):
            known = each[name]
            amounts = (known[part] if known else None for part in ("p50", "p5", "p95"))
            # A forecast is no more exact than a whole unit.
            written = (show.fmt.money(amount, 0) for amount in amounts)
            body.append((quarter, show.say(f"home.{name}"), *written))
            quarter = ""
    heads = ("quarter", "<what", "median", "low", "high")
    return [show.table("home", heads, body, note=show.say("home.note"))]


def _ages(show: Showing, given: Inputs, result: Result) -> Table:
    """Return how many firms leave a stage in a quarter, by the time they have been there."""
    found = cast("dict[str, list[dict[str, float | None]]]", result["ages"])["rows"]
    body = []
    for label, row in zip(given["counts_by_age"].labels, found, strict=True):
        total, left = row["total"] or 0, row["left"] or 0
        known = total > 0
        body.append(
            (
                words_of(label, show.fmt),
                show.number(total, 0),
                show.number(left, 0),
                show.percent(left / total if known else None, 1),
                show.span(show.percent(row["lower"], 1), show.percent(row["upper"], 1))
                if known
                else show.percent(None),
            )
        )
    heads = ("stage", "total", "left", "share", "span")
    return show.table("ages", heads, body, note=show.say("ages.note"))
