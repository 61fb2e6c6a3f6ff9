"""The sheet of a return project says what was planned, what came of it, and how it came there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.errors import DomainError
from domain.report_kinds import FINDERS, KINDS
from domain.reports.charts import BarChart
from domain.reports.request import ReportRequest
from domain.reports.tree import Columns, Figure, Masthead, Paragraph, SignatureBlock, Table
from domain.units import Quarter
from tests.domain.reports.reading import plain
from tests.domain.reports.test_gate_memo import ISSUE
from tests.fakes import MemoryJournal

if TYPE_CHECKING:
    from domain.records import Records
    from domain.reports.tree import Document, Language
    from domain.text import Texts

LAST = Quarter.parse("2024Q4")


def printed(records: Records, texts: Texts, project: str, lang: Language = "zh") -> Document:
    """Build the sheet of a project."""
    return KINDS["return_sheet"](records, texts, ReportRequest(LAST, (lang,), ISSUE, (project,)))


@pytest.fixture
def journal() -> MemoryJournal:
    """Give a project on 3.5 mu with three quarters reported."""
    made = MemoryJournal()
    made.add("return_project", id="p", number="HL-9", land=350)
    for month, state in ((1, "intent"), (2, "land_granted"), (3, "in_production")):
        made.add("return_milestone", project="p", state=state, date=f"2023-{month:02d}-01")
    for quarter, output, tax, jobs in (
        ("2023Q4", 200_000_000, 2_000_000, 9),
        ("2024Q3", 300_000_000, 3_000_000, 12),
        ("2024Q4", 400_000_000, None, None),
    ):
        made.add(
            "return_quarter",
            project="p",
            quarter=quarter,
            output_fen=output,
            tax_fen=tax,
            jobs=jobs,
        )
    return made


def number(records: Records, wanted: str) -> str:
    """Return the id of a project."""
    return str(records.find("return_project", number=wanted)[0]["id"])


def test_the_sheet_shows_plan_actual_milestones_and_quarters(
    sample_park: Records, texts: Texts
) -> None:
    document = printed(sample_park, texts, number(sample_park, "HL-01"))
    head, told, plan, beside, course, quarters, places = document.sections[0].blocks
    assert isinstance(head, Masthead)
    assert head.title == "回流投产项目简报 HL-01"
    assert head.facts[0].value.startswith("达产")
    assert isinstance(told, Paragraph)
    assert plain(told.text).startswith("2024年第4季度末处于“达产”阶段。近四季产值")
    assert isinstance(plan, Table)
    # The project's row in the file of return projects: 6.90 mu, granted in January 2018.
    assert plan.rows[0].cells[2:5] == ("6.90", "6.90", "100%")
    assert isinstance(beside, Columns)
    milestones, benefit = beside.left[0], beside.right[0]
    assert isinstance(milestones, Table)
    assert milestones.rows[0].cells == ("意向", "2017年6月2日", "会议纪要2017-01")
    assert len(milestones.rows) == 7
    assert isinstance(benefit, Table)
    assert isinstance(course, Figure)
    assert isinstance(quarters, Table)
    assert [each.number for each in (plan, milestones, benefit, quarters)] == [
        *("表1", "表2", "表3", "表4")
    ]
    assert [group.text for group in quarters.groups] == ["2023", "2024"]
    assert len(quarters.columns) == 2 + 8
    assert isinstance(places, SignatureBlock)


def test_what_the_county_has_of_it_is_added_up_from_the_quarters(
    journal: MemoryJournal, texts: Texts
) -> None:
    blocks = printed(journal, texts, "p", "en").sections[0].blocks
    benefit = next(each for each in blocks if isinstance(each, Columns)).right[0]
    assert isinstance(benefit, Table)
    assert {str(row.cells[0]): row.cells[2] for row in benefit.rows} == {
        # 2 + 3 + 4 m yuan; taxes 20 + 30 thousand, of which 30 within the last four quarters.
        "Output to date": "9,000.0",
        "Tax to date": "50.0",
        "Tax of the last four quarters": "30.0",
        "Jobs": "12",
        # 3 + 4 m yuan of a year on 3.5 mu.
        "Output per mu, last four quarters": "2,000.0",
    }


def test_an_unreported_quarter_is_a_gap_in_the_bars_and_is_said(
    journal: MemoryJournal, texts: Texts
) -> None:
    blocks = printed(journal, texts, "p", "en").sections[0].blocks
    course = next(each for each in blocks if isinstance(each, Figure))
    assert isinstance(course.chart, BarChart)
    # Quarters from 2022Q1: 2 m in 2023Q4, 3 m in 2024Q3, 4 m in 2024Q4.
    assert [at for at, value in enumerate(course.chart.series[0].values) if value] == [7, 10, 11]
    assert course.chart.totals[-3:] == ("—", "3,000", "4,000")
    assert course.note == "“—” means not reported."


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_sheet_stands_beside_its_twin(sample_park: Records, texts: Texts, lang: Language) -> None:
    project = number(sample_park, "HL-14")
    request = ReportRequest(LAST, ("zh", lang), ISSUE, (project,))
    document = KINDS["return_sheet"](sample_park, texts, request)
    (section,) = document.sections
    assert section.twin is not None
    kinds = [[type(each) for each in one.blocks] for one in (section, section.twin)]
    assert kinds[0] == kinds[1]
    other = {"fr": "PROJET", "en": "DRAFT"}[lang]
    assert document.watermark == f"草案　•　{other}"


def test_a_rent_driven_project_is_marked_and_a_halt_says_why(
    sample_park: Records, texts: Texts
) -> None:
    rows = sample_park.find("return_project", driver="rent")
    said = printed(sample_park, texts, str(rows[0]["id"]), "en").sections[0].blocks[2]
    assert isinstance(said, Paragraph)
    assert "not counted as an innovation return" in str(said.text)
    stalled = printed(sample_park, texts, number(sample_park, "HL-14")).sections[0].blocks[2]
    assert isinstance(stalled, Paragraph)
    reason = str(sample_park.find("return_milestone", state="stalled")[0]["reason"])
    assert stalled.text == f"停滞原因：{reason}"


def test_a_remark_is_printed(texts: Texts) -> None:
    journal = MemoryJournal()
    project = journal.add("return_project", number="HL-9", remark="two shifts")
    said = printed(journal, texts, project, "en").sections[0].blocks[2]
    assert isinstance(said, Paragraph)
    assert said.text == "Remarks: two shifts"


def test_a_project_that_has_not_begun_has_no_milestones_to_show(texts: Texts) -> None:
    journal = MemoryJournal()
    project = journal.add("return_project", number="HL-9", firm=None, county=None)
    blocks = printed(journal, texts, project, "fr").sections[0].blocks
    head, told, *_, benefit, quarters, _places = blocks
    assert isinstance(head, Masthead)
    assert isinstance(told, Paragraph)
    assert plain(told.text) == "Fin T4\xa02024\u202f: projet pas encore entamé."
    assert isinstance(benefit, Table)
    assert [row.cells[2] for row in benefit.rows] == ["—"] * 5
    assert isinstance(quarters, Table)
    assert plain(quarters.rows[0].cells[0]) == "Aucun chiffre sur les huit derniers trimestres"
    # Nothing to draw: no chart of bars without height.
    assert not any(isinstance(each, Figure) for each in blocks)
    assert head.facts[0].value == "Pas encore entamé"


def test_a_project_is_found_by_number_and_printed_for_the_last_quarter(texts: Texts) -> None:
    journal = MemoryJournal()
    project = journal.add("return_project", number="HL-9")
    find = FINDERS["return_sheet"]
    with pytest.raises(DomainError, match="report_quarter_unknown"):
        find(journal, "HL-9")
    journal.add("quarter", quarter="2024Q3")
    journal.add("quarter", quarter="2024Q4")
    assert find(journal, "HL-9") == find(journal, project) == (project, LAST)
    with pytest.raises(DomainError, match="report_record_unknown"):
        find(journal, "HL-8")
    with pytest.raises(DomainError, match="report_record_unknown"):
        printed(journal, texts, "gone")
