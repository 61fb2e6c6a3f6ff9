"""Indicators of the sample park equal the totals that came with it, computed elsewhere."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from domain.indicators.benefit import benefits
from domain.indicators.breakdowns import (
    cost_recovery_by_building,
    diffusion_by_kind,
    firms_by_quadrant,
    firms_by_stage,
    incentives_by_payer,
    patents_by_kind,
    returns_by_county,
    returns_by_driver,
    returns_by_state,
    returns_by_trigger,
    space_by_use,
    tax_by_region,
    tax_by_type,
)
from domain.indicators.families import INDICATORS
from domain.indicators.patents import LONGYOU
from domain.indicators.reading import change, evaluate, series, status
from domain.units import Quarter

if TYPE_CHECKING:
    from domain.indicators.breakdowns import Part
    from domain.records import Records

LAST = Quarter(2024, 4)
QUARTERS = [Quarter(year, number) for year in range(2020, 2025) for number in range(1, 5)]
Expected = dict[str, Any]


def _values(parts: tuple[Part, ...]) -> dict[str, Any]:
    return {part.key: part.figure.value for part in parts}


def _all(park: Records, key: str) -> dict[str, Any]:
    figures = series(park, key, LAST, len(QUARTERS))
    return {str(quarter): each for quarter, each in zip(QUARTERS, figures, strict=True)}


@pytest.mark.parametrize(
    ("key", "field", "known"),
    [
        ("revenue", "revenue_fen", "revenue_known"),
        ("rd_spending", "rd_fen", "rd_known"),
        ("tax_vat", "vat_fen", "vat_known"),
        ("tax_cit", "cit_fen", "cit_known"),
        ("tax_pit", "pit_fen", "pit_known"),
        ("tax_other", "other_tax_fen", "other_tax_known"),
        ("financing", "financing_fen", "financing_known"),
        ("grants_received", "grants_fen", "grants_known"),
        ("output_host", "output_host_fen", "output_host_known"),
        ("output_origin", "output_origin_fen", "output_origin_known"),
        ("headcount", "headcount", "headcount_known"),
        ("rd_staff", "rd_staff", "rd_staff_known"),
        ("doctorates", "doctorates", "doctorates_known"),
    ],
)
def test_sums_of_the_firms_and_their_known_counts_hold_in_every_quarter(
    key: str, field: str, known: str, sample_park: Records, expected: Expected
) -> None:
    for quarter, figure in _all(sample_park, key).items():
        truth = expected["per_quarter"][quarter]
        assert (figure.value, figure.known) == (truth[field], truth[known]), quarter


def test_total_tax_holds_in_every_quarter(sample_park: Records, expected: Expected) -> None:
    for quarter, figure in _all(sample_park, "tax_total").items():
        assert figure.value == expected["per_quarter"][quarter]["tax_total_fen"], quarter


def test_shares_are_ratios_of_the_sums(sample_park: Records, expected: Expected) -> None:
    truth = expected["per_quarter"]["2024Q4"]
    intensity = evaluate(sample_park, "rd_intensity", LAST).value
    assert intensity == Fraction(truth["rd_fen"] * 10_000, truth["revenue_fen"])
    staff = evaluate(sample_park, "rd_staff_share", LAST).value
    assert staff == Fraction(truth["rd_staff"] * 10_000, truth["headcount"])


def test_all_firms_of_the_last_quarter_are_asked(sample_park: Records) -> None:
    figure = evaluate(sample_park, "tax_total", "2024Q4")
    assert (figure.known, figure.expected) == (48, 54)


def test_firms_by_stage_hold_in_every_quarter(sample_park: Records, expected: Expected) -> None:
    for name, process in (("stages", "incubation"), ("mode_II", "mode_2")):
        for quarter in QUARTERS:
            told = expected[f"{name}_at_quarter_end"][str(quarter)]
            truth = {
                key.replace(" ", "_").replace("R&D", "rd").lower(): n for key, n in told.items()
            }
            parts = firms_by_stage(sample_park, quarter, process)
            found = {part.key: part.figure.value for part in parts if part.figure.value}
            assert found == truth, quarter


def test_moves_hold_in_every_quarter(sample_park: Records, expected: Expected) -> None:
    for key, move in (
        ("admissions", "admitted"),
        ("graduations", "graduated"),
        ("exits", "exited"),
    ):
        for quarter, figure in _all(sample_park, key).items():
            assert figure.value == expected["moves_per_quarter"][quarter][move], quarter


def test_firms_at_the_end_of_2024(sample_park: Records) -> None:
    found = {key: evaluate(sample_park, key, LAST).value for key in INDICATORS if "firms_" in key}
    assert found["firms_admitted"] == 60
    assert found["firms_incubating"] == 24
    assert found["firms_in_incubation"] == 27
    assert found["firms_graduated"] == 26
    assert (found["firms_ready"], found["firms_on_watch"]) == (2, 1)


def test_the_median_time_to_graduation_counts_those_who_still_wait(sample_park: Records) -> None:
    # 26 graduates have a plain median of 38.2 months; with 34 others it is 43.6.
    figure = evaluate(sample_park, "months_to_graduation", LAST)
    assert figure.value is not None
    assert round(float(figure.value), 1) == 43.6


def test_quadrants_at_the_end_of_2024(sample_park: Records, expected: Expected) -> None:
    truth = expected["quadrants"]["counts"]
    assert {key: n for key, n in _values(firms_by_quadrant(sample_park, LAST)).items() if n} == {
        "host_separated": truth["innovation in host city, separated"],
        "host_together": truth["innovation in host city, together"],
        "origin_together": truth["innovation in origin city, together"],
        "unknown": truth["unknown"],
        "exited": truth["exited"],
        "not_admitted": truth["not admitted"],
    }


def test_occupancy_holds_in_every_quarter(sample_park: Records, expected: Expected) -> None:
    for quarter, figure in _all(sample_park, "occupancy").items():
        truth = expected["occupancy"][quarter]
        let, lettable = round(truth["let_m2"] * 100), round(truth["lettable_m2"] * 100)
        assert figure.value == Fraction(let * 10_000, lettable), quarter
    reserve = evaluate(sample_park, "reserve_share", LAST).value
    assert reserve == Fraction(180_000 * 10_000, 3_422_850)
    by_use = {part.key for part in space_by_use(sample_park, LAST)}
    assert by_use == {
        "incubation",
        "office",
        "pilot_line",
        "conference",
        "shared_plant",
        "white_site",
    }


def test_patents(sample_park: Records, expected: Expected) -> None:
    truth = expected["patents"]
    in_force = _values(patents_by_kind(sample_park, LAST))
    assert in_force == {key.replace(" ", "_"): n for key, n in truth["in_force_by_kind"].items()}
    share = evaluate(sample_park, "invention_share", LAST).value
    assert share is not None
    assert float(share) / 10_000 == pytest.approx(truth["invention_share_in_force"], abs=1e-12)
    for year, filed in truth["filed_per_year"].items():
        last = Quarter(int(year), 4)
        assert (
            sum(each.value or 0 for each in series(sample_park, "patents_filed", last, 4)) == filed
        )
    filed_kinds = _values(patents_by_kind(sample_park, LAST, in_force=False))
    assert sum(filed_kinds.values()) == evaluate(sample_park, "patents_filed", LAST).value
    granted = sum(each.value or 0 for each in series(sample_park, "patents_granted", LAST, 36))
    assert granted == sum(truth["granted_by_kind"].values())


def test_the_benchmark_is_longyou_in_may_2023(expected: Expected) -> None:
    truth = expected["patents"]["benchmark_longyou_2023_05"]
    assert (LONGYOU.in_force, LONGYOU.inventions) == (truth["in_force"], truth["inventions"])
    assert float(LONGYOU.share) / 10_000 == pytest.approx(truth["share"])


def test_return_projects(sample_park: Records, expected: Expected) -> None:
    truth = expected["return_projects"]
    found = {key: evaluate(sample_park, key, LAST).value for key in INDICATORS if "return" in key}
    assert found["return_projects"] == truth["projects"]
    assert found["return_land"] == truth["land_hundredths_mu"]
    assert found["return_investment"] == truth["investment_to_date_fen"]
    assert found["returns_producing"] == 9
    states = _values(returns_by_state(sample_park, LAST))
    assert {key: n for key, n in states.items() if n} == {
        key.replace(" ", "_"): n for key, n in truth["by_state"].items()
    }
    assert _values(returns_by_trigger(sample_park, LAST)) == truth["by_trigger"]
    assert _values(returns_by_driver(sample_park, LAST))["innovation"] == truth["innovation_driven"]
    assert evaluate(sample_park, "innovation_share", LAST).value == Fraction(15 * 10_000, 18)


def test_what_projects_report_holds_in_every_quarter(
    sample_park: Records, expected: Expected
) -> None:
    keys = (("return_output", "output_fen"), ("return_tax", "tax_fen"), ("return_jobs", "jobs"))
    for key, field in keys:
        for quarter, figure in _all(sample_park, key).items():
            truth = expected["return_projects"]["per_quarter"][quarter]
            assert figure.value == truth[field], (key, quarter)
            assert figure.expected == truth["projects_in_file"], (key, quarter)


def test_returns_by_county_compare_plan_and_actual(
    sample_park: Records, expected: Expected
) -> None:
    truth = expected["return_projects"]
    rows = returns_by_county(sample_park, LAST)
    assert sorted(row.projects for row in rows) == sorted(truth["by_county"].values())
    assert sum(row.planned_investment_fen for row in rows) == truth["planned_investment_fen"]
    assert sum(row.planned_output_fen for row in rows) == truth["planned_output_fen"]
    assert sum(row.planned_jobs for row in rows) == truth["planned_jobs"]
    assert sum(row.investment_fen or 0 for row in rows) == truth["investment_to_date_fen"]
    # One county has no quarterly figures at all: unknown, not 0.
    assert [row.output_fen for row in rows].count(None) == 1


def test_incentives_and_stacking(sample_park: Records, expected: Expected) -> None:
    truth = expected["incentives"]
    found = {key: evaluate(sample_park, key, LAST).value for key in INDICATORS}
    assert found["incentives_granted"] == truth["total_fen"]
    assert found["stacked_firms"] == len(truth["stacked_firms"])
    assert found["stacked_pairs"] == truth["stacked_pairs"]
    assert found["stacked_same_kind"] == len(truth["stacked_same_kind_firms"])
    assert evaluate(sample_park, "claw_backs_open", LAST).expected == truth["clawback_open_at_end"]
    assert found["incentive_per_job"] == Fraction(truth["total_fen"], 1_555)
    assert found["incentive_per_return"] == Fraction(truth["total_fen"], 18)
    assert found["incentive_per_patent"] == Fraction(truth["total_fen"], 260)
    payers = incentives_by_payer(sample_park, LAST)
    sums = [sum(kinds.values()) for kinds in payers.values()]
    assert sums == sorted(truth["by_payer_fen"].values(), reverse=True)


def test_cost_recovery_of_every_building_and_year(sample_park: Records, expected: Expected) -> None:
    for year in range(2020, 2025):
        parts = cost_recovery_by_building(sample_park, year)
        for number, part in enumerate(parts, 1):
            truth = expected["cost_recovery"][f"{number}号楼 {year}"]
            share = Fraction(truth["recovered_fen"] * 10_000, truth["actual_fen"])
            assert part.figure.value == share, (number, year)
    rows = [truth for name, truth in expected["cost_recovery"].items() if "2024" in name]
    recovered = sum(row["recovered_fen"] for row in rows)
    actual = sum(row["actual_fen"] for row in rows)
    year_to_date = evaluate(sample_park, "cost_recovery", LAST).value
    assert year_to_date == Fraction(recovered * 10_000, actual)
    assert evaluate(sample_park, "cost_recovery_quarter", "2020Q1").value == (
        evaluate(sample_park, "cost_recovery", "2020Q1").value
    )


def test_operator_scores_hold_in_every_quarter(sample_park: Records, expected: Expected) -> None:
    truths = {key.split()[1]: truth for key, truth in expected["operator_scores"].items()}
    scores, missed = _all(sample_park, "operator_score"), _all(sample_park, "thresholds_missed")
    for quarter, truth in truths.items():
        assert float(scores[quarter].value) == pytest.approx(truth["score"], abs=1e-9), quarter
        assert missed[quarter].value == len(truth["thresholds_missed"]), quarter
        assert bool(scores[quarter].note) == bool(truth["thresholds_missed"]), quarter


def test_weekend_engineers_hold_in_every_year(sample_park: Records, expected: Expected) -> None:
    for year, halves in expected["diffusion"]["weekend_engineer_half_days_per_year"].items():
        figures = series(sample_park, "engineer_days", Quarter(int(year), 4), 4)
        assert sum(figure.value or 0 for figure in figures) == halves
    contracts = series(sample_park, "diffusion_value", LAST, 20)
    kinds = expected["diffusion"]["by_kind"]
    amount = sum(kinds[kind]["amount_fen"] for kind in ("joint R&D", "licence", "supply link"))
    assert sum(figure.value or 0 for figure in contracts) == amount
    entries = [_values(diffusion_by_kind(sample_park, quarter)) for quarter in QUARTERS]
    assert sum(sum(each.values()) for each in entries) == expected["diffusion"]["rows"]


def test_the_land_balance_nets_both_pairs(sample_park: Records, expected: Expected) -> None:
    pairs = expected["land"]["by_pair"]
    net = -sum(pair["balance_a_minus_b_hundredths_mu"] for pair in pairs)
    assert evaluate(sample_park, "land_balance", LAST).value == net == 112_630


def test_overdue_actions_at_the_end(sample_park: Records, expected: Expected) -> None:
    overdue = sum(len(meeting["overdue_at_end"]) for meeting in expected["meetings"])
    assert evaluate(sample_park, "actions_overdue", LAST).value == overdue
    # Ten of eleven actions were due; three were verified by their day.
    assert evaluate(sample_park, "actions_on_time", LAST).value == 3_000


def test_the_settled_pool_is_the_indicator(sample_park: Records, expected: Expected) -> None:
    for quarter, truth in expected["settlement"].items():
        assert evaluate(sample_park, "local_retained", quarter).value == truth["pool_total_fen"]


def test_completeness_counts_thirteen_figures_of_each_firm(sample_park: Records) -> None:
    # 665 of 702 for the firms; all 56 of the projects and all 66 of the park.
    figure = evaluate(sample_park, "completeness", LAST)
    assert (figure.known, figure.expected) == (787, 824)


def test_tax_falls_in_the_host_and_in_the_counties(
    sample_park: Records, expected: Expected
) -> None:
    by_type = _values(tax_by_type(sample_park, LAST))
    assert by_type["vat"] == expected["per_quarter"]["2024Q4"]["vat_fen"]
    by_region = _values(tax_by_region(sample_park, LAST))
    assert by_region.pop("host") == expected["per_quarter"]["2024Q4"]["tax_total_fen"]
    truth = expected["return_projects"]["per_quarter"]["2024Q4"]["tax_fen"]
    assert sum(by_region.values()) == truth


def test_no_party_is_worse_off_at_the_end_of_2024(sample_park: Records) -> None:
    found = {each.party: each for each in benefits(sample_park, LAST)}
    assert set(found) == {"QZ", "YH", "LY"}
    assert found["YH"].due_fen == 404_006_720
    assert found["YH"].net_fen == 404_006_720 - found["YH"].incentives_fen - found["YH"].cost_fen
    assert all(each.net_fen is not None and each.net_fen > 0 for each in found.values())
    assert evaluate(sample_park, "parties_worse_off", LAST).value == 0
    assert evaluate(sample_park, "parties_worse_off", "2018Q1").value is None


@pytest.mark.parametrize(
    ("key", "relative", "year", "judged"),
    [
        ("revenue", 0.088, 0.086, "ok"),
        ("tax_total", -0.089, -0.088, "warn"),
        ("return_output", 0.052, 0.088, "ok"),
        ("rd_spending", 0.263, 0.139, "ok"),
        ("local_retained", -0.087, -0.074, "warn"),
    ],
)
def test_relative_changes_and_states(
    key: str, relative: float, year: float, judged: str, sample_park: Records
) -> None:
    figures, indicator = series(sample_park, key, LAST, 12), INDICATORS[key]
    for before, truth in ((figures[-2], relative), (figures[-5], year)):
        amount = change(indicator, figures[-1], before).amount
        assert amount is not None
        assert round(float(amount), 3) == truth
    assert status(indicator, figures) == judged


@pytest.mark.parametrize(
    ("key", "quarter", "year", "judged"),
    [
        ("rd_intensity", 3.6, 1.2, "ok"),
        ("rd_staff_share", 2.6, -0.1, "ok"),
        ("occupancy", -2.8, -5.1, "warn"),
    ],
)
def test_changes_of_shares_are_points(
    key: str, quarter: float, year: float, judged: str, sample_park: Records
) -> None:
    figures, indicator = series(sample_park, key, LAST, 12), INDICATORS[key]
    for before, truth in ((figures[-2], quarter), (figures[-5], year)):
        found = change(indicator, figures[-1], before)
        assert (found.kind, found.amount is None) == ("points", False)
        assert round(float(found.amount or 0) / 100, 1) == truth
    assert status(indicator, figures) == judged


@pytest.mark.parametrize(
    ("key", "quarter", "year", "judged"),
    [
        ("headcount", 7, 134, "ok"),
        ("firms_incubating", -4, -6, "info"),
        ("firms_in_incubation", -1, -4, "info"),
        ("engineer_days", 63, 99, "ok"),
    ],
)
def test_counts_change_absolutely(
    key: str, quarter: int, year: int, judged: str, sample_park: Records
) -> None:
    figures, indicator = series(sample_park, key, LAST, 12), INDICATORS[key]
    assert change(indicator, figures[-1], figures[-2]).amount == quarter
    assert change(indicator, figures[-1], figures[-5]).amount == year
    assert status(indicator, figures) == judged


def test_a_missed_threshold_is_critical(sample_park: Records) -> None:
    figures = series(sample_park, "operator_score", LAST, 12)
    assert status(INDICATORS["operator_score"], figures) == "crit"


def test_a_quarter_before_the_park_is_unknown_not_zero(sample_park: Records) -> None:
    assert evaluate(sample_park, "revenue", "2010Q1").value is None
    assert evaluate(sample_park, "rd_intensity", "2010Q1").value is None
    assert date(2010, 1, 1) < Quarter(2020, 1).first_day
