"""What firms earn, spend on R&D, produce and raise."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.indicators.definition import Figure, Indicator, Limits, ratio, ratios
from domain.indicators.sums import firm_sums, firm_total
from domain.records import Aggregate, Condition, Query
from domain.standing.residence import reporting, residences
from domain.standing.rows import text
from domain.units import QUARTERS_PER_YEAR, WHOLE_BP, quarters_back

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Records
    from domain.units import Quarter

revenue: Final = firm_total("revenue_fen")
rd_spending: Final = firm_total("rd_fen")


def rd_intensity(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Divide the R&D spending reported by the revenue reported."""
    return ratios(rd_spending(records, quarters), revenue(records, quarters))


def output_home_share(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Divide the output that firms produce in the origin by all the output they report."""
    sums = firm_sums(records, quarters)
    return tuple(
        ratio(
            sums[quarter].figure("output_origin_fen"),
            sums[quarter].total("output_origin_fen", "output_host_fen"),
        )
        for quarter in quarters
    )


def financed_share(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Divide the firms that raised capital in the last four quarters by the firms in the park.

    Known are firms with at least one answer in those quarters. Source: public form for
    incubators, where 20 % is usual.
    """
    firms = residences(records)
    return tuple(
        _financed(records, quarter, {each.firm for each in reporting(firms, quarter)})
        for quarter in quarters
    )


def _financed(records: Records, quarter: Quarter, living: set[str]) -> Figure:
    year = tuple(str(each) for each in quarters_back(quarter, QUARTERS_PER_YEAR))
    rows = records.aggregate(
        Query("firm_quarter", where=(Condition("quarter", "in", year),)),
        (Aggregate("most", "greatest", "financing_fen"),),
        by=("firm",),
    )
    answers = {text(row, "firm"): row["most"] for row in rows if row["most"] is not None}
    answers = {firm: most for firm, most in answers.items() if firm in living}
    raised = sum(bool(most) for most in answers.values())
    share = Fraction(raised * WHOLE_BP, len(answers)) if answers else None
    return Figure(share, len(answers), len(living))


INDICATORS: Final = (
    Indicator("revenue", "money", "results", revenue, "up", headline=True, flow=True),
    Indicator("rd_spending", "money", "results", rd_spending, "up", flow=True),
    Indicator("rd_intensity", "share", "results", rd_intensity, "up", headline=True),
    Indicator("output_host", "money", "results", firm_total("output_host_fen"), "up", flow=True),
    Indicator(
        "output_origin", "money", "results", firm_total("output_origin_fen"), "up", flow=True
    ),
    Indicator("output_home_share", "share", "results", output_home_share, "up"),
    Indicator("financing", "money", "results", firm_total("financing_fen"), flow=True),
    Indicator(
        "financed_share", "share", "results", financed_share, "up", limits=Limits(watch=2_000)
    ),
    Indicator("grants_received", "money", "results", firm_total("grants_fen"), flow=True),
)
