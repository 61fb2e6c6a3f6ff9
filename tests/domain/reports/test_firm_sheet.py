"""The sheet of a firm says what its records say, and what they do not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from domain.errors import DomainError
from domain.report_kinds import FINDERS, KINDS
from domain.reports.charts import Gantt
from domain.reports.request import ReportRequest
from domain.reports.tree import Masthead, Paragraph, Sparkline, Table
from domain.units import Quarter
from tests.domain.reports.reading import every, plain, table, words
from tests.domain.reports.test_gate_memo import ISSUE
from tests.fakes import MemoryJournal

if TYPE_CHECKING:
    from domain.records import Records
    from domain.reports.request import Issue
    from domain.reports.tree import Document, Language
    from domain.text import Texts

LAST = Quarter.parse("2024Q4")


def printed(
    records: Records,
    texts: Texts,
    firm: str,
    languages: tuple[Language, ...] = ("zh",),
    issue: Issue = ISSUE,
) -> Document:
    """Build the sheet of a firm, named by number or id."""
    rows = records.find("firm", number=firm)
    record = str(rows[0]["id"]) if rows else firm
    return KINDS["firm_sheet"](records, texts, ReportRequest(LAST, languages, issue, (record,)))


def facts(document: Document) -> dict[str, str]:
    """Return the facts below the title."""
    head = next(every(document.sections, Masthead))
    return {fact.label: fact.value for fact in head.facts}


def chart(document: Document) -> Gantt:
    """Return the chart of the firm's years."""
    return next(every(document.sections, Gantt))


def test_the_sheet_says_who_the_firm_is(sample_park: Records, texts: Texts) -> None:
    document = printed(sample_park, texts, "QH036")
    head = next(every(document.sections, Masthead))
    assert (head.title, head.subtitle) == ("企业概况 QH036", "杭州市泓禾检测技术股份有限公司")
    found = facts(document)
    # The firm's row in the register.
    assert found["统一社会信用代码"] == "91330110YYEJ50WU02"
    assert found["其他名称"] == "Honghe Testing Co., Ltd."
    assert found["准入日期"] == "2021年7月28日"
    assert found["资质"] == "科技型中小企业（2024-02-16）"
    assert found["所处阶段"].startswith("在孵")


def test_eight_quarters_stand_beside_their_line(sample_park: Records, texts: Texts) -> None:
    document = printed(sample_park, texts, "QH036")
    found = table(document, "近八个季度主要数据")
    # The firm's rows of 2024 in the file of quarterly figures, 万元; four taxes added by hand.
    assert found["营业收入"][-4:] == ("1,365.89", "1,610.53", "1,737.49", "1,965.97")
    assert found["研发投入"][-3:] == ("—", "429.25", "744.88")
    assert found["从业人员"][-4:] == ("19", "20", "21", "21")
    assert found["税收合计"][-4:] == ("97.00", "111.05", "75.59", "54.31")
    lines = list(every(document.sections, Sparkline))
    assert len(lines) == 10
    assert all(len(line.values) == 8 for line in lines)
    sentence = next(every(document.sections, Paragraph)).text
    assert str(sentence).startswith("2024年第4季度营业收入1,965.97万元，从业人员21人。")


def test_incentives_name_the_other_payer_of_the_same_time(
    sample_park: Records, texts: Texts
) -> None:
    document = printed(sample_park, texts, "QH036")
    grants = next(each for each in every(document.sections, Table) if "补贴" in each.title)
    rows = [tuple(map(plain, row.cells)) for row in grants.rows]
    # Five rows of the register of incentives: 32.0 + 29.5 + 13.6 + 18.3 + 84.3.
    assert rows[-1][:3] == ("合计", "", "177.70")
    assert ("余杭区", "房租补贴", "32.00", "2021-08-05", "2023-08-04", "—", "▲ 衢州市") in rows
    assert (
        "衢州市",
        "研发补助",
        "13.60",
        "2022-03-12",
        "2022-09-07",
        "2025-03-11",
        "▲ 余杭区",
    ) in rows


def test_the_years_in_the_park_stand_on_one_axis(sample_park: Records, texts: Texts) -> None:
    drawn = chart(printed(sample_park, texts, "QH036"))
    # One incubation, six leases of three units, two payers, no return project.
    assert [row.name for row in drawn.rows] == ["孵化", *["租约"] * 3, "补贴", "补贴"]
    assert {span.tone for span in drawn.rows[-1].spans} == {"mid", "brick"}
    assert {len(row.spans) for row in drawn.rows[1:4]} == {2}
    # The second lease of each unit: its last day and its rent in the register of leases.
    assert "至2027-07-27，39.00" in {row.remark for row in drawn.rows[1:4]}
    assert max(span.end for row in drawn.rows for span in row.spans) <= drawn.x.high


def test_a_return_project_is_drawn_and_told(sample_park: Records, texts: Texts) -> None:
    document = printed(sample_park, texts, "QH032", ("en",))
    found = table(document, "Return projects")
    assert found["HL-16 Longyou"][0] == "Site matched\nInnovation"
    assert chart(document).rows[-1].name == "Return HL-16"
    stalled = str(sample_park.find("return_project", number="HL-14")[0]["firm"])
    rows = chart(printed(sample_park, texts, stalled, ("en",))).rows
    assert any(row.alert for row in rows if row.name == "Return HL-14")


def test_a_firm_that_left_is_marked(sample_park: Records, texts: Texts) -> None:
    gone = str(sample_park.find("stage_change", to_stage="exited")[0]["firm"])
    first = chart(printed(sample_park, texts, gone)).rows[0]
    assert first.alert
    assert first.milestones[-1].shape == "stopped"


