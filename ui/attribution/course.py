"""Draw which share of an indicator each party could count, quarter by quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.reports.axes import value_axis
from domain.reports.charts import Axis, LineChart, LineSeries, Tick

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.attribution.ledger import Entry
    from domain.reports.charts import Dash, Tone
    from domain.units import Quarter
    from ui.attribution.words import Wording

_LOOKS: Final[tuple[tuple[Dash, Tone], ...]] = (
    ("solid", "ink"),
    ("dashed", "dark"),
    ("dotted", "mid"),
    ("solid", "sand"),
)
_HEIGHT_MM: Final = 42


def course(
    wording: Wording, past: Sequence[tuple[Quarter, Entry]], parties: Sequence[str]
) -> LineChart | None:
    """Return the shares over the quarters, the oldest first; None while nothing was agreed."""
    form = wording.values.format
    series: list[LineSeries] = []
    for number, party in enumerate(parties[: len(_LOOKS)]):
        shares = [entry.share_of(party) for _, entry in past]
        if all(share is None for share in shares):
            continue
        points = tuple(
            (float(at), None if share is None else float(share) / 100)
            for at, share in enumerate(shares)
        )
        dash, tone = _LOOKS[number]
        last = wording.share(shares[-1]) if shares[-1] is not None else ""
        series.append(LineSeries(wording.party(party), points, last, dash, tone))
    if not series:
        return None
    ticks = tuple(
        Tick(float(at), form.quarter(quarter) if _named(at, len(past)) else "")
        for at, (quarter, _) in enumerate(past)
        if _named(at, len(past))
    )
    return LineChart(
        tuple(series),
        Axis(0.0, float(max(len(past) - 1, 1)), ticks),
        value_axis(0.0, 100.0, form.integer, count=5),
        height=_HEIGHT_MM,
    )


def _named(at: int, count: int) -> bool:
    """Tell whether a quarter is named under the axis: the last, and every fourth before it."""
    return (count - 1 - at) % 4 == 0
