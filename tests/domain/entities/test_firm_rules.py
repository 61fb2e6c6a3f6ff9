"""What is refused of firms, their quarters, patents, incentives and talent needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from domain.records import Value
    from tests.domain.entities.park import Park

VALID_CODE = "91350100M000100Y43"


def test_a_firm_with_one_name_and_a_valid_code_is_accepted(park: Park) -> None:
    assert park.refusals("firm", number="QH2", name_fr="Liyuan", credit_code=VALID_CODE) == []


def test_a_firm_without_a_name_in_any_language_is_refused(park: Park) -> None:
    assert park.refusals("firm", number="QH2", name_zh=" ") == [("name_missing", "name_zh")]


def test_a_firm_whose_code_is_unknown_is_accepted(park: Park) -> None:
    assert park.refusals("firm", number="QH2", name_zh="砺垣") == []


@pytest.mark.parametrize(
    ("code", "key"),
    [
        # The two wrong codes of the sample register, and one that is a character short.
        ("91330822YYUBE52179", "credit_code_check"),
        ("91330881OYLDFTXP7R", "credit_code_character"),
        ("91350100M000100Y4", "credit_code_length"),
    ],
)
def test_a_firm_with_a_wrong_credit_code_is_refused(park: Park, code: str, key: str) -> None:
    refused = park.refusals("firm", number="QH2", name_zh="砺垣", credit_code=code)
    assert refused == [(key, "credit_code")]


def test_two_firms_with_the_same_number_are_refused(park: Park) -> None:
    refused = park.refusals("firm", number="QH001", name_zh="另一家")
    assert ("duplicate", "number") in refused


def test_two_firms_with_the_same_credit_code_are_refused(park: Park) -> None:
    park.add("firm", number="QH2", name_zh="甲", credit_code=VALID_CODE)
    refused = park.refusals("firm", number="QH3", name_zh="乙", credit_code=VALID_CODE)
    assert refused == [("duplicate", "credit_code")]


@pytest.mark.parametrize(
    ("staff", "headcount", "refused"),
    [
        (32, 32, []),
        (0, 0, []),
        (None, 32, []),
        (57, None, []),
        (57, 32, [("rd_staff_gt_headcount", "rd_staff")]),
    ],
)
def test_rd_staff_are_at_most_the_headcount(
    park: Park, staff: Value, headcount: Value, refused: list[tuple[str, str]]
) -> None:
    found = park.refusals(
        "firm_quarter", firm=park.firm, quarter="2024Q4", rd_staff=staff, headcount=headcount
    )
    assert found == refused


def test_doctorates_are_at_most_the_headcount(park: Park) -> None:
    quarter: dict[str, Value] = {"firm": park.firm, "quarter": "2024Q4", "headcount": 5}
    assert park.refusals("firm_quarter", **quarter, doctorates=5) == []
    refused = park.refusals("firm_quarter", **quarter, doctorates=6)
    assert refused == [("doctorates_gt_headcount", "doctorates")]


@pytest.mark.parametrize("name", ["headcount", "revenue_fen", "vat_fen", "output_host_fen"])
def test_a_negative_figure_of_a_firm_is_refused(park: Park, name: str) -> None:
    refused = park.refusals("firm_quarter", firm=park.firm, quarter="2024Q4", **{name: -27})
    assert refused == [("negative", name)]


@pytest.mark.parametrize(
    ("quarter", "refused"),
    [
        ("2016Q3", []),  # the firm was admitted on 9 September 2016
        ("2016Q4", []),
        ("2016Q2", [("before_admission", "quarter")]),
    ],
)
def test_a_quarter_before_the_admission_is_refused(
    park: Park, quarter: str, refused: list[tuple[str, str]]
) -> None:
    assert park.refusals("firm_quarter", firm=park.firm, quarter=quarter) == refused


def test_a_firm_reports_for_a_quarter_on_whose_last_day_it_was_admitted(park: Park) -> None:
    firm = park.add("firm", number="QH2", name_zh="新企业", admission_date="2016-09-30")
    assert park.refusals("firm_quarter", firm=firm, quarter="2016Q3") == []


def test_a_firm_whose_admission_is_unknown_may_report(park: Park) -> None:
    firm = park.add("firm", number="QH2", name_zh="候选")
    assert park.refusals("firm_quarter", firm=firm, quarter="2016Q1") == []


def test_a_second_row_for_a_firm_and_quarter_is_refused_naming_both(park: Park) -> None:
    park.add("firm_quarter", firm=park.firm, quarter="2024Q4")
    row = park.row("firm_quarter", firm=park.firm, quarter="2024Q4")
    (breach,) = park.breaches("firm_quarter", row)
    assert breach.key == "duplicate"
    assert str(breach.values["value"]) == "砺垣气动 · 2024Q4"


def test_what_was_not_reported_has_no_figures(park: Park) -> None:
    quarter: dict[str, Value] = {"firm": park.firm, "quarter": "2024Q4", "not_reported": 1}
    assert park.refusals("firm_quarter", **quarter) == []
    refused = park.refusals("firm_quarter", **quarter, vat_fen=0)
    assert refused == [("not_reported_with_figures", "vat_fen")]


@pytest.mark.parametrize(
    ("granted", "refused"),
    [
        ("2017-07-07", []),
        ("2016-11-16", []),
        (None, []),
        ("2016-06-12", [("date_order", "granted")]),
    ],
)
def test_a_patent_is_granted_on_or_after_its_filing(
    park: Park, granted: Value, refused: list[tuple[str, str]]
) -> None:
    found = park.refusals(
        "patent",
        number="201629549660.7",
        kind="utility_model",
        filed="2016-11-16",
        granted=granted,
    )
    assert found == refused


@pytest.mark.parametrize(
    ("number", "refused"),
    [
        ("201629549660.7", []),
        ("CN201729617535.X", []),
        ("PCT/CN2016/100001", []),
        ("201629549660.8", [("patent_check", "number")]),
        ("201629549606.7", [("patent_check", "number")]),
    ],
)
def test_the_check_digit_of_a_chinese_patent_number_is_verified(
    park: Park, number: str, refused: list[tuple[str, str]]
) -> None:
    assert park.refusals("patent", number=number, kind="design", filed="2016-11-16") == refused


def test_a_software_copyright_is_no_kind_of_patent(park: Park) -> None:
    refused = park.refusals("patent", number="201629549660.7", kind="software", filed="2016-11-16")
    assert refused == [("kind_unknown", "kind")]


@pytest.mark.parametrize(
    ("dates", "refused"),
    [
        ({"end": "2018-01-11", "claw_back_date": "2022-01-11"}, []),
        ({}, []),
        ({"end": "2016-12-31"}, [("end_before_start", "end")]),
        ({"claw_back_date": "2016-07-31"}, [("date_order", "claw_back_date")]),
    ],
)
def test_an_incentive_ends_and_is_clawed_back_after_it_starts(
    park: Park, dates: dict[str, Value], refused: list[tuple[str, str]]
) -> None:
    found = park.refusals(
        "incentive",
        number="ZC1",
        firm=park.firm,
        payer=park.origin,
        kind="rent_subsidy",
        start="2017-01-12",
        **dates,
    )
    assert found == refused


def test_a_negative_grant_is_refused(park: Park) -> None:
    refused = park.refusals(
        "incentive",
        number="ZC1",
        firm=park.firm,
        payer=park.origin,
        kind="other",
        start="2017-01-12",
        amount_fen=-5_000_000,
    )
    assert refused == [("negative", "amount_fen")]


@pytest.mark.parametrize(
    ("sought", "filled", "refused"),
    [
        (14, 3, []),
        (14, 14, []),
        (14, None, []),
        (14, 20, [("filled_gt_sought", "filled")]),
        (-3, None, [("negative", "sought")]),
    ],
)
def test_posts_filled_are_at_most_the_posts_sought(
    park: Park, sought: int, filled: Value, refused: list[tuple[str, str]]
) -> None:
    found = park.refusals(
        "talent_need",
        region=park.county,
        profile="数据工程师",
        quarter="2023Q1",
        sought=sought,
        filled=filled,
    )
    assert found == refused
