"""A block of figures is checked before anything is written."""

from __future__ import annotations

from domain.entities import SPECS
from domain.entry import FIRMS, lines
from domain.entry_block import Form
from domain.units import Quarter
from tests.fakes import MemoryRecords

Q4 = Quarter(2024, 4)


def form_of_one_firm() -> tuple[MemoryRecords, Form]:
    records = MemoryRecords()
    records.add("firm", number="A", name_zh="A", admission_date="2020-01-01")
    return records, Form(records, SPECS, FIRMS, Q4)


def test_figures_that_hold_only_together_are_checked_together() -> None:
    records, form = form_of_one_firm()
    (line,) = lines(records, FIRMS, Q4)
    planned = form.plan(line, {"rd_staff": 8, "headcount": 10})
    assert not planned.refused
    (write,) = planned.writes
    assert (write.action, write.values["headcount"], write.values["rd_staff"]) == ("insert", 10, 8)


def test_a_refused_figure_does_not_keep_the_others_back() -> None:
    records, form = form_of_one_firm()
    (line,) = lines(records, FIRMS, Q4)
    planned = form.plan(line, {"rd_staff": 12, "headcount": 10, "vat_fen": -5})
    assert {name: error.key for name, error in planned.refused.items()} == {
        "rd_staff": "rd_staff_gt_headcount",
        "vat_fen": "negative",
    }
    assert planned.writes[0].values["headcount"] == 10


def test_the_figure_that_breaks_a_rule_with_a_recorded_one_is_found() -> None:
    records, form = form_of_one_firm()
    (firm,) = records.find("firm")
    records.add("firm_quarter", firm=firm["id"], quarter="2024Q4", headcount=20, rd_staff=15)
    (line,) = lines(records, FIRMS, Q4)
    planned = form.plan(line, {"headcount": 10, "revenue_fen": 7})
    assert list(planned.refused) == ["headcount"]
    assert planned.writes[0].values == {"revenue_fen": 7}


def test_a_closed_quarter_refuses_every_figure() -> None:
    records, form = form_of_one_firm()
    (line,) = lines(records, FIRMS, Q4)
    records.add("quarter", quarter="2024Q4", state="closed")
    planned = form.plan(line, {"headcount": 10, "revenue_fen": 7})
    assert {error.key for error in planned.refused.values()} == {"quarter_closed"}
    assert len(planned.refused) == 2
    assert planned.writes == ()


def test_nothing_to_write_is_no_write() -> None:
    records, form = form_of_one_firm()
    (line,) = lines(records, FIRMS, Q4)
    assert form.plan(line, {}).writes == ()
