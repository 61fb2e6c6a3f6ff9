"""Read in one pass what the home screen shows of a quarter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.records import Query
from domain.standing.kept import kept

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from domain.assessment.changes import Happening
    from domain.assessment.deviations import Deviation
    from domain.assessment.light import Light
    from domain.indicators.definition import Figure
    from domain.records import Records, Row
    from domain.standing.dues import Due
    from domain.units import Quarter

SHOWN: Final = (
    "revenue",
    "rd_intensity",
    "tax_total",
    "headcount",
    "rd_staff_share",
    "firms_incubating",
    "occupancy",
    "return_output",
    "engineer_days",
    "operator_score",
)
"""The ten headline indicators, in the order of the page."""

TYPED: Final = frozenset({"revenue", "rd_intensity", "tax_total", "headcount", "return_output"})
"""Indicators that are unknown until somebody reports the quarter."""

QUARTERS: Final = 12
OUTPUT: Final = ("output_host", "output_origin")
GROWTH: Final = ("revenue", "rd_spending")
# A deviation names the figure that is missing: how many firms lack it is this indicator's count.
REPORTED: Final[dict[str, str]] = {
    "revenue_fen": "revenue",
    "rd_fen": "rd_spending",
    "headcount": "headcount",
    "vat_fen": "tax_vat",
    "cit_fen": "tax_cit",
    "pit_fen": "tax_pit",
    "other_tax_fen": "tax_other",
}
_READ: Final = tuple(dict.fromkeys((*SHOWN, *GROWTH, *OUTPUT, *REPORTED.values())))
_ANY_OF: Final = ("firm", "firm_quarter", "return_project", "building", "unit", "operator_contract")


@dataclass(frozen=True, slots=True)
class Filled:
    """How far a part of the quarter is filled: figures known, figures owed."""

    key: str
    known: int
    owed: int


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """What the home screen shows of a quarter.

    Attributes:
        figures: indicator → its last twelve quarters, the oldest first.
        filled: the parts of the quarter: firms, projects, the park.
        dues: what is overdue and what falls due within 90 days of the day asked about.
        stages: stage of the incubation → firms at the end of the quarter.
        places: the regions of host and origin by record, empty where none is recorded.
    """

    quarter: Quarter
    figures: Mapping[str, tuple[Figure, ...]]
    light: Light
    deviations: tuple[Deviation, ...]
    filled: tuple[Filled, ...]
    dues: tuple[Due, ...]
    happenings: tuple[Happening, ...]
    stages: Mapping[str, int]
    places: tuple[str, str]

    @property
    def known(self) -> int:
        """Figures that were reported."""
        return sum(each.known for each in self.filled)

    @property
    def owed(self) -> int:
        """Figures that are asked for."""
        return sum(each.owed for each in self.filled)

    @property
    def missing(self) -> int:
        """Figures that are still missing."""
        return self.owed - self.known

    @property
    def begun(self) -> bool:
        """Tell whether anything was reported for the quarter."""
        return any(self.figures[key][-1].value is not None for key in TYPED)


def is_empty(records: Records) -> bool:
    """Tell whether the workbook holds nothing that the home screen could show."""
    return not any(records.select(Query(table, columns=(), limit=1)) for table in _ANY_OF)


@kept
def read_facts(records: Records, quarter: Quarter, today: date) -> HomeFacts:
    """Read the page of a quarter; what falls due is counted from ``today``."""
    # Imported where it is read, which is beside the window: it takes as long as the window itself.
    from domain.assessment.changes import happenings
    from domain.assessment.deviations import deviations
    from domain.assessment.light import light
    from domain.indicators.breakdowns import firms_by_stage
    from domain.indicators.reading import readings
    from domain.indicators.remembered import Remembered
    from domain.standing.completeness import completeness
    from domain.standing.dues import dues

    remembered = Remembered(records)
    return HomeFacts(
        quarter,
        readings(remembered, _READ, quarter, QUARTERS),
        light(remembered, quarter),
        deviations(remembered, quarter),
        tuple(
            Filled(each.name, each.known, each.expected)
            for each in completeness(remembered, quarter).sections
        ),
        dues(remembered, today),
        happenings(remembered, quarter),
        {part.key: int(part.figure.value or 0) for part in firms_by_stage(remembered, quarter)},
        _places(remembered),
    )


def _places(records: Records) -> tuple[str, str]:
    """Return the cities of the first enclave's host and origin, else their own regions."""
    rows = records.select(Query("enclave", columns=("host.region", "origin.region"), limit=1))
    if not rows:
        return "", ""
    host, origin = (str(rows[0][end] or "") for end in ("host.region", "origin.region"))
    return _city(records, host), _city(records, origin)


def _city(records: Records, region: str) -> str:
    row: Row | None = records.get("region", region) if region else None
    if row is None or row.get("kind") == "city" or not row.get("parent"):
        return region
    above = records.get("region", str(row["parent"]))
    return str(above["id"]) if above is not None and above.get("kind") == "city" else region
