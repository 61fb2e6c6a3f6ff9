"""Take costs, recharges, rents and areas of the buildings from the records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.models.given import NOT_NEGATIVE
from domain.records import Condition, Query
from domain.space.rent import all_terms, rent_due
from domain.standing.rows import text, whole_of
from domain.standing.space import LETTABLE, spaces
from domain.studies.naming import names
from domain.studies.study import Choice, Option, Said
from domain.studies.taking import Intake
from domain.units import QUARTERS_PER_YEAR, Quarter, quarters_back

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.records import Records
    from domain.studies.study import StudyInput

TAKE: Final = Intake("cost_recovery")
VARIABLE: Final = ("energy", "property")
"""Categories of cost that grow with the area let; the others are fixed."""

RENT: Final = "site_rent"
_PERIODS: Final = {"year": QUARTERS_PER_YEAR, "quarter": 1}
_NUMBERED: Final = re.compile(r"(\d+)\s*号楼")


@dataclass
class Account:
    """What one building cost and earned over the quarters looked at.

    Money in fen; areas in hundredths of a m², ``let`` the mean of the quarters' ends.
    """

    variable: int = 0
    fixed: int = 0
    rent: int = 0
    services: int = 0
    subsidy: int = 0
    area: int = 0
    let: float = 0.0
    unknown: int = 0

    @property
    def cost(self) -> int:
        """Return the operating cost that is known."""
        return self.variable + self.fixed


def choices(records: Records, quarter: str) -> tuple[Choice, ...]:
    """Offer the last four quarters or the last one."""
    if not _accounts(records, quarters_back(Quarter.parse(quarter), QUARTERS_PER_YEAR)):
        raise TAKE.nothing("cost")
    options = tuple(Option(each, Said(f"study.cost_recovery.period.{each}")) for each in _PERIODS)
    return (Choice("period", options, "year"),)


def inputs(records: Records, quarter: str, chosen: Mapping[str, str]) -> tuple[StudyInput, ...]:
    """Return the accounts of all buildings with a cost in the period."""
    window = quarters_back(Quarter.parse(quarter), _PERIODS[chosen.get("period", "year")])
    found = _accounts(records, window)
    if not found:
        raise TAKE.nothing("cost")
    _add_rents(records, window, found)
    known = list(found.values())
    labels = _labels(records, found)
    told = {"first": str(window[0]), "last": str(window[-1])}
    costs = TAKE.source("costs", unknown=sum(each.unknown for each in known), **told)
    leases, areas = TAKE.source("leases", **told), TAKE.source("areas", **told)
    rows = (
        ("rent_income", [each.rent for each in known], costs, "money"),
        ("service_income", [each.services for each in known], costs, "money"),
        ("public_subsidy", [each.subsidy for each in known], leases, "money"),
        ("variable_cost", [each.variable for each in known], costs, "money"),
        ("fixed_cost", [each.fixed for each in known], costs, "money"),
        ("area", [each.area for each in known], areas, "area"),
        ("let_area", [each.let for each in known], areas, "area"),
    )
    return (
        *(
            TAKE.recorded(name, values, source, unit=unit, limits=NOT_NEGATIVE, labels=labels)
            for name, values, source, unit in rows
        ),
        TAKE.recorded("unknown_costs", sum(each.unknown for each in known), costs),
    )


def _labels(records: Records, found: Mapping[str, Account]) -> list[Said | str]:
    """Name the buildings; one that is called N号楼 is building N in every language."""
    named = names(records, "building")
    labels: list[Said | str] = []
    for building in found:
        name = named[building]
        numbered = _NUMBERED.fullmatch(str(name.values["zh"]))
        labels.append(Said("report.building", {"number": numbered[1]}) if numbered else name)
    return labels


def _accounts(records: Records, window: Sequence[Quarter]) -> dict[str, Account]:
    """Return the accounts of the buildings that cost something, by code."""
    rows = records.select(Query("building", columns=("code",), order=("code",)))
    found = {text(row, "id"): Account() for row in rows}
    _add_costs(records, window, found)
    for each in spaces(records):
        if each.use in LETTABLE and each.building in found:
            found[each.building].area += each.area
    return {building: each for building, each in found.items() if each.cost and each.area}


def _add_costs(records: Records, window: Sequence[Quarter], found: Mapping[str, Account]) -> None:
    columns = ("building", "category", "actual_fen", "recovered_fen")
    where = (Condition("quarter", "in", tuple(str(each) for each in window)),)
    for row in records.select(Query("cost", columns=columns, where=where)):
        account, category = found.get(text(row, "building")), text(row, "category")
        if account is None:
            continue
        actual, recovered = whole_of(row, "actual_fen"), whole_of(row, "recovered_fen")
        account.unknown += actual is None
        if category in VARIABLE:
            account.variable += actual or 0
        else:
            account.fixed += actual or 0
        if category == RENT:
            account.rent += recovered or 0
        else:
            account.services += recovered or 0


def _add_rents(records: Records, window: Sequence[Quarter], found: Mapping[str, Account]) -> None:
    """Add what payers of discounts bear, and the area let on average."""
    for terms in all_terms(records):
        account = found.get(terms.building)
        if account is None:
            continue
        for quarter in window:
            due = rent_due(terms, quarter)
            if due is None:
                continue
            account.subsidy += (due.payer_fen or 0) if terms.payer else 0
            if terms.start <= quarter.last_day <= terms.until:
                account.let += terms.area / len(window)
