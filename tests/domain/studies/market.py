"""A market for talent whose curves and resting point can be computed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.fakes import MemoryJournal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Value

PROFILE = "数据工程师"
QUARTERS = tuple(f"{year}Q{number}" for year in (2023, 2024) for number in (1, 2, 3, 4))


def market(
    sought: Sequence[Value] = (12,) * 4,
    filled: Sequence[Value] = (6,) * 4,
    prices: Sequence[Value] = (1_000_000,) * 4,
) -> tuple[MemoryJournal, str]:
    """Return a park with one region that seeks one profile, and the region.

    Args:
        sought, filled: posts by quarter from 2023Q1.
        prices: monthly pay in fen.
    """
    park = MemoryJournal()
    region = park.add("region", code="330825", name_zh="龙游县", name_en="Longyou", kind="county")
    for quarter, wanted, found, price in zip(QUARTERS, sought, filled, prices, strict=False):
        park.add(
            "talent_need",
            region=region,
            profile=PROFILE,
            quarter=quarter,
            sought=wanted,
            filled=found,
            price_fen=price,
        )
    park.add("quarter", quarter="2024Q4", state="open")
    return park, region
