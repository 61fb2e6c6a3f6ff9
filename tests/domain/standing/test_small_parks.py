"""Borders of days, quarters and pairs, on parks of a few records."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from domain.entities import SPECS
from domain.standing.actions import actions, overdue_actions
from domain.standing.completeness import completeness
from domain.standing.dues import dues
from domain.standing.incentives import claw_backs_open, grants, overlaps
from domain.standing.operators import score, scorecards
from domain.standing.places import places
from domain.standing.quadrants import quadrant_counts, quadrant_of
from domain.standing.residence import reporting, residences
from domain.standing.returns import projects
from domain.standing.space import occupancy, spaces, tenancies
from domain.standing.stages import first_dates, moves_in, stage_moves, stages_at
from domain.units import Quarter
from tests.fakes import MemoryRecords

END = date(2024, 12, 31)
LAST = Quarter(2024, 4)


def _moved(park: MemoryRecords, number: str, *moves: tuple[str, str]) -> str:
    firm = park.add("firm", number=number)
    for stage, day in moves:
        park.add("stage_change", firm=firm, process="incubation", to_stage=stage, date=day)
    return firm


def test_a_stage_counts_from_the_day_of_the_move() -> None:
    park = MemoryRecords(SPECS)
    firm = _moved(park, "1", ("admitted", "2024-03-31"), ("incubating", "2024-04-01"))
    moves = stage_moves(park)
    assert stages_at(moves, date(2024, 3, 30)) == {}
    assert stages_at(moves, date(2024, 3, 31)) == {firm: "admitted"}
    assert [move.to_stage for move in moves_in(moves, Quarter(2024, 2))] == ["incubating"]
    assert first_dates(moves, "admitted") == {firm: date(2024, 3, 31)}


def test_a_firm_reports_from_admission_until_the_quarter_in_which_it_leaves() -> None:
    park = MemoryRecords(SPECS)
    firm = _moved(park, "1", ("admitted", "2024-03-31"), ("exited", "2024-07-01"))
    _moved(park, "2", ("lead", "2024-01-01"))
    (only,) = residences(park)
    assert only.firm == firm
    reports = [bool(reporting((only,), Quarter(2024, number))) for number in (1, 2, 3, 4)]
    assert reports == [True, True, True, False]
    assert only.lives_at(date(2024, 6, 30))
    assert not only.lives_at(date(2024, 7, 1))


def test_the_register_tells_the_day_of_admission_before_the_history_does() -> None:
    park = MemoryRecords(SPECS)
    firm = park.add("firm", number="1", admission_date="2020-02-01")
    park.add(
        "stage_change", firm=firm, process="incubation", to_stage="admitted", date="2020-03-01"
    )
    assert residences(park)[0].admitted == date(2020, 2, 1)


def test_origin_and_host_are_those_of_the_enclave_before_the_kinds_of_parties() -> None:
    park = MemoryRecords(SPECS)
    city = park.add("region", name_zh="市", kind="city")
    county = park.add("region", name_zh="县", kind="county", parent=city)
    village = park.add("region", name_zh="村", kind="other", parent=county)
    alone = park.add("region", name_zh="孤", kind="county")
    one = park.add("party", code="A", kind="county", region=village)
    two = park.add("party", code="B", kind="host", region=alone)
    park.add("party", code="C", kind="origin", region=alone)
    park.add("enclave", code="E", typology="reverse_enclave", origin=one, host=two)
    where = places(park)
    assert (where.origin, where.host) == (one, two)
    assert (where.origin_city, where.host_city) == (city, alone)
    assert where.city_of[village] == city
    nowhere = places(MemoryRecords(SPECS))
    assert (nowhere.origin, nowhere.host_city) == ("", "")


def test_a_side_without_a_region_is_in_the_one_that_is_called_as_it_is() -> None:
    park = MemoryRecords(SPECS)
    city = park.add("region", name_zh="杭州市", kind="city")
    park.add("region", name_zh="余杭区", kind="district", parent=city)
    away = park.add("region", name_zh="衢州市", name_fr="Ville de Quzhou", kind="city")
    origin = park.add("party", code="O", name_fr="Ville de Quzhou", kind="origin")
    park.add("party", code="H", name_zh="杭州市余杭区", kind="host")
    where = places(park)
    assert (where.origin, where.origin_city, where.host_city) == (origin, away, city)


def test_no_site_is_elsewhere_while_a_side_has_no_city() -> None:
    park = MemoryRecords(SPECS)
    city = park.add("region", name_zh="杭州市", kind="city")
    other = park.add("region", name_zh="嘉兴市", kind="city")
    park.add("party", code="H", kind="host", region=city)
    where = places(park)
    assert quadrant_of(city, city, where) == "host_together"
    assert quadrant_of(other, city, where) == "unknown"


def test_a_third_city_is_neither_origin_nor_host() -> None:
    park = MemoryRecords(SPECS)
    cities = [park.add("region", name_zh=name, kind="city") for name in ("甲", "乙", "丙")]
    park.add("party", code="A", kind="origin", region=cities[0])
    park.add("party", code="B", kind="host", region=cities[1])
    for number, (rd, production) in enumerate(((2, 2), (2, 0), (0, 1)), 1):
        park.add(
            "firm",
            number=str(number),
            admission_date="2024-01-01",
            rd_site=cities[rd],
            production_site=cities[production],
        )
    found = {key: n for key, n in quadrant_counts(park, END).items() if n}
    assert found == {"elsewhere_together": 1, "elsewhere_separated": 1, "origin_separated": 1}


def test_a_unit_is_let_on_the_first_and_on_the_last_day() -> None:
    park = MemoryRecords(SPECS)
    firm = park.add("firm", number="1")
    building = park.add("building", code="1")
    kept = {"building": building, "use": "office"}
    one = park.add("unit", number="101", area=6_000, **kept)
    park.add("unit", number="102", area=4_000, **kept)
    park.add("unit", number="103", area=9_000, building=building, use="conference")
    lease = {"number": "L", "firm": firm, "unit": one, "start": "2024-01-01", "end": "2024-12-31"}
    park.add("lease", early_end="2024-06-30", **lease)
    units, leases = spaces(park), tenancies(park)
    shares = [
        occupancy(units, leases, day).share
        for day in (date(2023, 12, 31), date(2024, 1, 1), date(2024, 6, 30), date(2024, 7, 1))
    ]
    assert shares == [0, 6_000, 6_000, 0]
    assert occupancy((), (), END).share is None


def test_grants_overlap_when_they_share_a_day_and_the_payers_differ() -> None:
    park = MemoryRecords(SPECS)
    firm = park.add("firm", number="1")
    payers = [park.add("party", code=code, kind="other") for code in "AB"]
    for number, (payer, start, end) in enumerate(
        (
            (0, "2024-01-01", "2024-03-31"),
            (1, "2024-03-31", "2024-06-30"),
            (0, "2024-07-01", None),
            (1, "2024-08-01", None),
            (1, "2024-09-01", "2024-09-30"),
        )
    ):
        park.add(
            "incentive",
            number=str(number),
            firm=firm,
            payer=payers[payer],
            kind="rd_grant",
            start=start,
            end=end,
            claw_back_date="2025-01-01",
        )
    found = overlaps(grants(park))
    assert [(each.first.number, each.second.number, each.days) for each in found] == [
        ("0", "1", 1),
        ("2", "3", None),
        ("2", "4", 30),
    ]
    assert all(each.same_kind for each in found)
    assert len(overlaps(grants(park), date(2024, 7, 31))) == 1
    assert len(claw_backs_open(grants(park), date(2024, 8, 31))) == 4


def test_a_project_owes_figures_from_its_agreement_until_it_halts() -> None:
    park = MemoryRecords(SPECS)
    project = park.add("return_project", number="HL-01")
    for state, day in (
        ("intent", "2024-01-05"),
        ("agreement", "2024-04-01"),
        ("stalled", "2024-08-01"),
    ):
        park.add("return_milestone", project=project, state=state, date=day)
    (only,) = projects(park)
    reports = [only.reports_in(Quarter(2024, number)) for number in (1, 2, 3, 4)]
    assert reports == [False, True, True, False]
    assert only.state_at(date(2024, 1, 1)) == ""
    assert only.reached("construction") is None


def test_less_is_better_where_the_contract_says_so() -> None:
    park = MemoryRecords(SPECS)
    operator = park.add("party", code="OP", kind="operator")
    contract = park.add("operator_contract", code="C", operator=operator, start="2024-01-01")
    rows: tuple[tuple[str, int, float | None, float | None, str, float | None], ...] = (
        ("late", 50, 2.0, 5.0, "lower", 0.0),
        ("firms", 50, 10.0, None, "higher", 5.0),
        ("unknown", 10, 10.0, 4.0, "higher", None),
        ("aimless", 10, None, 4.0, "higher", 3.0),
    )
    for name, weight, target, threshold, direction, actual in rows:
        indicator = park.add(
            "operator_indicator",
            contract=contract,
            name=name,
            weight=weight,
            target_value=target,
            threshold=threshold,
            direction=direction,
        )
        park.add("operator_score", indicator=indicator, quarter="2024Q4", actual=actual)
    lines = scorecards(park, (LAST,))[LAST]
    assert {str(line.name): line.attainment for line in lines} == {
        "late": 1,
        "firms": Fraction(1, 2),
        "unknown": None,
        "aimless": None,
    }
    assert score(lines) == 75
    assert [str(line.name) for line in lines if line.missed] == ["aimless"]
    assert score(()) is None
    assert scorecards(park, (Quarter(2023, 4),))[Quarter(2023, 4)] == ()


def test_an_action_is_closed_when_it_was_verified_by_the_day() -> None:
    park = MemoryRecords(SPECS)
    party = park.add("party", code="A", kind="other")
    meeting = park.add("meeting", number="M", date="2024-01-10")
    states = (
        ("1", "verified", "2024-03-01"),
        ("2", "verified", None),
        ("3", "cancelled", None),
        ("4", "open", None),
    )
    for number, state, day in states:
        park.add(
            "action_item",
            number=number,
            what="…",
            meeting=meeting,
            owner_party=party,
            due="2024-02-01",
            state=state,
            verified_on=day,
        )
    late = [each.number for each in overdue_actions(park, date(2024, 2, 15))]
    assert late == ["1", "4"]
    assert [each.number for each in overdue_actions(park, date(2024, 3, 15))] == ["4"]
    assert overdue_actions(park, date(2024, 1, 1)) == ()
    assert overdue_actions(park, date(2024, 2, 1)) == ()
    assert actions(park)[0].days_late(date(2024, 1, 15)) == 0


def test_planned_meetings_and_open_risks_are_due_too() -> None:
    park = MemoryRecords(SPECS)
    park.add("meeting", number="M-1", date="2025-02-01", state="planned")
    park.add("meeting", number="M-2", date="2025-02-01", state="closed")
    park.add("risk", title="R", probability=3, impact=3, due="2025-01-20", state="open")
    found = dues(park, date(2025, 1, 1), days=60)
    assert [(each.kind, each.table, each.label) for each in found] == [
        ("risk", "risk", "R"),
        ("meeting", "meeting", "M-1"),
    ]


def test_costs_that_were_usual_and_scores_of_running_contracts_are_asked() -> None:
    park = MemoryRecords(SPECS)
    building = park.add("building", code="1号楼")
    known = {"building": building, "category": "energy"}
    park.add("cost", quarter="2024Q3", actual_fen=5, recovered_fen=1, **known)
    operator = park.add("party", code="OP", kind="operator")
    contract = park.add("operator_contract", code="C", operator=operator, start="2024-01-01")
    park.add("operator_indicator", contract=contract, name="满意度", weight=100)
    done = completeness(park, LAST)
    park_section = done.section("park")
    assert (park_section.known, park_section.expected) == (0, 3)
    assert park_section.share == 0
    assert [(gap.field, gap.label, gap.detail) for gap in park_section.gaps] == [
        ("actual_fen", "1号楼", "energy"),
        ("recovered_fen", "1号楼", "energy"),
        ("actual", "C", "满意度"),
    ]
    assert done.section("firms").share is None
    assert completeness(MemoryRecords(SPECS), LAST).share is None
