"""A table is known by its headings, in three languages, wherever they stand."""

from __future__ import annotations

import pytest

from domain.errors import DomainError
from domain.imports.headings import recognise
from domain.imports.kinds import SHEET_KINDS, region_years
from domain.imports.mapping import TableMapping, read_mapping
from domain.imports.sheet import Cell, Sheet, column_index, letters
from domain.imports.units import money_scale_in_lines, scale_in_heading

FIGURES = ("企业编号", "季度", "营业收入（万元）", "从业人员（人）")


def _sheet(*rows: tuple[Cell, ...], name: str = "") -> Sheet:
    width = max(len(row) for row in rows)
    padded = [(*row, *[""] * (width - len(row))) for row in rows]
    return Sheet("a.xlsx", name, padded, range(1, len(rows) + 1))


def _refused(sheet: Sheet, mapping: TableMapping | None = None) -> str:
    with pytest.raises(DomainError) as refused:
        recognise(sheet, SHEET_KINDS, mapping or TableMapping())
    return refused.value.key


@pytest.mark.parametrize(
    ("headings", "kind", "lang"),
    [
        (FIGURES, "firm_quarter", "zh"),
        (("N° entreprise", "Trimestre", "CA (k¥)", "Effectif"), "firm_quarter", "fr"),
        (("Firm no.", "Quarter", "Revenue (CNY thousand)", "Headcount"), "firm_quarter", "en"),
        (("N° ENTREPRISE", "Raison sociale", "Code de credit social"), "firm", "fr"),
        (("Firm number", "English name", "Trajectory", "R&D site"), "firm", "en"),
        (("楼 栋", "房号", "用途", "面积（㎡）"), "unit", "zh"),
        (("Bâtiment", "Local", "Usage", "Surface (m²)"), "unit", "fr"),
        (("Facteur", "De", "Vers", "Quantité", "Unité", "Date"), "factor_flow", "fr"),
        (("Region", "Year", "Indicator", "Value", "Source"), "region_figure", "en"),
    ],
)
def test_headings_are_known_in_three_languages(
    headings: tuple[str, ...], kind: str, lang: str
) -> None:
    found = recognise(_sheet(headings, ("x",) * len(headings)), SHEET_KINDS)
    assert (found.kind.key, found.lang) == (kind, lang)
    assert found.mark == ("," if lang == "fr" else ".")
    assert found.unread == ()


def test_titles_and_notes_above_the_headings_are_passed_over() -> None:
    sheet = _sheet(
        ("季度报表",), ("单位：元",), ("企业编号", "季度", "营业收入"), ("QH001", "2024Q1", 1.0)
    )
    found = recognise(sheet, SHEET_KINDS)
    assert found.first_row == 3
    assert found.scales["revenue_fen"] == 100
    assert found.above == ("季度报表", "单位：元")


def test_the_unit_in_a_heading_counts_before_the_line_above() -> None:
    sheet = _sheet(
        ("单位：元",), ("企业编号", "季度", "营业收入（万元）"), ("QH001", "2024Q1", 1.0)
    )
    assert recognise(sheet, SHEET_KINDS).scales["revenue_fen"] == 1_000_000


@pytest.mark.parametrize(
    ("line", "scale"),
    [
        ("单位：万元、人", 1_000_000),
        ("金额单位：元", 100),
        ("Montants en milliers de yuans – n.c. : non communiqué", 100_000),
        ("Montants en dizaines de milliers de yuans", 1_000_000),
        ("Montants en yuans", 100),
        ("Amounts in CNY thousand", 100_000),
        ("Figures in CNY 10,000", 1_000_000),
        ("Amounts in CNY million", 100_000_000),
        ("2024年企业季度报表", 0),
    ],
)
def test_a_line_above_the_table_names_the_unit_of_money(line: str, scale: int) -> None:
    assert money_scale_in_lines([line]) == scale


@pytest.mark.parametrize(
    ("heading", "dimension", "scale"),
    [
        ("营业收入（万元）", "money", 1_000_000),
        ("Chiffre d’affaires (k¥)", "money", 100_000),
        ("租金（元/㎡·月）", "money", 100),
        ("年递增（%）", "share", 100),
        ("用地（公顷）", "land", 1_500),
        ("行业代码（GB/T 4754）", "money", 0),
        ("营业收入", "money", 0),
    ],
)
def test_the_brackets_of_a_heading_name_its_unit(heading: str, dimension: str, scale: int) -> None:
    assert scale_in_heading(heading, dimension) == scale


