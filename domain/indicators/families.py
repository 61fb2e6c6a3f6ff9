"""All indicators by key: each family lists its own in ``INDICATORS``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.indicators import (
    benefit,
    data,
    firms,
    fit,
    governance,
    incentives,
    land,
    network,
    operation,
    patents,
    people,
    results,
    returns,
    space,
    tax,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.indicators.definition import Indicator

FAMILIES: Final = (
    firms,
    fit,
    people,
    results,
    tax,
    space,
    patents,
    returns,
    network,
    incentives,
    operation,
    land,
    benefit,
    governance,
    data,
)

INDICATORS: Final[Mapping[str, Indicator]] = {
    each.key: each for family in FAMILIES for each in family.INDICATORS
}
"""Key → indicator, in the order in which they are listed to a reader."""
