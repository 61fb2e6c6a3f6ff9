"""The quality of the data themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.indicators.definition import Figure, Indicator, Limits
from domain.standing.completeness import completeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Records
    from domain.units import Quarter

_NEARLY_ALL: Final = 9_000


def known_share(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Divide the figures that are known by those that were asked for in a quarter."""
    found: list[Figure] = []
    for quarter in quarters:
        done = completeness(records, quarter)
        found.append(Figure(done.share, done.known, done.expected))
    return tuple(found)


INDICATORS: Final = (
    Indicator("completeness", "share", "data", known_share, "up", limits=Limits(_NEARLY_ALL)),
)
