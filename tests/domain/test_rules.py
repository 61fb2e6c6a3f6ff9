"""Each kind of field takes its own values; a record is refused at the place that is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.entities import SPECS
from domain.errors import DomainError
from domain.records import Choices, Field, Kind
from domain.rules import check_move, check_record, field_breaches
from tests.domain.entities.park import Park

if TYPE_CHECKING:
    from domain.records import Value

WHOLE = (
    Kind.INTEGER,
    Kind.MONEY,
    Kind.SHARE,
    Kind.AREA,
    Kind.LAND,
    Kind.HALF_DAYS,
    Kind.FLAG,
)


def keys(each: Field, value: Value) -> list[str]:
    """Return the keys of what a value breaks."""
    return [breach.key for breach in field_breaches(each, value)]


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize("wrong", [1.0, 45.5, "45", b"1", True])
def test_a_whole_kind_takes_whole_numbers_only(kind: Kind, wrong: Value) -> None:
    assert keys(Field("x", kind), 45) == []
    assert keys(Field("x", kind), wrong) == ["not_integer"]


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), float("-inf"), "1.5", b"1", True])
def test_a_measured_number_is_finite(wrong: Value) -> None:
    for right in (1, -1.5, 0.0):
        assert keys(Field("x", Kind.NUMBER), right) == []
    assert keys(Field("x", Kind.NUMBER), wrong) == ["not_a_number"]


@pytest.mark.parametrize(
    ("kind", "right", "wrong", "key"),
    [
        (Kind.DATE, "2024-02-29", "2023-02-29", "date_invalid"),
        (Kind.DATE, "2024-12-31", "2021-13-05", "date_invalid"),
        (Kind.DATE, "2024-12-31", "31/12/2024", "date_invalid"),
        (Kind.QUARTER, "2024Q4", "2022Q5", "quarter_invalid"),
        (Kind.TIME, "09:30", "24:00", "time_invalid"),
        (Kind.TIME, "23:59", "9:30", "time_invalid"),
        (Kind.TEXT, "QH001", 1, "wrong_type"),
        (Kind.BYTES, b"pdf", "pdf", "wrong_type"),
    ],
)
def test_each_kind_takes_its_own_form(kind: Kind, right: Value, wrong: Value, key: str) -> None:
    assert keys(Field("x", kind), right) == []
    assert keys(Field("x", kind), wrong) == [key]


def test_a_choice_is_one_of_the_list() -> None:
    each = Field("x", Kind.CHOICE, choices=Choices("use", ("office", "incubation")))
    assert keys(each, "office") == []
    assert keys(each, "shop") == ["kind_unknown"]


@pytest.mark.parametrize(
    ("minimum", "maximum", "value", "key"),
    [
        (0, None, 0, None),
        (0, None, -1, "negative"),
        (1, 5, 0, "too_small"),
        (1, 5, 5, None),
        (1, 5, 6, "too_large"),
    ],
)
def test_limits_are_part_of_what_is_allowed(
    minimum: int, maximum: int | None, value: int, key: str | None
) -> None:
    each = Field("x", Kind.INTEGER, minimum=minimum, maximum=maximum)
    assert keys(each, value) == ([key] if key else [])


@pytest.mark.parametrize("empty", [None, ""])
def test_unknown_is_accepted_unless_the_field_is_required(empty: Value) -> None:
    assert keys(Field("x", Kind.MONEY), empty) == []
    assert keys(Field("x", Kind.MONEY, required=True), empty) == ["required"]
    assert keys(Field("x", Kind.MONEY, required=True), 0) == []


def test_a_reference_to_no_record_is_refused() -> None:
    park = Park()
    refused = park.refusals(
        "lease", number="1", firm="gone", unit=park.unit, start="2024-01-01", end="2024-12-31"
    )
    assert refused == [("reference_unknown", "firm")]


def test_only_what_was_changed_is_checked_by_its_kind() -> None:
    park = Park()
    record = park.add("firm_quarter", firm=park.firm, quarter="2024Q4", headcount=-1)
    row = park.get("firm_quarter", record)
    assert row is not None
    check_record(SPECS, park, "firm_quarter", row, frozenset({"remark"}))
    with pytest.raises(DomainError, match="negative"):
        check_record(SPECS, park, "firm_quarter", row, frozenset({"headcount"}))


def test_a_refusal_names_the_table_and_the_field() -> None:
    park = Park()
    row = park.row("firm_quarter", firm=park.firm, quarter="2024Q4", headcount=1, rd_staff=2)
    with pytest.raises(DomainError) as refused:
        check_record(SPECS, park, "firm_quarter", row, frozenset(row) - {"id"})
    assert (refused.value.table, refused.value.field) == ("firm_quarter", "rd_staff")
    assert str(refused.value) == "rd_staff_gt_headcount firm_quarter.rd_staff limit=1, value=2"


def test_a_move_is_refused_at_the_field_of_the_state() -> None:
    park = Park()
    spec = SPECS["action_item"]
    before = park.row("action_item", state="open")
    with pytest.raises(DomainError) as refused:
        check_move(spec, before, {**before, "state": "verified"}, "")
    assert (refused.value.key, refused.value.field) == ("transition_not_allowed", "state")
    assert refused.value.table == "action_item"


@pytest.mark.parametrize(("reason", "own"), [("等待省里答复", None), ("", "等待省里答复")])
def test_the_reason_of_a_move_is_that_of_the_action_or_of_the_record(
    reason: str, own: Value
) -> None:
    before = Park().row("action_item", state="open")
    after = {**before, "state": "blocked", "state_reason": own}
    check_move(SPECS["action_item"], before, after, reason)
    with pytest.raises(DomainError, match="reason_missing"):
        check_move(SPECS["action_item"], before, {**after, "state_reason": None}, " ")


def test_a_state_that_stays_is_no_move() -> None:
    row = Park().row("quarter", state="closed")
    check_move(SPECS["quarter"], row, {**row, "digest": "0"}, "")


def test_an_entity_without_a_process_has_no_moves_to_refuse() -> None:
    check_move(SPECS["firm"], None, {"state": "anything"}, "")


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.LONG_TEXT])
def test_a_text_is_no_longer_than_a_cell_of_a_spreadsheet(kind: Kind) -> None:
    assert keys(Field("x", kind), "甲" * 32_767) == []
    assert keys(Field("x", kind), "甲" * 32_768) == ["text_too_long"]
    assert keys(Field("x", Kind.JSON), "甲" * 32_768) == []


@pytest.mark.parametrize("kind", [Kind.INTEGER, Kind.MONEY, Kind.NUMBER])
def test_a_number_is_no_larger_than_a_workbook_keeps(kind: Kind) -> None:
    assert keys(Field("x", kind), 9_223_372_036_854_775_807) == []
    assert keys(Field("x", kind), 9_223_372_036_854_775_808) == ["too_large"]
