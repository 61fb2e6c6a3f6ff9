"""The sheet of a return project says what was planned, what came of it, and how it came there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.errors import DomainError
from domain.report_kinds import FINDERS, KINDS
from domain.reports.request import ReportRequest
from domain.reports.tree import Masthead, Paragraph, SignatureBlock, Table
from domain.units import Quarter
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


def number(records: Records, wanted: str) -> str:
    """Return the id of a project."""
    return str(records.find("return_project", number=wanted)[0]["id"])


def test_the_sheet_shows_plan_actual_milestones_and_quarters(
    sample_park: Records, texts: Texts
) -> None:
    document = printed(sample_park, texts, number(sample_park, "HL-01"))
    head, plan, milestones, quarters, places = document.sections[0].blocks
    assert isinstance(head, Masthead)
    assert head.title == "回流投产项目简报 HL-01"
    assert head.facts[0].value.startswith("达产")
    assert isinstance(plan, Table)
    # The project's row in the file of return projects: 6.90 mu, granted in January 2018.
    assert plan.rows[0].cells[2:] == ("6.90", "6.90", "100%")
    assert isinstance(milestones, Table)
    assert milestones.rows[0].cells == ("意向", "2017年6月2日", "会议纪要2017-01")
    assert len(milestones.rows) == 7
    assert isinstance(quarters, Table)
    assert [row.cells[0] for row in quarters.rows][-1] == "2024年第4季度"
    assert len(quarters.rows) == 8
    assert isinstance(places, SignatureBlock)


def test_a_rent_driven_project_is_marked_and_a_halt_says_why(
    sample_park: Records, texts: Texts
) -> None:
    rows = sample_park.find("return_project", driver="rent")
    said = printed(sample_park, texts, str(rows[0]["id"]), "en").sections[0].blocks[1]
    assert isinstance(said, Paragraph)
    assert "not counted as an innovation return" in str(said.text)
    stalled = printed(sample_park, texts, number(sample_park, "HL-14")).sections[0].blocks[1]
    assert isinstance(stalled, Paragraph)
    reason = str(sample_park.find("return_milestone", state="stalled")[0]["reason"])
    assert stalled.text == f"停滞原因：{reason}"


def test_a_remark_is_printed(texts: Texts) -> None:
    journal = MemoryJournal()
    project = journal.add("return_project", number="HL-9", remark="two shifts")
    said = printed(journal, texts, project, "en").sections[0].blocks[1]
    assert isinstance(said, Paragraph)
    assert said.text == "Remarks: two shifts"


def test_a_project_that_has_not_begun_has_no_milestones_to_show(texts: Texts) -> None:
    journal = MemoryJournal()
    project = journal.add("return_project", number="HL-9", firm=None, county=None)
    blocks = printed(journal, texts, project, "fr").sections[0].blocks
    assert len(blocks) == 4
    head = blocks[0]
    assert isinstance(head, Masthead)
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
