"""Put quarters at the head of a table's columns, their years above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.reports.tree import Column, HeadGroup

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from domain.reports.page import Page
    from domain.units import Quarter


def quarter_columns(
    page: Page, quarters: Sequence[Quarter], *, narrow: Collection[int]
) -> tuple[Column, ...]:
    """Return a column per quarter; beside its twin each names its year itself.

    Args:
        page: the hand that writes.
        quarters: the oldest first.
        narrow: places of the quarters that stay in a table of half the width.
    """

    def head(quarter: Quarter) -> str:
        short = page.fmt.quarter(quarter, short=True)
        return f"{quarter.year}\n{short}" if page.halved else short

    return tuple(
        Column(head(each), "right", weight=0.8, narrow=at in narrow)
        for at, each in enumerate(quarters)
    )


def year_groups(quarters: Sequence[Quarter], first: int) -> tuple[HeadGroup, ...]:
    """Return each year over its quarters; ``first`` is the column of the first quarter."""
    groups = []
    for year in dict.fromkeys(each.year for each in quarters):
        places = [at + first for at, each in enumerate(quarters) if each.year == year]
        groups.append(HeadGroup(str(year), places[0], places[-1]))
    return tuple(groups)