def test_what_is_missing_is_said(sample_park: Records, texts: Texts) -> None:
    said = words(printed(sample_park, texts, "QH036"))
    # Blank or "/" in the file: doctorates of 2024Q4, R&D of 2024Q2.
    assert "2024年第4季度缺：博士人数。" in said
    assert "2024年第2季度缺：研发投入。" in said
    # In a sentence nothing stands above a figure that it could be a part of.
    french = words(printed(sample_park, texts, "QH036", ("fr",)))
    assert "T4\u00a02024\u202f: nombre de docteurs." in french
    assert "Aucun projet de retour." in french


def test_patents_are_counted_by_kind_with_a_total(texts: Texts) -> None:
    journal = MemoryJournal()
    firm = journal.add("firm", number="F1", name_en="One")
    rows = (
        ("A", "invention", "2023-01-01", "2024-01-01", "in_force"),
        ("B", "invention", "2023-01-01", "2025-01-01", "in_force"),
        ("C", "design", "2022-01-01", "2022-06-01", "lapsed"),
        ("D", "design", "2025-01-01", None, None),
    )
    for number, kind, filed, granted, status in rows:
        journal.add("patent", number=number, kind=kind, filed=filed, granted=granted,
                    legal_status=status, firm=firm)  # fmt: skip
    found = table(printed(journal, texts, firm, ("en",)), "Patents")
    assert found == {
        "Invention": ("2", "1", "1"),
        "Design": ("1", "1", "0"),
        "Total": ("3", "2", "1"),
    }


def test_a_firm_of_which_little_is_known_has_a_sheet_that_says_so(texts: Texts) -> None:
    journal = MemoryJournal()
    firm = journal.add(
        "firm", number="F1", name_en="One", foreign_code="HRB 1", admission_date="2024-06-01"
    )
    journal.add("firm_quarter", firm=firm, quarter="2024Q4", revenue_fen=100_000, estimated=1)
    journal.add("return_project", number="HL-1", firm=firm)
    journal.add("lease", firm=firm, start="2024-06-01", end="2025-05-31")
    document = printed(journal, texts, firm, ("en",))
    assert facts(document)["Stage"] == "—"
    assert table(document, "Patents") == {"None recorded": ()}
    assert table(document, "Return projects")["HL-1 —"][0] == "Not begun\n—"
    # A lease without a rent says only until when it runs.
    assert "until 2025-05-31" in {row.remark for row in chart(document).rows}
    assert table(document, "Figures of the last eight quarters")["Revenue"][-1] == "1e"
    said = words(document)
    assert "Unknown in the register: " in said
    assert "credit code" not in said.split("Unknown in the register: ")[1].splitlines()[0]
    assert "2024Q3: nothing reported." in said
    assert "e: estimated." in said


def test_a_firm_of_which_all_is_known_says_that_too(texts: Texts) -> None:
    journal = MemoryJournal()
    region = journal.add("region", name_en="Yuhang")
    firm = journal.add("firm", number="F1", name_en="One", credit_code="x", sector="M73",
                       trajectory="I", rd_site=region, production_site=region,
                       admission_date="2025-01-01", contact_person="Ye")  # fmt: skip
    document = printed(journal, texts, firm, ("en",))
    whole = "The register is complete, and so are the figures owed for the last eight quarters."
    assert whole in words(document)
    assert "M73 Research and development" in words(document)
    assert "2024Q4: not in the park, so no figures are owed." in words(document)
    assert table(document, "Figures of the last eight quarters") == {
        "No figures in the last eight quarters": ()
    }


def test_two_languages_stand_side_by_side(sample_park: Records, texts: Texts) -> None:
    document = printed(sample_park, texts, "QH036", ("zh", "fr"))
    section = document.sections[0]
    assert document.second_lang == "fr"
    assert section.twin is not None
    assert [type(one) for one in section.blocks] == [type(one) for one in section.twin.blocks]
    assert "page" in document.page_words
    heads = [column.head for column in next(every(section.blocks, Table)).columns]
    assert heads[-1] == "2024\n4季"


def test_the_sheet_of_an_open_quarter_is_a_draft(sample_park: Records, texts: Texts) -> None:
    draft = replace(ISSUE, standing="draft")
    assert printed(sample_park, texts, "QH036", issue=draft).watermark == "草案"
    issued = replace(ISSUE, standing="issued")
    assert printed(sample_park, texts, "QH036", issue=issued).watermark == ""


def test_every_page_of_a_sheet_in_two_languages_says_head_draft_and_day_in_both(
    sample_park: Records, texts: Texts
) -> None:
    draft = replace(ISSUE, standing="draft")
    document = printed(sample_park, texts, "QH036", ("zh", "en"), draft)
    assert document.watermark == "草案　•　DRAFT"
    assert document.head_right == "杭州市泓禾检测技术股份有限公司　•　Honghe Testing Co., Ltd."
    # The park of these records has no name.
    assert document.head_left == "园区　•　The park"
    made, digest = document.imprint
    assert "编制日期" in made
    assert "Made on" in made
    assert digest == "数据摘要（SHA-256）　•　Digest of the data (SHA-256)"


def test_a_firm_is_found_by_number_credit_code_or_id(texts: Texts) -> None:
    journal = MemoryJournal()
    firm = journal.add("firm", number="F1", credit_code="91330110YYEJ50WU02")
    find = FINDERS["firm_sheet"]
    with pytest.raises(DomainError, match="report_quarter_unknown"):
        find(journal, "F1")
    journal.add("quarter", quarter="2024Q4")
    for wanted in ("F1", "91330110YYEJ50WU02", firm):
        assert find(journal, wanted) == (firm, LAST)
    with pytest.raises(DomainError, match="report_record_unknown"):
        find(journal, "F9")
    with pytest.raises(DomainError, match="report_record_unknown"):
        printed(journal, texts, "gone")
