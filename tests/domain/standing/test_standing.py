"""How a park stands on a day follows from its records."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from domain.standing.actions import overdue_actions
from domain.standing.completeness import completeness
from domain.standing.dues import dues
from domain.standing.durations import stays
from domain.standing.incentives import grants, overlaps
from domain.standing.land import land_moves, pair_balances, running_balance
from domain.standing.operators import scorecards
from domain.standing.places import places
from domain.standing.quadrants import quadrant_counts, quadrants_at
from domain.standing.space import leases_ended, leases_ending, spaces, tenancies
from domain.standing.stages import stage_moves
from domain.units import Quarter

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
        missed = sorted(str(line.name) for line in lines if line.missed)
        assert missed == sorted(truth["thresholds_missed"]), name
        known = sum(line.weight for line in lines if line.attainment is not None)
        assert known == truth["weight_known"]
    lines = scorecards(sample_park, (LAST,))[LAST]
    row = {str(line.name): line.missed_for for line in lines if line.missed}
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
