"""Each kind of table refuses the rows that it cannot take, and says which cell to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter

from domain.errors import DomainError
from storage.files.importing import Said
from storage.files.mapping_file import load_mapping
from tests.storage.files.conftest import SAMPLE
from tests.storage.files.malformed import book, plain, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from domain.imports.outcome import ImportOutcome
    from storage.workbook import Workbook

Bring = "Callable[..., ImportOutcome]"
LEASE = "合同编号,企业编号,楼栋,房号,起租日,到期日\n"
# Name → table with one row, column and rule of the refusal; the sample files are there before.
REFUSALS: dict[str, tuple[str, str, str]] = {
    "firm without number": ("企业编号,企业名称,轨迹类型\n,甲公司,I\n", "企业编号", "required"),
    "firm without name": ("企业编号,企业名称,轨迹类型\nQH900,,I\n", "企业名称", "name_missing"),
    "credit code of another firm": (
        "企业编号,企业名称,统一社会信用代码\nQH900,甲公司,91330110YYXTP12F2C\n",
        "统一社会信用代码",
        "duplicate",
    ),
    "no firm": (
        "企业编号,企业名称,季度,营业收入（元）\n,,2024Q4,1\n",
        "企业编号",
        "firm_not_named",
    ),
    "name of no firm": (
        "企业编号,企业名称,季度,营业收入（元）\n,路人甲公司,2024Q4,1\n",
        "企业名称",
        "unknown_firm",
    ),
    "no quarter": ("企业编号,季度,营业收入（元）\nQH001,,1\n", "季度", "required"),
    "quarter to come": (
        "企业编号,季度,营业收入（元）\nQH001,2025Q2,1\n",
        "季度",
        "quarter_out_of_range",
    ),
    "persons as money": (
        "企业编号,季度,营业收入（元）\nQH001,2024Q4,3人\n",
        "营业收入（元）",
        "unit_of_another_kind",
    ),
    "stage without day": ("企业编号,新阶段,变更日期\nQH001,观察,\n", "变更日期", "required"),
    "stage of no firm": (
        "企业编号,新阶段,变更日期\nQH900,观察,2024-12-01\n",
        "企业编号",
        "unknown_firm",
    ),
    "unknown stage": (
        "企业编号,新阶段,变更日期\nQH001,飞升,2024-12-01\n",
        "新阶段",
        "kind_unknown",
    ),
    "unit without use": ("楼栋,房号,用途,面积（㎡）\n1号楼,901,,20\n", "用途", "required"),
    "regime without start": ("楼栋,运营方式,起\n1号楼,管委会,\n", "起", "required"),
    "regime in another": ("楼栋,运营方式,起\n4号楼,第三方,2020-01-01\n", "起", "regime_overlap"),
    "lease of no building": (
        f"{LEASE}Z1,QH001,9号楼,1,2024-01-01,2024-12-31\n",
        "楼栋",
        "unknown_building",
    ),
    "lease without end": (f"{LEASE}Z1,QH001,1号楼,101,2024-01-01,\n", "到期日", "required"),
    "lease of no firm": (
        f"{LEASE}Z1,QH900,1号楼,101,2024-01-01,2024-12-31\n",
        "企业编号",
        "unknown_firm",
    ),
    "grant without payer": (
        "编号,企业编号,支付方,政策类型,金额（元）,享受起\nZ1,QH001,,房租补贴,1,2024-11-01\n",
        "支付方",
        "required",
    ),
    "patent without kind": ("申请号,类型,申请日\n202429628093.9,,2024-01-01\n", "类型", "required"),
    "patent with wrong digit": (
        "申请号,类型,申请日\n202429628093.1,发明,2024-01-01\n",
        "申请号",
        "patent_check",
    ),
    "project without county": (
        "项目编号,企业编号,落地县市区\nHL-90,QH001,\n",
        "落地县市区",
        "required",
    ),
    "project of no firm": (
        "项目编号,企业编号,落地县市区\nHL-90,QH900,龙游县\n",
        "企业编号",
        "unknown_firm",
    ),
    "milestone of no project": ("项目编号,节点,日期\n,意向,2024-01-01\n", "项目编号", "required"),
    "milestone without day": ("项目编号,节点,日期\nHL-01,意向,\n", "日期", "required"),
    "project quarter of none": (
        "项目编号,季度,产值（元）\nHL-90,2024Q4,1\n",
        "项目编号",
        "unknown_project",
    ),
    "post without profile": ("地区,岗位,需求人数,季度\n龙游县,,3,2024Q4\n", "岗位", "required"),
    "flow without destination": (
        "要素,流出地,流入地,数量,单位,日期\n人才,江山市,,3,人,2024-11-01\n",
        "流入地",
        "required",
    ),
    "flow to itself": (
        "要素,流出地,流入地,数量,单位,日期\n人才,江山市,衢州江山市,3,人,2024-11-01\n",
        "流入地",
        "same_region",
    ),
    "help to nobody": (
        "方式,企业编号,受益企业,日期\n培训,QH001,,2024-11-01\n",
        "受益企业",
        "required",
    ),
    "cost of no building": ("季度,科目,实际（元）\n2024Q4,物业,1\n", "季度", "unknown_building"),
    "cost without category": ("楼栋,季度,科目,实际（元）\n1号楼,2024Q4,,1\n", "科目", "required"),
    "land without taker": (
        "日期,转出方,转入方,类别,面积（亩）\n2024-11-01,衢州市,,园区用地,1\n",
        "转入方",
        "required",
    ),
    "contract without start": ("合同编号,运营方,楼栋,起\nYY-9,甲公司,1号楼,\n", "起", "required"),
    "indicator of no contract": (
        "合同编号,指标,权重\nYY-9,出租率,20\n",
        "合同编号",
        "unknown_contract",
    ),
    "indicator of nothing": ("合同编号,指标,权重\n,出租率,20\n", "合同编号", "required"),
    "indicator too heavy": ("合同编号,指标,权重\nYY-2016,新指标,20\n", "权重", "weights_exceed"),
    "indicator without weight": ("合同编号,指标,权重\nYY-2016,新指标,\n", "权重", "required"),
    "score of nothing": ("合同编号,指标,季度,实际值\nYY-2016,,2020Q1,1\n", "指标", "required"),
    "score after the contract": (
        "合同编号,指标,季度,实际值\nYY-2016,出租率,2023Q1,1\n",
        "季度",
        "quarter_out_of_range",
    ),
    "figure without year": ("地区,年份,指标,数值\n杭州市,,专利授权量,3\n", "年份", "required"),
    "year before counting": (
        "地区,年份,指标,数值\n杭州市,1850,专利授权量,3\n",
        "年份",
        "too_small",
    ),
    "years of nowhere": ("State,1929,1930,1931\n,1,2,3\n", "State", "required"),
    "years without figures": ("State,1929,1930,1931\nAlabama,,,\n", "State", "required"),
}


def _remarks(outcome: ImportOutcome) -> set[tuple[str, str]]:
    return {(each.column, each.rule) for file in outcome.files for each in file.refused}


@pytest.fixture(scope="module")
def parked(tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401 - an open workbook
    """Return a workbook with the sample in it, and a way to try files on it."""
    from domain.entities import SPECS
    from storage.files.importing import import_files
    from storage.workbook import Workbook
    from tests.storage.files.conftest import CLERK, TODAY, sample_paths

    path = tmp_path_factory.mktemp("rows") / "park.feidi"
    with Workbook.create(path, SPECS, CLERK) as workbook:
        import_files(workbook, SPECS, sample_paths(), today=TODAY)

        def attempt(file: Path, **options: Any) -> ImportOutcome:  # noqa: ANN401
            return import_files(workbook, SPECS, [file], today=TODAY, dry_run=True, **options)

        yield attempt


@pytest.mark.parametrize("case", REFUSALS)
def test_a_row_that_cannot_be_taken_names_its_cell(
    parked: Callable[..., ImportOutcome], tmp_path: Path, case: str
) -> None:
    content, column, rule = REFUSALS[case]
    path = tmp_path / "one.csv"
    text(content)(path)
    outcome = parked(path)
    assert (column, rule) in _remarks(outcome)
    assert outcome.written == {}


def test_an_unknown_name_beside_a_known_number_is_noted_and_the_number_counts(
    parked: Callable[..., ImportOutcome], tmp_path: Path
) -> None:
    path = tmp_path / "one.csv"
    text("企业编号,企业名称,季度,营业收入（元）\nQH001,改了名的公司,2019Q4,1\n")(path)
    outcome = parked(path)
    assert [each.rule for each in outcome.files[0].findings] == ["firm_name_differs"]
    assert outcome.files[0].added == 1


def test_a_figure_finer_than_a_fen_is_rounded_and_noted(
    parked: Callable[..., ImportOutcome], tmp_path: Path
) -> None:
    path = tmp_path / "one.csv"
    text("企业编号,季度,营业收入（元）\nQH001,2019Q4,10.005\n")(path)
    outcome = parked(path)
    assert [(each.rule, each.value) for each in outcome.files[0].findings] == [
        ("rounded", "10.005")
    ]
    assert outcome.files[0].added == 1


def test_a_project_and_a_firm_without_figures_have_not_reported(
    workbook: Workbook, bring: Callable[..., ImportOutcome], tmp_path: Path
) -> None:
    firms, projects = tmp_path / "firms.csv", tmp_path / "projects.csv"
    text("企业编号,季度,营业收入（元）,备注\nQH001,2024Q4,—,未报送\n")(firms)
    text("项目编号,季度,产值（元）\nHL-01,2024Q4,n.c.\n")(projects)
    bring(SAMPLE / "firm-register.xlsx", SAMPLE / "return-projects.xlsx", firms)
    for table, path in (("firm_quarter", firms), ("return_quarter", projects)):
        assert bring(path).files[0].imported == 1
        found = workbook.connection.execute(
            f"SELECT not_reported FROM {table} WHERE quarter = '2024Q4' ORDER BY id LIMIT 1"
        ).fetchone()
        assert found == ((1,) if table == "firm_quarter" else (0,))


def test_days_and_quarters_of_a_spreadsheet_are_days_and_quarters(
    workbook: Workbook, bring: Callable[..., ImportOutcome], tmp_path: Path
) -> None:
    path = tmp_path / "days.xlsx"
    made = xlsxwriter.Workbook(path)
    page = made.add_worksheet()
    day = made.add_format({"num_format": "yyyy-mm-dd"})
    moment = made.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    page.write_row(0, 0, ("企业编号", "企业名称", "轨迹类型", "准入日期"))
    page.write_row(1, 0, ("A1", "甲公司", "I"))
    page.write_number(1, 3, 43539, day)
    page.write_row(2, 0, ("A2", "乙公司", "I"))
    page.write_number(2, 3, 43539.4375, moment)
    page.write_row(3, 0, ("A3", "丙公司", "I", 43539))
    page.write_row(4, 0, ("A4", "丁公司", True, 43539))
    sheet = made.add_worksheet("季度")
    sheet.write_row(0, 0, ("企业编号", "季度", "从业人员"))
    sheet.write(1, 0, "A1")
    sheet.write_number(1, 1, 43830, day)
    sheet.write(1, 2, 7)
    sheet.write_row(2, 0, ("A2", "2019Q4", True))
    made.close()
    outcome = bring(path)
    assert _remarks(outcome) == {("C", "kind_unknown"), ("C", "text_in_number")}
    days = workbook.connection.execute("SELECT DISTINCT admission_date FROM firm").fetchall()
    assert days == [("2019-03-15",)]
    found = workbook.connection.execute("SELECT quarter, headcount FROM firm_quarter").fetchall()
    assert found == [("2019Q4", 7)]


def test_a_moment_in_a_text_cell_is_quoted_as_it_is(
    bring: Callable[..., ImportOutcome], tmp_path: Path
) -> None:
    path = tmp_path / "odd.xlsx"
    made = xlsxwriter.Workbook(path)
    page = made.add_worksheet()
    page.write_row(0, 0, ("楼栋", "房号", "用途", "面积（㎡）"))
    page.write_row(1, 0, ("1号楼", "101"))
    moment = made.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    page.write_number(1, 2, 43539.4375, moment)
    page.write(1, 3, 20)
    made.close()
    (remark,) = bring(path).files[0].refused
    assert (remark.column, remark.value) == ("C", "2019-03-15 10:30:00")


def test_a_mapping_file_makes_an_unknown_table_readable(
    workbook: Workbook, bring: Callable[..., ImportOutcome], tmp_path: Path
) -> None:
    table, mapping = tmp_path / "own.csv", tmp_path / "mapping.json"
    text("甲;乙\nQH001;1,5\n")(table)
    plain(
        {
            "kind": "firm_quarter",
            "columns": {"甲": "firm_number", "乙": "revenue_fen"},
            "units": {"revenue_fen": "万元"},
            "values": {"quarter": "2024年第4季度", "remark": "手工汇总"},
            "decimal": ",",
        }
    )(mapping)
    bring(SAMPLE / "firm-register.xlsx")
    # A quarter is a mark of the kind: it has to be a column, a constant does not do.
    assert [
        each.rule for each in bring(table, said=Said(load_mapping(mapping))).files[0].problems
    ] == ["no_headings"]
    text("甲;乙;季度\nQH001;1,5;2024Q4\n")(table)
    assert bring(table, said=Said(load_mapping(mapping))).files[0].added == 1
    found = workbook.connection.execute("SELECT revenue_fen, remark FROM firm_quarter").fetchall()
    assert found == [(1_500_000, "手工汇总")]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ({"surprise": 1}, "mapping_invalid"),
        ({"kind": "firm_quarter", "columns": {"甲": "mood"}}, "mapping_invalid"),
        ({"kind": "firm_quarter", "values": {"headcount": "many"}}, "mapping_invalid"),
        ({"kind": "mood"}, "kind_not_known"),
    ],
)
def test_a_mapping_that_cannot_be_used_stops_the_import(
    bring: Callable[..., ImportOutcome], tmp_path: Path, content: dict[str, object], rule: str
) -> None:
    table, mapping = tmp_path / "own.csv", tmp_path / "mapping.json"
    text("企业编号,季度,营业收入（元）\nQH001,2024Q4,1\n")(table)
    plain(content)(mapping)
    with pytest.raises(DomainError) as refused:
        bring(table, said=Said(load_mapping(mapping)))
    assert refused.value.key == rule


def test_a_mapping_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DomainError) as refused:
        load_mapping(tmp_path / "nowhere.json")
    assert refused.value.key == "file_missing"


def test_a_mapping_can_be_about_one_sheet_only(
    bring: Callable[..., ImportOutcome], tmp_path: Path
) -> None:
    mapping = tmp_path / "mapping.json"
    plain({"sheet": "房源表"})(mapping)
    outcome = bring(SAMPLE / "leases.xlsx", said=Said(load_mapping(mapping)))
    assert [each.sheet for each in outcome.files[0].sheets] == ["房源表"]


def test_a_sheet_about_a_building_names_it_for_its_rows(
    workbook: Workbook, bring: Callable[..., ImportOutcome], tmp_path: Path
) -> None:
    path = tmp_path / "costs.xlsx"
    book(("季度", "科目", "实际（元）"), ("2024Q4", "物业", 3), sheet="Bâtiment B")(path)
    bring(path)
    found = workbook.connection.execute("SELECT code FROM building").fetchall()
    assert found == [("Bâtiment B",)]
