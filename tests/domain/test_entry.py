"""What is owed for a quarter, and what a typed figure becomes."""

from __future__ import annotations

import pytest

from domain.commands import AddRow, SetFields
from domain.entry import (
    COSTS,
    EVENTS,
    FIRMS,
    LAYOUTS,
    OPERATORS,
    PROJECTS,
    RENT,
    Layout,
    Line,
    fill,
    known_of,
    lines,
    renewed,
)
from domain.standing.completeness import completeness
from domain.units import Quarter
from tests.fakes import MemoryRecords

Q4 = Quarter(2024, 4)


def park() -> tuple[MemoryRecords, dict[str, str]]:
    """Return two firms in the park, one that left before, one that left in the quarter."""
    records = MemoryRecords()
    firms = {
        number: records.add("firm", number=number, name_zh=number, admission_date="2020-01-01")
        for number in ("A", "B", "LEFT", "LEAVING")
    }
    for number, day in (("LEFT", "2024-09-30"), ("LEAVING", "2024-12-09")):
        records.add(
            "stage_change",
            firm=firms[number],
            process="incubation",
            from_stage="incubating",
            to_stage="exited",
            date=day,
            reason="moved",
        )
    return records, firms


def test_firms_that_were_in_the_park_on_any_day_owe_figures() -> None:
    records, _ = park()
    assert [line.code for line in lines(records, FIRMS, Q4)] == ["A", "B", "LEAVING"]


def test_completeness_counts_known_figures_and_zero_is_known() -> None:
    records, firms = park()
    records.add("firm_quarter", firm=firms["A"], quarter="2024Q4", revenue_fen=0, headcount=5)
    shown = lines(records, FIRMS, Q4)
    assert known_of(shown) == (2, 3 * 13)
    assert shown[0].missing == 11
    assert not shown[0].silent
    assert shown[1].silent


@pytest.mark.parametrize(
    ("now", "then", "asked"),
    [(151, 100, True), (150, 100, False), (49, 100, True), (50, 100, False), (5, 0, False)],
)
def test_a_change_beyond_half_asks_for_a_remark(now: int, then: int, *, asked: bool) -> None:
    records, firms = park()
    records.add("firm_quarter", firm=firms["A"], quarter="2024Q3", headcount=then)
    records.add("firm_quarter", firm=firms["A"], quarter="2024Q4", headcount=now)
    (line, *_) = lines(records, FIRMS, Q4)
    assert line.to_explain == (("headcount",) if asked else ())


@pytest.mark.parametrize(
    ("layout", "told"),
    [
        (
            FIRMS,
            "revenue_fen rd_fen headcount rd_staff output_host_fen output_origin_fen",
        ),
        (PROJECTS, "output_fen jobs"),
        (COSTS, "actual_fen"),
        (RENT, "rent_invoiced_fen occupied_area"),
        (EVENTS, ""),
    ],
)
def test_the_figures_that_seldom_leap_are_asked_about(layout: Layout, told: str) -> None:
    before = dict.fromkeys(layout.fields, 100)
    now = dict.fromkeys(layout.fields, 151)
    line = Line({}, "", "", "", "", now, before, told=layout.told_changes)
    assert line.to_explain == tuple(told.split())


def test_a_remark_answers_the_question() -> None:
    records, firms = park()
    records.add("firm_quarter", firm=firms["A"], quarter="2024Q3", headcount=10)
    records.add("firm_quarter", firm=firms["A"], quarter="2024Q4", headcount=30, remark="merged")
    assert lines(records, FIRMS, Q4)[0].to_explain == ()


def test_the_first_figure_makes_the_record_and_the_next_changes_it() -> None:
    records, firms = park()
    (line, *_) = lines(records, FIRMS, Q4)
    first = fill(FIRMS, line, Q4, {"headcount": 5})
    assert isinstance(first, AddRow)
    assert first.values == {"firm": firms["A"], "quarter": "2024Q4", "headcount": 5}
    made = records.add("firm_quarter", firm=firms["A"], quarter="2024Q4", headcount=5)
    second = fill(FIRMS, lines(records, FIRMS, Q4)[0], Q4, {"headcount": 6})
    assert isinstance(second, SetFields)
    assert second.record == made


def test_a_record_that_nobody_owed_is_shown_all_the_same() -> None:
    records, firms = park()
    records.add("firm_quarter", firm=firms["LEFT"], quarter="2024Q4", headcount=5)
    assert "LEFT" in [line.code for line in lines(records, FIRMS, Q4)]


def test_a_code_that_is_a_name_of_the_building_is_not_said_beside_another_name() -> None:
    records = MemoryRecords()
    records.add("building", code="1号楼", name_zh="1号楼", name_fr="Bâtiment 1")
    records.add("building", code="B2", name_fr="Pavillon")
    assert [line.code for line in lines(records, RENT, Q4)] == ["", "B2"]