def test_headings_may_stand_in_two_rows() -> None:
    sheet = _sheet(
        ("企业编号", "季度", "其中：税收", ""),
        ("", "", "增值税（万元）", "企业所得税（万元）"),
        ("QH001", "2024Q1", 1.0, 2.0),
    )
    found = recognise(sheet, SHEET_KINDS)
    assert set(found.places) == {"firm_number", "quarter", "vat_fen", "cit_fen"}
    assert found.titles["vat_fen"] == "增值税（万元）"
    assert found.first_row == 2


def test_a_heading_that_is_not_known_is_told() -> None:
    found = recognise(_sheet((*FIGURES, "心情"), ("x",)), SHEET_KINDS)
    assert found.unread == ("心情",)


def test_a_table_without_known_headings_is_refused() -> None:
    assert _refused(_sheet(("甲", "乙"), ("1", "2"))) == "no_headings"


def test_a_heading_that_stands_twice_is_refused() -> None:
    assert _refused(_sheet((*FIGURES, "营业收入（元）"), ("x",))) == "heading_twice"


def test_headings_that_fit_two_kinds_equally_are_refused() -> None:
    first, second = (kind for kind in SHEET_KINDS if kind.key in {"unit", "building_regime"})
    sheet = _sheet(("楼栋", "房号", "用途", "面积", "运营方式", "起", "止"), ("x",))
    with pytest.raises(DomainError) as refused:
        recognise(sheet, [first, second])
    # unit knows four of these columns, the regime four as well
    assert refused.value.key == "kind_ambiguous"


def test_a_mapping_names_kind_row_columns_units_and_decimal_sign() -> None:
    sheet = _sheet(
        ("编码", "期", "收入", "人"), ("甲", "乙", "丙", "丁"), ("QH001", "2024Q1", "1,5", 3.0)
    )
    mapping = read_mapping(
        {
            "kind": "firm_quarter",
            "heading_row": 2,
            "columns": {"甲": "firm_number", "B": "quarter", "丙": "revenue_fen"},
            "units": {"revenue_fen": "k¥"},
            "decimal": ",",
        }
    )
    found = recognise(sheet, SHEET_KINDS, mapping)
    assert dict(found.places) == {"firm_number": 0, "quarter": 1, "revenue_fen": 2}
    assert (found.scales["revenue_fen"], found.mark, found.first_row) == (100_000, ",", 2)


@pytest.mark.parametrize(
    "content",
    [
        [],
        {"surprise": 1},
        {"kind": 3},
        {"heading_row": "2"},
        {"heading_row": True},
        {"columns": ["a"]},
        {"columns": {"a": 1}},
        {"units": {"revenue_fen": "pieds"}},
        {"decimal": ";"},
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused(content: object) -> None:
    with pytest.raises(DomainError) as refused:
        read_mapping(content)
    assert refused.value.key == "mapping_invalid"


def test_a_mapping_to_a_column_or_kind_that_does_not_exist_is_refused() -> None:
    sheet = _sheet(FIGURES, ("x",))
    assert _refused(sheet, TableMapping(kind="firm_quarter", columns={"甲": "mood"})) == (
        "mapping_invalid"
    )
    assert _refused(sheet, TableMapping(kind="moods")) == "kind_not_known"


def test_the_decimal_point_can_be_named() -> None:
    assert read_mapping({"decimal": "."}).mark == "."
    assert read_mapping({}).mark is None


def test_a_wide_table_of_years_is_known_by_its_years() -> None:
    sheet = _sheet(("State", "1929", "1930", 1931.0), ("Alabama", 323.0, 267.0, 224.0))
    wide = region_years.kind_of(sheet)
    assert wide is not None
    found = recognise(sheet, (*SHEET_KINDS, wide))
    assert set(found.places) == {"region", "1929", "1930", "1931"}
    assert region_years.kind_of(_sheet(("State", "1929"), ("Alabama", 1.0))) is None


def test_columns_are_called_as_a_spreadsheet_calls_them() -> None:
    assert [letters(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert [column_index(name) for name in ("A", "z", "AA", "ZZ", "AAA")] == [0, 25, 26, 701, 702]
    assert [column_index(name) for name in ("甲", "A1", "ABCD", "")] == [-1, -1, -1, -1]
