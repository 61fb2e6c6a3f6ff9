"""Files that still name a firm by what it was before a merger find the firm that was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.commands import AddRow
from domain.merging.command import MergeRecords
from domain.merging.wish import Wish
from tests.storage.files.conftest import content
from tests.storage.files.malformed import text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from domain.imports.outcome import ImportOutcome
    from storage.workbook import Workbook

HEAD = "企业编号,企业名称,英文名称,统一社会信用代码,行业代码,准入日期\n"
FIRST = "QH001,泓禾检测有限公司,Honghe Testing,,M74,2020-01-01\n"
TWICE = "QH900,宏和检测有限公司,,91330110YYDBPM0NXJ,,2020-01-01\n"


def written(folder: Path, name: str, words: str) -> Path:
    """Write a file of comma-separated values."""
    path = folder / name
    text(words)(path)
    return path


def merged(workbook: Workbook) -> str:
    """Merge the second firm into the first, whose id is returned."""
    kept, gone = (str(workbook.find("firm", number=each)[0]["id"]) for each in ("QH001", "QH900"))
    workbook.run(MergeRecords(Wish("firm", kept, (gone,)), "registered twice"))
    return kept


def test_the_register_brought_again_makes_no_second_firm_and_changes_nothing_settled(
    workbook: Workbook, bring: Callable[..., ImportOutcome], tmp_path: Path
) -> None:
    register = written(tmp_path, "register.csv", HEAD + FIRST + TWICE)
    bring(register)
    kept = merged(workbook)
    before = content(workbook)
    outcome = bring(register)
    assert [(each.row, each.rule) for each in outcome.files[0].findings] == [(3, "merged_into")]
    assert content(workbook) == before
    assert [row["id"] for row in workbook.find("firm")] == [kept]


def test_only_what_is_unknown_is_filled_in_from_the_row_of_a_merged_firm(
    workbook: Workbook, bring: Callable[..., ImportOutcome], tmp_path: Path
) -> None:
    bring(written(tmp_path, "register.csv", HEAD + FIRST + TWICE))
    merged(workbook)
    more = HEAD.replace("准入日期", "联系人") + "QH900,另名有限公司,,,M11,柯知夏\n"
    bring(written(tmp_path, "again.csv", more))
    row = workbook.find("firm")[0]
    assert (row["number"], row["name_zh"], row["sector"]) == ("QH001", "泓禾检测有限公司", "M74")
    assert row["contact_person"] == "柯知夏"


def test_a_new_number_with_the_credit_code_of_a_merged_firm_is_the_firm_kept(
    workbook: Workbook, bring: Callable[..., ImportOutcome], tmp_path: Path
) -> None:
    first = FIRST.replace("Honghe Testing,,", "Honghe Testing,91330110MA27XL0B43,")
    bring(written(tmp_path, "register.csv", HEAD + first + TWICE))
    kept = merged(workbook)
    row = "QH777,第三名有限公司,,91330110YYDBPM0NXJ,,\n"
    outcome = bring(written(tmp_path, "third.csv", HEAD + row))
    assert [each.rule for each in outcome.files[0].findings] == ["merged_into"]
    assert [each["id"] for each in workbook.find("firm")] == [kept]


def test_figures_under_the_number_or_the_name_of_a_merged_firm_are_those_of_the_firm_kept(
    workbook: Workbook, bring: Callable[..., ImportOutcome], tmp_path: Path
) -> None:
    bring(written(tmp_path, "register.csv", HEAD + FIRST + TWICE))
    kept = merged(workbook)
    rows = "QH900,,2024Q2,100\n,宏和检测有限公司,2024Q3,200\n"
    bring(written(tmp_path, "figures.csv", "企业编号,企业名称,季度,营业收入（元）\n" + rows))
    found = workbook.find("firm_quarter", firm=kept)
    assert {row["quarter"]: row["revenue_fen"] for row in found} == {
        "2024Q2": 10_000,
        "2024Q3": 20_000,
    }


def test_after_the_merger_is_undone_the_firm_is_itself_again(
    workbook: Workbook, bring: Callable[..., ImportOutcome], tmp_path: Path
) -> None:
    bring(written(tmp_path, "register.csv", HEAD + FIRST + TWICE))
    merged(workbook)
    workbook.undo()
    outcome = bring(written(tmp_path, "again.csv", HEAD + TWICE))
    assert outcome.files[0].findings == ()
    assert len(workbook.find("firm")) == 2


def test_a_number_given_to_another_firm_later_is_that_firm(
    workbook: Workbook, bring: Callable[..., ImportOutcome], tmp_path: Path
) -> None:
    bring(written(tmp_path, "register.csv", HEAD + FIRST + TWICE))
    merged(workbook)
    other = AddRow("firm", {"number": "QH900", "name_zh": "乙有限公司"})
    workbook.run(other)
    bring(written(tmp_path, "again.csv", HEAD + "QH900,乙有限公司,,,M75,\n"))
    assert (workbook.get("firm", other.record) or {})["sector"] == "M75"
