"""People who work in the park: headcount, R&D staff, doctorates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.indicators.definition import Figure, Indicator, ratios
from domain.indicators.sums import firm_total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Records
    from domain.units import Quarter

headcount: Final = firm_total("headcount")
rd_staff: Final = firm_total("rd_staff")


def rd_staff_share(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Divide the R&D staff reported by the headcount reported."""
    return ratios(rd_staff(records, quarters), headcount(records, quarters))


INDICATORS: Final = (
    Indicator("headcount", "heads", "people", headcount, "up", headline=True),
    Indicator("rd_staff", "heads", "people", rd_staff, "up"),
    Indicator("rd_staff_share", "share", "people", rd_staff_share, "up", headline=True),
    Indicator("doctorates", "heads", "people", firm_total("doctorates"), "up"),
)
