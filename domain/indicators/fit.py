"""Industrial fit: tenants whose industry is one the origin supports."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.indicators.definition import Figure, Indicator
from domain.records import Query
from domain.standing.residence import residences
from domain.standing.rows import text
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Records
    from domain.units import Quarter

SUPPORTED_SETTING: Final = "industry.supported"
"""Setting with the sections and divisions of GB/T 4754 that the origin supports: ``C34 C35 I``."""

_CODES: Final = re.compile(r"[A-T]\d{0,2}")


def supported_industries(records: Records) -> tuple[str, ...]:
    """Return the industries recorded as supported: a section ``C`` or a division ``C34``."""
    found = records.find("setting", key=SUPPORTED_SETTING)
    return tuple(_CODES.findall(text(found[0], "value").upper())) if found else ()


def industrial_fit(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Divide the firms of a supported industry by the firms in the park.

    Unknown until the list of supported industries is recorded. Source: Hu & Zhang 2024, §4.1.
    """
    supported = supported_industries(records)
    if not supported:
        return tuple(Figure(None, note="industries_not_recorded") for _ in quarters)
    rows = records.select(Query("firm", columns=("sector",)))
    sector = {text(row, "id"): text(row, "sector") for row in rows}
    firms = residences(records)
    found: list[Figure] = []
    for quarter in quarters:
        living = [each.firm for each in firms if each.lives_at(quarter.last_day)]
        told = [sector[firm] for firm in living if sector.get(firm)]
        fitting = sum(each.startswith(supported) for each in told)
        share = Fraction(fitting * WHOLE_BP, len(told)) if told else None
        found.append(Figure(share, len(told), len(living)))
    return tuple(found)


INDICATORS: Final = (Indicator("industrial_fit", "share", "firms", industrial_fit, "up"),)