def test_each_cost_of_each_building_has_a_line_and_the_usual_ones_are_owed() -> None:
    records = MemoryRecords()
    building = records.add("building", code="1号楼")
    records.add("cost", quarter="2024Q4", building=building, category="energy", actual_fen=100)
    shown = lines(records, COSTS, Q4)
    assert [line.note for line in shown] == [
        "property",
        "energy",
        "staff",
        "repair",
        "investment_promotion",
        "site_rent",
    ]
    assert known_of(shown) == (1, 2)
    assert [line.missing for line in shown] == [0, 1, 0, 0, 0, 0]
    assert not shown[0].silent


def test_rent_and_area_are_owed_of_a_building_that_reported_within_a_year() -> None:
    records = MemoryRecords()
    building = records.add("building", code="1号楼")
    records.add("building", code="2号楼")
    records.add("park_quarter", quarter="2024Q1", building=building, rent_invoiced_fen=100)
    records.add("park_quarter", quarter="2024Q4", building=building, occupied_area=0)
    shown = lines(records, RENT, Q4)
    assert [(line.code, sorted(line.asked)) for line in shown] == [
        ("1号楼", ["occupied_area", "rent_collected_fen", "rent_invoiced_fen"]),
        ("2号楼", []),
    ]
    assert known_of(shown) == (1, 3)


def test_each_indicator_of_an_operator_under_contract_is_owed() -> None:
    records = MemoryRecords()
    operator = records.add("party", code="OP", kind="operator")
    contract = records.add("operator_contract", code="C", operator=operator, start="2024-01-01")
    indicator = records.add("operator_indicator", contract=contract, name="满意度", weight=100)
    records.add("operator_score", quarter="2024Q4", indicator=indicator, actual=0.0)
    (line,) = lines(records, OPERATORS, Q4)
    assert (line.subject, line.code, line.missing) == (indicator, "C", 0)
    assert dict(line.identity) == {"indicator": indicator}


def test_the_grids_count_what_completeness_counts() -> None:
    records, firms = park()
    records.add("firm_quarter", firm=firms["A"], quarter="2024Q4", revenue_fen=0, headcount=5)
    building = records.add("building", code="1号楼")
    records.add("cost", quarter="2024Q3", building=building, category="energy", actual_fen=100)
    records.add("park_quarter", quarter="2024Q4", building=building, occupied_area=5)
    done = completeness(records, Q4)
    for section in done.sections:
        counted = [
            known_of(lines(records, each, Q4))
            for each in LAYOUTS.values()
            if each.section == section.name
        ]
        assert sum(known for known, _ in counted) == section.known
        assert sum(owed for _, owed in counted) == section.expected
    assert (done.known, done.expected) == (3, 3 * 13 + 2 + 3)


def test_a_list_holds_the_records_whose_day_lies_in_the_quarter() -> None:
    records = MemoryRecords()
    for day in ("2024-12-31", "2024-10-01", "2024-09-30", "2025-01-01"):
        records.add("event", date=day, kind="visit", title=day)
    shown = lines(records, EVENTS, Q4)
    assert [line.values["date"] for line in shown] == ["2024-10-01", "2024-12-31"]
    assert [line.subject for line in shown] == [line.record for line in shown]
    assert known_of(shown) == (0, 0)


def test_a_new_record_of_a_list_takes_its_own_day_and_no_quarter() -> None:
    records = MemoryRecords()
    records.add("event", date="2024-12-31", kind="visit", title="A")
    (line,) = lines(records, EVENTS, Q4)
    blank = type(line)({}, "draft:1", "", "", "", {}, {})
    made = fill(EVENTS, blank, Q4, {"date": "2024-11-02", "kind": "visit", "title": "B"})
    assert isinstance(made, AddRow)
    assert made.values == {"date": "2024-11-02", "kind": "visit", "title": "B"}


def test_a_line_is_read_again_after_one_edit() -> None:
    records, firms = park()
    (line, *_) = lines(records, FIRMS, Q4)
    made = records.add("firm_quarter", firm=firms["A"], quarter="2024Q4", headcount=5)
    fresh = renewed(records, FIRMS, line, made)
    assert (fresh.record, fresh.values["headcount"], fresh.missing) == (made, 5, 12)
    del records.tables["firm_quarter"][made]
    assert renewed(records, FIRMS, fresh, made).record == ""


def test_a_project_owes_figures_once_it_is_agreed() -> None:
    records, firms = park()
    county = records.add("region", name_zh="龙游县", kind="county")
    for number, state in (("P1", "agreement"), ("P2", "intent")):
        project = records.add("return_project", number=number, firm=firms["A"], county=county)
        records.add("return_milestone", project=project, state=state, date="2024-01-05")
    assert [line.code for line in lines(records, PROJECTS, Q4)] == ["P1"]
