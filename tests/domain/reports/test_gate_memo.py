"""The stage-gate memo says criteria, evidence and decision of one change of stage."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from domain.errors import DomainError
from domain.formatting import Formatter
from domain.gate_wording import criterion_words, finding_words, recorded_words
from domain.report_kinds import FINDERS, KINDS
from domain.reports.request import Issue, ReportRequest
from domain.reports.tree import Masthead, Paragraph, Table
from domain.stage_commands import ChangeStage, Declared
from domain.standing.gates import Criterion, Finding, findings
from domain.units import Quarter
from tests.domain.reports.reading import plain
from tests.fakes import MemoryJournal

if TYPE_CHECKING:
    from domain.reports.tree import Document, Language
    from domain.text import Texts

ON = date(2024, 12, 31)
ISSUE = Issue("draft", 0, 0, ON, "ab" * 32, "the-workbook", "Ye Qinghe")
WAY = ("lead", "screened", "panel", "admitted", "incubating", "ready")


@pytest.fixture
def journal() -> MemoryJournal:
    """Give a park of one firm that is ready, with 4 m of venture money in one known quarter."""
    made = MemoryJournal()
    made.add("quarter", quarter="2024Q4", state="open")
    firm = made.add(
        "firm", id="f", number="F1", name_zh="甲公司", name_en="Alpha", high_tech_date="2023-05-09"
    )
    before = None
    for month, stage in enumerate(WAY, 1):
        made.add(
            "stage_change",
            firm=firm,
            from_stage=before,
            to_stage=stage,
            date=f"2022-{month:02d}-01",
        )
        before = stage
    made.add("firm_quarter", firm=firm, quarter="2024Q3", financing_fen=400_000_000)
    return made


def graduate(journal: MemoryJournal, texts: Texts) -> str:
    """Record the graduation in Chinese by the label and a criterion of the park's own."""
    journal.add("gate_criterion", gate="graduated", position=1, measure="high_tech", suffices=1)
    journal.add(
        "gate_criterion",
        gate="graduated",
        position=2,
        measure="venture_money",
        threshold_fen=500_000_000,
        suffices=1,
    )
    journal.add("gate_criterion", gate="graduated", position=3, measure="other", name_zh="省级认定")
    fmt = Formatter("zh", texts)
    found = findings(journal, "f", "graduated", ON)
    said = tuple(
        Declared(each, criterion_words(fmt, each.criterion), each.met is True, "证书")
        for each in found
    )
    command = ChangeStage("f", "incubation", "graduated", "2024-12-31", said, decided_by="评审组")
    journal.run(command)
    return command.record


def memo(journal: MemoryJournal, texts: Texts, change: str, lang: Language) -> Document:
    """Build the memo of a change."""
    request = ReportRequest(Quarter(2024, 4), (lang,), ISSUE, (change,))
    return KINDS["gate_memo"](journal, texts, request)


def test_the_memo_reads_in_the_readers_language_what_was_recorded_in_another(
    journal: MemoryJournal, texts: Texts
) -> None:
    document = memo(journal, texts, graduate(journal, texts), "en")
    head, decision, table, path, _places = document.sections[0].blocks
    assert isinstance(head, Masthead)
    assert head.title == "Stage-gate memo: Graduated"
    assert head.subtitle == "F1 · Alpha"
    assert [fact.value for fact in head.facts][:4] == [
        "Ready → Graduated",
        "Incubation",
        "31 December 2024",
        "评审组",
    ]
    assert isinstance(table, Table)
    assert [row.cells for row in table.rows] == [
        ("High-tech enterprise label", "recorded: since 2023-05-09", "met", "证书"),
        (
            "Angel or venture money over 5,000 k¥",
            "recorded: 4,000 k¥ (1 of 1 quarters known)",
            "not met",
            "证书",
        ),
        ("省级认定", "not in the records", "not met", "证书"),
    ]
    assert isinstance(decision, Paragraph)
    assert plain(decision.text) == (
        "Alpha passes to the stage “Graduated” on 31 December 2024. "
        "Criteria met: 1 of 3; one is enough."
    )
    assert isinstance(path, Table)
    assert [row.cells[0] for row in path.rows] == [
        *("Lead", "Screened", "Panel", "Admitted", "Incubating", "Ready", "Graduated")
    ]
    # 1 January to 1 February 2022; from 1 June 2022 to 31 December 2024: 214 + 365 + 365.
    assert [row.cells[2] for row in path.rows][:1] == ["31"]
    assert [row.cells[2] for row in path.rows][-2:] == ["944", ""]


def test_the_same_memo_reads_in_french_and_chinese(journal: MemoryJournal, texts: Texts) -> None:
    change = graduate(journal, texts)
    french, chinese = (memo(journal, texts, change, lang) for lang in ("fr", "zh"))
    assert french.title == "Note de passage\u202f: Fin d’incubation · F1 · Alpha"
    assert chinese.title.startswith("阶段关口备忘：毕业")
    assert french.digest != chinese.digest


