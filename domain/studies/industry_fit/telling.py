"""Tell how well tenants fit the industry at home: the verdict, both mixes side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from domain.reports.axes import value_axis
from domain.reports.charts import BarChart, BarSeries
from domain.studies.showing import Showing, numbers
from domain.studies.study import Findings, words_of
from domain.studies.taking import by_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.formatting import Formatter
    from domain.reports.charts import Tone
    from domain.reports.tree import Figure, Table
    from domain.studies.study import Said, StudyInput

    Inputs = Mapping[str, StudyInput]
    Result = Mapping[str, object]

_MOST_TRADES: Final = 12
_FEW: Final = 10


def tell(
    inputs: tuple[StudyInput, ...], result: Mapping[str, object], formatter: Formatter
) -> Findings:
    """Say what the fit means."""
    show, given = Showing("industry_fit", formatter), by_name(inputs)
    exhibits: tuple[Figure | Table, ...] = (
        _mixes(show, given),
        _trades(show, given, result),
        _scores(show, result),
    )
    return Findings(_verdict(show, result), exhibits, _warnings(show, given, result))


def _verdict(show: Showing, result: Result) -> str:
    fit = cast("float | None", result["fit"])
    if fit is None:
        return show.say("verdict.cosine", cosine=result["cosine"])
    key = "verdict.poor" if result["flagged"] else "verdict.good"
    return show.say(key, fit=fit, cosine=result["cosine"], density=result["density"])


def _warnings(show: Showing, given: Inputs, result: Result) -> tuple[str, ...]:
    found = []
    if given["home_industry"].origin == "assumed":
        found.append(show.say("warning.register"))
    if result["fit"] is None:
        found.append(show.say("warning.no_regions"))
    tenants = int(sum(numbers(given["tenant_mix"].value)))
    if tenants < _FEW:
        found.append(show.say("warning.few", count=tenants))
    unknown = cast("int", given["unknown_sector"].value)
    if unknown:
        found.append(show.say("warning.unknown", count=unknown))
    return tuple(found)


def _shares(values: list[float]) -> list[float]:
    total = sum(values)
    return [value / total for value in values]


def _mixes(show: Showing, given: Inputs) -> Figure:
    """Return the shares of trades among tenants and at home, the most tenants first."""
    labels = given["tenant_mix"].labels[:_MOST_TRADES]
    tones: tuple[tuple[str, Tone], ...] = (("tenant_mix", "ink"), ("home_industry", "sand"))
    series = []
    top = 0.0
    for name, tone in tones:
        shares = _shares(numbers(given[name].value))[:_MOST_TRADES]
        top = max(top, *shares)
        series.append(BarSeries(show.say(f"mix.{name}"), tuple(shares), tone))
    categories = tuple(_code(label, show) for label in labels)
    axis = value_axis(0, top, show.percent)
    return show.figure("mix", BarChart(categories, tuple(series), axis, stacked=False))


def _code(label: Said | str, show: Showing) -> str:
    """Return the code of a trade: the whole name does not fit under a bar."""
    return words_of(label, show.fmt).split(" ")[0]


def _trades(show: Showing, given: Inputs, result: Result) -> Table:
    """Return every trade with its shares and the home's location quotient."""
    tenants, home = numbers(given["tenant_mix"].value), numbers(given["home_industry"].value)
    quotient = cast("list[float | None]", result["location_quotient"])
    shares = _shares(tenants), _shares(home)
    body = [
        (
            words_of(label, show.fmt),
            show.number(tenants[at], 0),
            show.percent(shares[0][at], 1),
            show.percent(shares[1][at], 1),
            show.number(quotient[at], 2),
        )
        for at, label in enumerate(given["tenant_mix"].labels)
    ]
    heads = ("trade", "tenants", "share", "home", "quotient")
    return show.table("trades", heads, body, note=show.say("trades.note"))


def _scores(show: Showing, result: Result) -> Table:
    """Return likeness, density and fit."""
    body = [
        (show.say(f"scores.{name}"), show.number(cast("float | None", result[name]), 2))
        for name in ("cosine", "density", "fit")
    ]
    return show.table("scores", ("measure", "value"), body, note=show.say("scores.note"))
