"""Put quarters at the head of a table's columns, their years above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.reports.tree import Column, HeadGroup
from domain.units import QUARTERS_PER_YEAR

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


def figure_columns(page: Page, head: str, quarters: Sequence[Quarter]) -> tuple[Column, ...]:
    """Return the columns of figures over quarters: name, line, a column per quarter.

    In half the width the last quarter and that of a year before stay.

    Args:
        page: the hand that writes.
        head: heading of the names.
        quarters: the oldest first.
    """
    last = len(quarters) - 1
    return (
        Column(head, weight=1.6, kind="label", wrap=True),
        Column("", weight=0.9),
        *quarter_columns(page, quarters, narrow={last, last - QUARTERS_PER_YEAR}),
    )


def year_groups(quarters: Sequence[Quarter], first: int) -> tuple[HeadGroup, ...]:
    """Return each year over its quarters; ``first`` is the column of the first quarter."""
    groups = []
    for year in dict.fromkeys(each.year for each in quarters):
        places = [at + first for at, each in enumerate(quarters) if each.year == year]
        groups.append(HeadGroup(str(year), places[0], places[-1]))
    return tuple(groups)
