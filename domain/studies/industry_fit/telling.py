"""Tell how well tenants fit the industry at home: the verdict, both mixes side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from domain.reports.charts import HorizontalBar, HorizontalBars
from domain.studies.showing import Showing, numbers
from domain.studies.study import Findings, Said, words_of
from domain.studies.taking import by_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.formatting import Formatter
    from domain.reports.tree import Figure, Table
    from domain.studies.study import StudyInput

    Inputs = Mapping[str, StudyInput]
    Result = Mapping[str, object]

_MOST_TRADES: Final = 8
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
    shares = [_shares(numbers(given[name].value)) for name in ("tenant_mix", "home_industry")]
    bars: list[HorizontalBar] = []
    for at, label in enumerate(labels):
        tenants, home = (each[at] for each in shares)
        bars += [
            HorizontalBar(_name(label, show), tenants, show.percent(tenants, 1)),
            HorizontalBar(show.say("mix.home_industry"), home, show.percent(home, 1), tone="sand"),
        ]
    chart = HorizontalBars(tuple(bars), max(each.value or 0.0 for each in bars))
    return show.figure("mix", chart, note=show.say("mix.note", count=len(labels)))


def _name(label: Said | str, show: Showing) -> str:
    """Return the name of a trade without its code; the code where there is no name."""
    name = label.values.get("name") if isinstance(label, Said) else label
    return name.words(show.fmt) if isinstance(name, Said) else str(name)


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