def test_a_change_without_findings_gives_what_was_written_then(
    journal: MemoryJournal, texts: Texts
) -> None:
    change = journal.add(
        "stage_change",
        firm="f",
        from_stage="ready",
        to_stage="graduated",
        date="2024-12-30",
        criteria="高企",
    )
    blocks = memo(journal, texts, change, "zh").sections[0].blocks
    held, path = (each for each in blocks if isinstance(each, Table))
    # The label is recorded, 4 m of money is too little; of the other two nothing is known.
    assert [row.cells[2] for row in held.rows] == ["达到", "未达到", "待核", "待核"]
    assert "决定未逐项记载认定" in str(held.note)
    assert len(path.rows) == len(WAY) + 1
    assert any(isinstance(each, Paragraph) and "“高企”" in plain(each.text) for each in blocks)


def test_a_change_into_no_gate_tells_the_way_only(journal: MemoryJournal, texts: Texts) -> None:
    change = journal.add(
        "stage_change",
        firm="f",
        process="incubation",
        from_stage="ready",
        to_stage="exited",
        date="2024-12-30",
        decided_by="运营部",
        evidence="纪要2024-1",
    )
    (path,) = (
        each
        for each in memo(journal, texts, change, "fr").sections[0].blocks
        if isinstance(each, Table)
    )
    assert path.rows[-1].cells[3:] == ("运营部", "纪要2024-1")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_memo_stands_beside_its_twin(
    journal: MemoryJournal, texts: Texts, lang: Language
) -> None:
    request = ReportRequest(Quarter(2024, 4), ("zh", lang), ISSUE, (graduate(journal, texts),))
    (section,) = KINDS["gate_memo"](journal, texts, request).sections
    assert section.twin is not None
    kinds = [[type(each) for each in one.blocks] for one in (section, section.twin)]
    assert kinds[0] == kinds[1]


def test_an_admission_says_that_all_are_needed_and_a_first_step_where_it_began(
    journal: MemoryJournal, texts: Texts
) -> None:
    firm = journal.add("firm", number="F2", name_en="Beta")
    first = journal.add("stage_change", firm=firm, to_stage="lead", date="2024-10-01")
    journal.add(
        "gate_finding",
        change=first,
        position=1,
        criterion="form",
        measure="form",
        met=1,
        suffices=0,
    )
    head, decision, _table, _path, _places = memo(journal, texts, first, "en").sections[0].blocks
    assert isinstance(head, Masthead)
    assert head.facts[0].value == "not begun → Lead"
    assert isinstance(decision, Paragraph)
    assert plain(decision.text).endswith("Criteria met: 1 of 1; all are needed.")


def test_a_change_is_found_by_its_id_or_by_the_number_of_its_firm(journal: MemoryJournal) -> None:
    last = journal.find("stage_change", to_stage="ready")[0]["id"]
    find = FINDERS["gate_memo"]
    # The change of June 2022 lies before the first quarter of the workbook, which stands in.
    assert find(journal, "F1") == (last, Quarter(2024, 4))
    assert find(journal, str(last)) == (last, Quarter(2024, 4))


def test_a_change_of_a_recorded_quarter_is_printed_for_it(journal: MemoryJournal) -> None:
    journal.add("quarter", quarter="2022Q2", state="closed")
    assert FINDERS["gate_memo"](journal, "F1")[1] == Quarter(2022, 2)


def test_what_cannot_be_found_is_refused(journal: MemoryJournal, texts: Texts) -> None:
    with pytest.raises(DomainError, match="report_record_unknown"):
        FINDERS["gate_memo"](journal, "F9")
    with pytest.raises(DomainError, match="report_record_unknown"):
        memo(journal, texts, "nothing", "en")
    with pytest.raises(DomainError, match="report_record_unknown"):
        KINDS["gate_memo"](journal, texts, ReportRequest(Quarter(2024, 4), ("en",), ISSUE))
    journal.tables["quarter"].clear()
    with pytest.raises(DomainError, match="report_quarter_unknown"):
        FINDERS["gate_memo"](journal, "F1")


def test_findings_are_worded_by_what_is_known(texts: Texts) -> None:
    fmt = Formatter("en", texts)
    label = Criterion("graduated", 1, "high_tech")
    assert finding_words(fmt, Finding(label, False, since=date(2025, 1, 1)), ON) == (
        "recorded: from 2025-01-01, after the date of the change"
    )
    panel = Criterion("admitted", 3, "panel")
    assert finding_words(fmt, Finding(panel, since=date(2024, 3, 1)), ON) == (
        "at the panel on 2024-03-01"
    )
    odd = Finding(Criterion("graduated", 2, "venture_money"), amount_fen=123_456_789)
    assert finding_words(fmt, odd, ON).startswith("recorded: 1,234.6 k¥")
    own = Criterion("graduated", 4, "other", names=("", "", ""))
    assert criterion_words(fmt, own) == "—"


@pytest.mark.parametrize(
    ("recorded", "said"),
    [
        ("国家高新技术企业认定", "High-tech enterprise label"),
        ("获风险投资超500万元", "Angel or venture money over 5,000 k¥"),
        (
            "两年营业收入超过1,000万元 · 被并购",
            "Two-year revenue over 10,000 k¥ · Acquired or listed",
        ),
        ("省级认定", "省级认定"),
    ],
)
def test_usual_criteria_as_offices_write_them_are_read_in_another_language(
    texts: Texts, recorded: str, said: str
) -> None:
    assert recorded_words(Formatter("en", texts), recorded) == said
    assert recorded_words(Formatter("zh", texts), recorded) == recorded
