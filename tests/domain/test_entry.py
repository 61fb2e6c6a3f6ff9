"""What is owed for a quarter, and what a typed figure becomes."""

from __future__ import annotations

import pytest

from domain.commands import AddRow, SetFields
from domain.entry import FIRMS, PARK, PROJECTS, completeness, fill, lines
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
    assert completeness(shown, FIRMS) == (2, 3 * 13)
    assert shown[0].missing(FIRMS.fields) == 11


@pytest.mark.parametrize(
    ("now", "then", "asked"),
    [(151, 100, True), (150, 100, False), (49, 100, True), (50, 100, False), (5, 0, False)],
)
def test_a_change_beyond_half_asks_for_a_remark(now: int, then: int, *, asked: bool) -> None:
    records, firms = park()
    records.add("firm_quarter", firm=firms["A"], quarter="2024Q3", headcount=then)
    records.add("firm_quarter", firm=firms["A"], quarter="2024Q4", headcount=now)
    (line, *_) = lines(records, FIRMS, Q4)
    assert line.to_explain(FIRMS) == (("headcount",) if asked else ())


def test_a_remark_answers_the_question() -> None:
    records, firms = park()
    records.add("firm_quarter", firm=firms["A"], quarter="2024Q3", headcount=10)
    records.add("firm_quarter", firm=firms["A"], quarter="2024Q4", headcount=30, remark="merged")
    assert lines(records, FIRMS, Q4)[0].to_explain(FIRMS) == ()


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


def test_the_park_owes_each_cost_of_each_building() -> None:
    records = MemoryRecords()
    building = records.add("building", code="1号楼")
    records.add("cost", quarter="2024Q4", building=building, category="energy", actual_fen=100)
    shown = lines(records, PARK, Q4)
    assert [line.note for line in shown] == [
        "property",
        "energy",
        "staff",
        "repair",
        "investment_promotion",
        "site_rent",
    ]
    assert completeness(shown, PARK) == (1, 18)


def test_a_project_owes_figures_once_it_is_agreed() -> None:
    records, firms = park()
    county = records.add("region", name_zh="龙游县", kind="county")
    for number, state in (("P1", "agreement"), ("P2", "intent")):
        project = records.add("return_project", number=number, firm=firms["A"], county=county)
        records.add("return_milestone", project=project, state=state, date="2024-01-05")
    assert [line.code for line in lines(records, PROJECTS, Q4)] == ["P1"]
