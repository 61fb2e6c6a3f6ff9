"""How a park stands on a day follows from its records."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from domain.entities import SPECS
from domain.standing.actions import actions, overdue_actions
from domain.standing.completeness import completeness
from domain.standing.dues import dues
from domain.standing.durations import stays
from domain.standing.incentives import claw_backs_open, grants, overlaps
from domain.standing.land import land_moves, pair_balances, running_balance
from domain.standing.operators import score, scorecards
from domain.standing.places import places
from domain.standing.quadrants import quadrant_counts, quadrants_at
from domain.standing.residence import reporting, residences
from domain.standing.returns import projects
from domain.standing.space import leases_ended, leases_ending, occupancy, spaces, tenancies
from domain.standing.stages import first_dates, moves_in, stage_moves, stages_at
from domain.units import Quarter
from tests.fakes import MemoryRecords

if TYPE_CHECKING:
    from domain.records import Records

END = date(2024, 12, 31)
LAST = Quarter(2024, 4)
Expected = dict[str, Any]


# ------------------------------------------------------------------------------- the sample


def test_every_firm_stands_in_the_quadrant_of_the_truth(
    sample_park: Records, expected: Expected
) -> None:
    words = {
        "host_separated": "innovation in host city, separated",
        "host_together": "innovation in host city, together",
        "origin_together": "innovation in origin city, together",
        "not_admitted": "not admitted",
    }
    number = {str(row["id"]): str(row["number"]) for row in sample_park.find("firm")}
    found: dict[str, list[str]] = {}
    for firm, quadrant in quadrants_at(sample_park, END).items():
        found.setdefault(words.get(quadrant, quadrant), []).append(number[firm])
    truth = expected["quadrants"]["firms"]
    assert {key: sorted(firms) for key, firms in found.items()} == {
        key: sorted(firms) for key, firms in truth.items()
    }


def test_quadrants_of_earlier_days_leave_out_who_was_not_there(sample_park: Records) -> None:
    before = quadrant_counts(sample_park, date(2024, 9, 30))
    year_ago = quadrant_counts(sample_park, date(2023, 12, 31))
    assert (before["host_together"], before["host_separated"]) == (26, 23)
    assert (year_ago["host_together"], year_ago["host_separated"]) == (22, 24)


def test_stays_at_each_stage(sample_park: Records) -> None:
    found = {each.stage: each for each in stays(stage_moves(sample_park), END)}
    assert [each.reached for each in found.values()] == [64, 64, 62, 60, 60, 28, 26]
    assert [each.present for each in found.values()] == [0, 1, 1, 0, 24, 2, 26]
    medians = [each.quartile(2) for each in found.values()]
    told = [float(each) for each in medians[:-1] if each is not None]
    assert [int(each + 0.5) for each in told] == [20, 16, 76, 27, 669, 98]
    assert found["incubating"].longest_open == 1_579
    assert (found["panel"].longest_open, found["screened"].longest_open) == (138, 124)
    assert found["graduated"].quartile(2) is None


def test_stacked_firms_and_same_kinds_are_those_of_the_truth(
    sample_park: Records, expected: Expected
) -> None:
    number = {str(row["id"]): str(row["number"]) for row in sample_park.find("firm")}
    found = overlaps(grants(sample_park))
    truth = expected["incentives"]
    assert sorted({number[each.first.firm] for each in found}) == truth["stacked_firms"]
    same = {number[each.first.firm] for each in found if each.same_kind}
    assert sorted(same) == truth["stacked_same_kind_firms"]


def test_land_balances_of_both_pairs(sample_park: Records, expected: Expected) -> None:
    where = places(sample_park)
    moves = land_moves(sample_park)
    found = {
        (each.given, each.returned, each.net) for each in pair_balances(moves, where.host, END)
    }
    truth = {
        (
            pair["b_to_a_hundredths_mu"],
            pair["a_to_b_hundredths_mu"],
            -pair["balance_a_minus_b_hundredths_mu"],
        )
        for pair in expected["land"]["by_pair"]
    }
    assert found == truth
    steps = running_balance(moves, where.origin, where.host)
    assert steps[0] == (date(2016, 3, 15), 1_263)
    assert steps[-1] == (date(2024, 3, 14), 96_998)


def test_overdue_actions_are_those_of_the_truth(sample_park: Records, expected: Expected) -> None:
    truth = {number for each in expected["meetings"] for number in each["overdue_at_end"]}
    overdue = overdue_actions(sample_park, END)
    assert {each.number for each in overdue} == truth
    assert [each.days_late(END) for each in overdue] == [1_065, 641, 335, 31]


def test_thresholds_missed_are_those_of_the_truth(sample_park: Records, expected: Expected) -> None:
    for name, truth in expected["operator_scores"].items():
        contract, quarter = name.split()
        lines = scorecards(sample_park, (Quarter.parse(quarter),))[Quarter.parse(quarter)]
        assert {line.contract_code for line in lines} == {contract}
        missed = sorted(line.name for line in lines if line.missed)
        assert missed == sorted(truth["thresholds_missed"]), name
        known = sum(line.weight for line in lines if line.attainment is not None)
        assert known == truth["weight_known"]
    lines = scorecards(sample_park, (LAST,))[LAST]
    row = {line.name: line.missed_for for line in lines if line.missed}
    assert row == {"引进企业数": 2, "企业满意度": 1}


def test_what_is_missing_of_the_last_quarter(sample_park: Records, expected: Expected) -> None:
    done = completeness(sample_park, LAST)
    firms = done.section("firms")
    assert (firms.known, firms.expected) == (665, 702)
    truth = expected["per_quarter"]["2024Q4"]
    gaps = [gap.field for gap in firms.gaps]
    assert gaps.count("vat_fen") == 54 - truth["vat_known"]
    assert gaps.count("doctorates") == 54 - truth["doctorates_known"]
    assert gaps.count("output_origin_fen") == 54 - truth["output_origin_known"]
    assert len(done.gaps) == 37
    assert done.share == Fraction(787 * 10_000, 824)
    assert all(gap.record and gap.label.startswith("QH") for gap in firms.gaps)


def test_what_is_due_on_the_eighth_of_january(sample_park: Records) -> None:
    found = dues(sample_park, date(2025, 1, 8))
    late = [each for each in found if each.overdue]
    assert [(each.label, -each.days_left) for each in late[:2]] == [
        ("A-2024-01-1", 39),
        ("A-2023-01-1", 343),
    ]
    assert {each.table for each in late} == {"action_item"}
    ahead = {each.label: each for each in found if not each.overdue}
    assert ahead["ZL-2022-115"].on == date(2025, 2, 8)
    assert ahead["ZC0057"].amount_fen == 51_196_480
    assert ahead["A-2024-01-2"].person == "吾可久"
    assert ahead["A-2024-01-2"].days_left == 82
    days = [each.on for each in found if not each.overdue]
    assert days == sorted(days)


def test_leases_given_up_and_ending(sample_park: Records) -> None:
    area = {unit.record: unit.area for unit in spaces(sample_park)}
    leases = tenancies(sample_park)
    ended = leases_ended(leases, LAST.first_day, LAST.last_day)
    assert sum(area[each.unit] for each in ended) == 82_050
    running = [each for each in leases if each.runs_at(END)]
    ending = leases_ending(running, date(2025, 1, 1), date(2025, 3, 31))
    assert (len(ending), sum(area[each.unit] for each in ending)) == (6, 118_050)


# ------------------------------------------------------------------------------ small parks


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
    assert {line.name: line.attainment for line in lines} == {
        "late": 1,
        "firms": Fraction(1, 2),
        "unknown": None,
        "aimless": None,
    }
    assert score(lines) == 75
    assert [line.name for line in lines if line.missed] == ["aimless"]
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
