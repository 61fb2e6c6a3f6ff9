"""Take what the enclave is from the records: staff, room, incentives, costs, share of the home."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.models.given import NOT_NEGATIVE, POSITIVE, UNIT
from domain.models.settlement_inputs import settle
from domain.records import Condition, Query
from domain.standing.places import places
from domain.standing.residence import reporting, residences
from domain.standing.rows import amount, number_of, text, whole_of
from domain.standing.space import LETTABLE, occupancy, spaces, tenancies
from domain.studies.flow.assumed import DISTANCE, KNOWLEDGE_RETURN, assumed_input
from domain.studies.regions import counts_rd_staff
from domain.studies.study import Said, StudyInput
from domain.units import QUARTERS_PER_YEAR, WHOLE_BP, Quarter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Records, Row
    from domain.studies.flow.taking import Network

_SEED_SHARE: Final = 0.01
_ROOM_FOR_SEED: Final = 1.5
_USUAL_SUBSIDY: Final = 0.05
_USUAL_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Park:
    """The enclave studied.

    Attributes:
        enclave: id of its record.
        alone: whether it is the only one recorded, so that every firm is in it.
    """

    enclave: str
    alone: bool
    quarter: Quarter

    def buildings(self, records: Records) -> frozenset[str]:
        """Return its buildings; those of no enclave count where there is only one."""
        rows = records.select(Query("building", columns=("enclave",)))
        return frozenset(
            text(row, "id")
            for row in rows
            if text(row, "enclave") == self.enclave or (self.alone and not text(row, "enclave"))
        )

    def firms(self, records: Records) -> frozenset[str]:
        """Return the firms in it on the last day of the quarter; all of them where it is alone."""
        owing = frozenset(each.firm for each in reporting(residences(records), self.quarter))
        if self.alone:
            return owing
        units = {each.record: each.building for each in spaces(records)}
        mine = self.buildings(records)
        day = self.quarter.last_day
        let = {
            each.firm
            for each in tenancies(records)
            if each.runs_at(day) and units.get(each.unit) in mine
        }
        return owing & let


def enclave_inputs(
    records: Records, quarter: str, enclave: str, net: Network
) -> tuple[StudyInput, ...]:
    """Return what the enclave is, each part with its source."""
    count = len(records.select(Query("enclave", columns=("code",))))
    park = Park(enclave, count <= 1, Quarter.parse(quarter))
    firms = park.firms(records)
    seed = _seed(records, park, firms, net)
    return (
        seed,
        _room(records, park, seed),
        _subsidy(records, park, firms, net),
        _cost(records, park, firms, net),
        _home_share(records, park, net),
        _distance(records, park),
        assumed_input(KNOWLEDGE_RETURN),
    )


def _reported(records: Records, first: Quarter, last: Quarter, firms: frozenset[str]) -> list[Row]:
    rows = records.select(
        Query(
            "firm_quarter",
            columns=("firm", "rd_staff", "revenue_fen"),
            where=(
                Condition("quarter", ">=", str(first)),
                Condition("quarter", "<=", str(last)),
            ),
        )
    )
    return [row for row in rows if text(row, "firm") in firms]


def _seed(records: Records, park: Park, firms: frozenset[str], net: Network) -> StudyInput:
    rows = _reported(records, park.quarter, park.quarter, firms)
    known = [staff for row in rows if (staff := whole_of(row, "rd_staff")) is not None]
    home = net.picked.values[net.home]
    if not sum(known) or not counts_rd_staff(net.stocks.indicator) or sum(known) > home:
        source = Said("study.flow.source.no_seed", {"share": _SEED_SHARE})
        return StudyInput("seed_stock", home * _SEED_SHARE, "assumed", source, "", POSITIVE)
    values = {"known": len(known), "expected": len(firms), "quarter": str(park.quarter)}
    source = Said("study.flow.source.seed", values)
    return StudyInput("seed_stock", float(sum(known)), "records", source, "persons", POSITIVE)


def _room(records: Records, park: Park, seed: StudyInput) -> StudyInput:
    mine = park.buildings(records)
    units = [each for each in spaces(records) if each.building in mine]
    found = occupancy(units, tenancies(records), park.quarter.last_day, LETTABLE)
    staff = float(seed.value) if isinstance(seed.value, int | float) else 0.0
    if not found.let or not staff or seed.origin != "records":
        source = Said("study.flow.source.no_enclave_room", {"factor": _ROOM_FOR_SEED})
        room = max(staff * _ROOM_FOR_SEED, 1.0)
        return StudyInput("enclave_capacity", room, "assumed", source, seed.unit, POSITIVE)
    values = {"area": found.area, "head": found.let / 100 / staff, "units": found.units}
    source = Said("study.flow.source.enclave_room", values)
    room = staff * found.area / found.let
    return StudyInput("enclave_capacity", round(room, 1), "records", source, "persons", POSITIVE)


def _home_parties(records: Records, net: Network) -> frozenset[str]:
    """Return ids and codes of the parties of the home: its own and those of its counties."""
    city = places(records).city_of
    home = city.get(net.home, net.home)
    rows = records.select(Query("party", columns=("code", "region")))
    inside = [row for row in rows if city.get(text(row, "region")) == home]
    return frozenset(text(row, name) for row in inside for name in ("id", "code"))


def _income(records: Records, park: Park, firms: frozenset[str]) -> int:
    """Return the revenue of four quarters that the tenants reported, in fen."""
    first = park.quarter.plus(1 - QUARTERS_PER_YEAR)
    return sum(amount(row, "revenue_fen") for row in _reported(records, first, park.quarter, firms))


def _subsidy(records: Records, park: Park, firms: frozenset[str], net: Network) -> StudyInput:
    income = _income(records, park, firms)
    first = park.quarter.plus(1 - QUARTERS_PER_YEAR)
    rows = records.select(
        Query(
            "incentive",
            columns=("payer", "firm", "amount_fen"),
            where=(
                Condition("start", ">=", first.first_day.isoformat()),
                Condition("start", "<=", park.quarter.last_day.isoformat()),
            ),
        )
    )
    payers = _home_parties(records, net)
    paid = [row for row in rows if text(row, "payer") in payers and text(row, "firm") in firms]
    known = [row for row in paid if whole_of(row, "amount_fen") is not None]
    if not income or not known:
        source = Said("study.flow.source.no_subsidy")
        return StudyInput("subsidy_rate", _USUAL_SUBSIDY, "assumed", source, "ratio", NOT_NEGATIVE)
    granted = sum(amount(row, "amount_fen") for row in known)
    values = {
        "granted": granted,
        "income": income,
        "count": len(known),
        "first": str(first),
        "last": str(park.quarter),
    }
    source = Said("study.flow.source.subsidy", values)
    return StudyInput("subsidy_rate", granted / income, "records", source, "ratio", NOT_NEGATIVE)


def _cost(records: Records, park: Park, firms: frozenset[str], net: Network) -> StudyInput:
    """Return the park costs that the home bears, net of recovery, per unit of tenants' revenue."""
    income, first = _income(records, park, firms), park.quarter.plus(1 - QUARTERS_PER_YEAR)
    rows = records.select(
        Query(
            "cost",
            columns=("payer", "building", "actual_fen", "recovered_fen"),
            where=(
                Condition("quarter", ">=", str(first)),
                Condition("quarter", "<=", str(park.quarter)),
            ),
        )
    )
    payers, mine = _home_parties(records, net), park.buildings(records)
    paid = [row for row in rows if text(row, "payer") in payers and text(row, "building") in mine]
    known = [row for row in paid if whole_of(row, "actual_fen") is not None]
    if not income or not known:
        source = Said("study.flow.source.no_cost")
        return StudyInput("cost_share", 0.0, "assumed", source, "ratio", NOT_NEGATIVE)
    net_cost = sum(amount(row, "actual_fen") - amount(row, "recovered_fen") for row in known)
    values = {"cost": net_cost, "income": income, "first": str(first), "last": str(park.quarter)}
    source = Said("study.flow.source.cost", values)
    share = max(0.0, net_cost / income)
    return StudyInput("cost_share", share, "records", source, "ratio", NOT_NEGATIVE)


