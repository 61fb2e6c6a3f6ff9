"""The quarterly report tells who may count what, with the figures of the page of attribution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.attribution.commands import AgreeShares
from domain.attribution.ledger import entry, ledger
from domain.report_kinds import KINDS
from domain.reports.request import ReportRequest
from domain.reports.tree import Columns, Note, Section, Table
from domain.units import WHOLE_BP, Quarter
from tests.domain.reports.test_gate_memo import ISSUE

if TYPE_CHECKING:
    from domain.reports.tree import Language
    from domain.text import Texts
    from storage.workbook import Workbook

NOW = Quarter(2024, 4)


def agree(park: Workbook, indicator: str, shares: dict[str, int], counting: str) -> None:
    regions = tuple(place.region for place in entry(park, NOW, indicator).places)
    by_id = {str(park.find("party", code=code)[0]["id"]): bp for code, bp in shares.items()}
    park.run(AgreeShares(NOW, indicator, regions, by_id, counting))


def sharing(park: Workbook, texts: Texts, lang: Language, kind: str = "quarterly") -> Section:
    request = ReportRequest(NOW, (lang,), ISSUE, ("sharing",) if kind == "quarterly" else ())
    document = KINDS[kind](park, texts, request)
    title = texts.say("report.part.sharing", lang)
    return next(each for each in document.sections if each.title == title)


def notes(section: Section) -> str:
    columns = [each for each in section.blocks if isinstance(each, Columns)]
    told = [block.text for each in columns for block in each.right if isinstance(block, Note)]
    return " ".join(str(each) for each in told)


def table_of(section: Section, title: str) -> Table | None:
    tables = [each for each in section.blocks if isinstance(each, Table)]
    return next((each for each in tables if each.title == title), None)


def test_what_is_not_agreed_is_said_in_a_sentence(park: Workbook, texts: Texts) -> None:
    section = sharing(park, texts, "en")
    assert table_of(section, "Attribution of statistics") is None
    assert "Attribution still to be agreed: Host output, Total tax" in notes(section)


def test_what_is_agreed_stands_in_a_table_with_each_total_once(
    park: Workbook, texts: Texts
) -> None:
    agree(park, "tax_total", {"QZ": 5000, "YH": 3000, "LY": 2000}, "divided")
    agree(park, "patents_granted", {"QZ": WHOLE_BP, "YH": WHOLE_BP}, "full")
    section = sharing(park, texts, "en")
    table = table_of(section, "Attribution of statistics")
    assert table is not None
    rows = {str(row.cells[0]): row.cells[1:] for row in table.rows}
    # Half, three and two tenths of 17,700.956 thousand yuan.
    assert rows["Total tax (k¥)"] == (
        "17,701.0", "8,850.5 (50.0%)", "5,310.3 (30.0%)", "3,540.2 (20.0%)",
    )  # fmt: skip
    assert rows["Patents granted (patents)"] == ("14", "14 (100.0%)", "14 (100.0%)", "—")
    assert rows["Return output (k¥)"][0] == "137,041.0"
    assert len(rows) == 3
    note = str(table.note)
    assert "Counted in full by several parties, hence more than once: Patents granted." in note
    assert "still to be agreed: Host output, Return tax" in note
    assert "still to be agreed" not in notes(section)
    # The tables are numbered in the order in which they stand.
    columns = next(each for each in section.blocks if isinstance(each, Columns))
    land = next(block for block in columns.right if isinstance(block, Table))
    assert int(table.number.split()[-1]) == int(land.number.split()[-1]) + 1


def test_when_all_is_agreed_nothing_is_left_to_say(park: Workbook, texts: Texts) -> None:
    for each in ledger(park, NOW).not_agreed:
        agree(park, each.indicator, {"QZ": 5000, "YH": 5000}, "divided")
    table = table_of(sharing(park, texts, "zh"), "统计指标归属")
    assert table is not None
    assert table.note == ""
    assert len(table.rows) == 7


def test_an_indicator_of_a_partys_own_keeps_its_name(park: Workbook, texts: Texts) -> None:
    host = entry(park, NOW, "tax_total").places[0].region
    party = str(park.find("party", code="QZ")[0]["id"])
    park.run(AgreeShares(NOW, "gdp", (host,), {party: WHOLE_BP}))
    other = next(each for each in park.find("party") if each["code"] == "MC")
    park.run(AgreeShares(NOW, "tax_total", (host,), {str(other["id"]): WHOLE_BP}))
    table = table_of(sharing(park, texts, "en"), "Attribution of statistics")
    assert table is not None
    # Without a value there is nothing to count; who is no party to the agreement has a column.
    assert [str(row.cells[0]) for row in table.rows] == ["Return output (k¥)", "Total tax (k¥)"]
    assert [column.head for column in table.columns][-1] == "Management committee"
