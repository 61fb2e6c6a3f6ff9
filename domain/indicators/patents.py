"""Patents filed, granted and in force, and the share of inventions."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.indicators.definition import Figure, Indicator, counted
from domain.records import Aggregate, Query
from domain.standing.rows import amount, text
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Records
    from domain.units import Quarter

KINDS: Final = ("invention", "utility_model", "design")


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Patents in force elsewhere, to compare with."""

    region_zh: str
    inventions: int
    in_force: int
    month: str
    source: str

    @property
    def share(self) -> Fraction:
        """Share of inventions in basis points."""
        return Fraction(self.inventions * WHOLE_BP, self.in_force)


LONGYOU: Final = Benchmark("龙游县", 615, 5693, "2023-05", "10.16361/j.upf.202401009 §3.2.1")
"""The county of the typical case: 5,693 patents in force, 615 of them inventions."""


@dataclass(frozen=True, slots=True)
class PatentCount:
    """Patents of one kind that were filed and granted on the same days."""

    kind: str
    filed: str
    granted: str
    status: str
    count: int


def patent_counts(records: Records) -> tuple[PatentCount, ...]:
    """Return all patents, counted by kind, days and legal status."""
    rows = records.aggregate(
        Query("patent"),
        (Aggregate("count", "rows"),),
        by=("kind", "filed", "granted", "legal_status"),
    )
    return tuple(
        PatentCount(
            text(row, "kind"),
            text(row, "filed"),
            text(row, "granted"),
            text(row, "legal_status"),
            amount(row, "count"),
        )
        for row in rows
    )


def filed_in(counts: Sequence[PatentCount], quarter: Quarter) -> dict[str, int]:
    """Return the patents filed in a quarter by kind."""
    first, last = quarter.first_day.isoformat(), quarter.last_day.isoformat()
    return _by_kind([each for each in counts if first <= each.filed <= last])


def granted_in(counts: Sequence[PatentCount], quarter: Quarter) -> dict[str, int]:
    """Return the patents granted in a quarter by kind."""
    first, last = quarter.first_day.isoformat(), quarter.last_day.isoformat()
    return _by_kind([each for each in counts if first <= each.granted <= last])


def in_force_at(counts: Sequence[PatentCount], quarter: Quarter) -> dict[str, int]:
    """Return the patents granted by the end of a quarter and still in force today, by kind.

    When a patent lapsed is not recorded, so that one that has lapsed counts in no quarter.
    """
    last = quarter.last_day.isoformat()
    granted = [each for each in counts if each.granted and each.granted <= last]
    return _by_kind([each for each in granted if each.status == "in_force"])


def _by_kind(counts: Sequence[PatentCount]) -> dict[str, int]:
    return {kind: sum(each.count for each in counts if each.kind == kind) for kind in KINDS}


def patents_filed(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Count the patents filed in a quarter."""
    counts = patent_counts(records)
    totals = [sum(filed_in(counts, quarter).values()) for quarter in quarters]
    return counted(totals, any_record=counts)


def patents_granted(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Count the patents granted in a quarter."""
    counts = patent_counts(records)
    totals = [sum(granted_in(counts, quarter).values()) for quarter in quarters]
    return counted(totals, any_record=counts)


def patents_in_force(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Count the patents in force at the end of a quarter."""
    counts = patent_counts(records)
    totals = [sum(in_force_at(counts, quarter).values()) for quarter in quarters]
    return counted(totals, any_record=counts)


def invention_share(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Divide the inventions in force by all patents in force.

    Compare with ``LONGYOU``. Source: Hu & Zhang 2024, §3.2.1.
    """
    counts = patent_counts(records)
    found: list[Figure] = []
    for quarter in quarters:
        by_kind = in_force_at(counts, quarter)
        total = sum(by_kind.values())
        share = Fraction(by_kind["invention"] * WHOLE_BP, total) if total else None
        found.append(Figure(share, total, total))
    return tuple(found)


INDICATORS: Final = (
    Indicator("patents_filed", "patents", "patents", patents_filed, "up", flow=True),
    Indicator("patents_granted", "patents", "patents", patents_granted, "up", flow=True),
    Indicator("patents_in_force", "patents", "patents", patents_in_force, "up", cumulative=True),
    Indicator("invention_share", "share", "patents", invention_share, "up", cumulative=True),
)
