"""Level the heads of a sheet in two languages: what stands beside each other begins together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from storage.pdf.facts import FactsItem
from storage.pdf.items import TextItem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.pdf.flow import Item


def levelled(left: Sequence[Item], right: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Return the parts of two heads, each as high as the one beside it.

    Heads of which one has a part more, as a subtitle, are left as they are.
    """
    pairs = list(zip(left, right, strict=False))
    if len(left) != len(right) or any(type(one) is not type(other) for one, other in pairs):
        return list(left), list(right)
    return (
        [_as_high_as(one, other) for one, other in pairs],
        [_as_high_as(other, one) for one, other in pairs],
    )


def _as_high_as(item: Item, other: Item) -> Item:
    if isinstance(item, TextItem):
        more = max(0.0, other.height - item.height)
        return replace(item, spacing=replace(item.spacing, after=item.spacing.after + more))
    if isinstance(item, FactsItem) and isinstance(other, FactsItem):
        heights = zip(item.heights, other.heights, strict=False)
        same = len(item.heights) == len(other.heights)
        return replace(item, level=tuple(map(max, heights))) if same else item
    return item