def _home_share(records: Records, park: Park, net: Network) -> StudyInput:
    """Return the shares of the home's parties in the phase that shares the tax now."""
    mine = _home_parties(records, net)
    try:
        rules = settle(records, park.quarter).incomes
    except DomainError:
        rules = ()  # terms that cannot be applied are told where the settlement is shown
    rule = next((each for each in rules if each.terms.base == "tax" and each.phase), None)
    if rule is None or rule.phase is None:
        source = Said("study.flow.source.no_share")
        return StudyInput("home_share", _USUAL_SHARE, "assumed", source, "ratio", UNIT)
    shares = [each for each in rule.phase.parties if each.party in mine]
    values: Mapping[str, object] = {
        "agreement": rule.terms.agreement,
        "rule": rule.terms.code,
        "version": rule.terms.version,
        "phase": rule.phase.number,
    }
    source = Said("study.flow.source.share", values)
    share = sum(each.share_bp for each in shares) / WHOLE_BP
    return StudyInput("home_share", share, "records", source, "ratio", UNIT)


def _distance(records: Records, park: Park) -> StudyInput:
    row = records.get("enclave", park.enclave) or {"distance_km": None}
    known = number_of(row, "distance_km")
    if known is None:
        source = Said("study.flow.source.no_enclave_distance")
        return StudyInput("distance_km", DISTANCE.value, "assumed", source, "km", NOT_NEGATIVE)
    source = Said("study.flow.source.enclave_distance")
    return StudyInput("distance_km", float(known), "records", source, "km", NOT_NEGATIVE)
