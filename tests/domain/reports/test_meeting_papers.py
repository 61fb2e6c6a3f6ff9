"""Convocation, minutes and action list say what the records of a meeting hold."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from domain.commands import SetFields
from domain.errors import DomainError
from domain.meetings.actions import AssignAction
from domain.meetings.agenda import AddItem
from domain.meetings.decisions import PutOff
from domain.meetings.sessions import CloseMeeting
from domain.report_kinds import FINDERS, KINDS
from domain.reports.request import Issue, ReportRequest
from domain.reports.tree import SealPlace
from domain.reports.words import words_of
from domain.units import Quarter
from tests.domain.meetings.session import Session
from tests.domain.reports.reading import every

if TYPE_CHECKING:
    from domain.reports.tree import Document, Language, Section
    from domain.text import Texts

ON = date(2025, 3, 10)
ISSUE = Issue("draft", 0, 0, ON, "ab" * 32, "the-workbook", "叶清和")
PAPERS = ("convocation", "minutes", "actions")


def paper(session: Session, texts: Texts, kind: str, lang: Language = "en") -> Document:
    """Build a paper of the session's meeting."""
    request = ReportRequest(Quarter(2025, 1), (lang,), ISSUE, (session.meeting,))
    return KINDS[kind](session, texts, request)


@pytest.mark.parametrize("kind", PAPERS)
def test_a_paper_has_the_same_blocks_in_both_languages(
    session: Session, texts: Texts, kind: str
) -> None:
    request = ReportRequest(Quarter(2025, 1), ("zh", "fr"), ISSUE, (session.meeting,))
    document = KINDS[kind](session, texts, request)
    (section,) = document.sections
    assert document.second_lang == "fr"
    assert section.twin is not None
    kinds = [[type(each) for each in one.blocks] for one in (section, section.twin)]
    assert kinds[0] == kinds[1]
    # The minutes of a meeting that is not closed are a draft, in both languages.
    assert document.watermark == ("草案　•　PROJET" if kind == "minutes" else "")


def said(document: Document) -> str:
    """Return all the words of a document."""
    return "\n".join(words for _place, words in words_of(document))


@pytest.fixture
def session() -> Session:
    """Give a meeting with an item, a vote of eight against one, and an action."""
    made = Session()
    item = AddItem(made.meeting, {"title": "Rules, version 3", "duration": 30})
    made.run(item)
    made.run(AddItem(made.meeting, {"title": "Ledger", "note": "Read and noted."}))
    made.run(AddItem(made.meeting, {"title": "Operator"}))
    made.tables["resolution"][made.resolution]["agenda_item"] = item.item
    made.vote(QZ=3, YH=2, LY=2, MC=-1)
    made.run(
        AssignAction(
            made.meeting,
            {
                "what": "Revise the table",
                "owner_party": made.parties["MC"],
                "owner_person": "Ye",
                "due": "2025-03-01",
                "resolution": made.resolution,
            },
        )
    )
    return made


def test_the_minutes_tell_presence_votes_outcome_and_actions(
    session: Session, texts: Texts
) -> None:
    draft = paper(session, texts, "minutes")
    assert draft.watermark == "DRAFT"
    old = session.draft("R-2019-01", state="in_force", meeting=session.add(
        "meeting", number="M-2019-01", date="2019-06-25"))  # fmt: skip
    session.run(SetFields("resolution", session.resolution, {"supersedes": old}))
    session.tables["resolution"][session.resolution]["state"] = "in_force"
    session.run(SetFields("meeting", session.meeting, {"minutes": "Opened at nine.\n\nClosed."}))
    session.run(CloseMeeting(session.meeting))
    closed = paper(session, texts, "minutes")
    words = said(closed)
    assert closed.watermark == ""
    assert "No. 1 of 2025 (M-2025-01)" in words
    assert "The quorum is 66.67% of 9 votes, which is 6 votes." in words
    assert "There was a quorum." in words
    assert "Moved by QZ, seconded by YH." in words
    assert "Decision on R-2025-01: Adopted. Once in force it supersedes R-2019-01." in words
    assert "Read and noted." in words
    assert "No resolution was put on this item." in words
    assert "Opened at nine." in words
    assert "Revise the table" in words
    assert "late" not in words  # minutes do not change with the day they are printed
    assert "Countersigned: QZ" in words
    table = next(
        block
        for block in closed.sections[0].blocks
        if getattr(block, "title", "") == "Votes on R-2025-01"
    )
    assert [row.cells for row in table.rows] == [  # type: ignore[union-attr]
        ("QZ", "3", "0", "0", "0"),
        ("YH", "2", "0", "0", "1"),
        ("LY", "2", "0", "0", "0"),
        ("MC", "0", "1", "0", "0"),
        ("Total", "7", "1", "0", "1"),
    ]


def test_minutes_without_a_quorum_say_so_and_why_a_matter_was_put_off(texts: Texts) -> None:
    session = Session(absent=("YH",))
    session.add(
        "meeting_party",
        meeting=session.meeting,
        party=session.add("party", code="OP", name_zh="OP", kind="operator"),
        votes=0,
        arrival="09:00",
        departure="10:00",
    )
    session.run(PutOff(session.resolution, "deferred", "YH absent"))
    words = said(paper(session, texts, "minutes"))
    assert "Absent: YH." in words
    assert "There was no quorum: what was discussed has no effect." in words
    assert "Other resolutions" in words
    assert "Decision on R-2025-01: Deferred. Reason: YH absent." in words
    assert "OP (no vote)" in words
    assert "09:00–10:00" in words
    session.tables["meeting"][session.meeting]["quorum_bp"] = None
    session.tables["resolution"][session.resolution].update(threshold_bp=None, mover=None)
    assert "No quorum rule is set." in said(paper(session, texts, "minutes"))


def test_who_countersigns_and_who_else_came_sign_with_name_post_and_day(texts: Texts) -> None:
    session = Session(absent=("YH", "LY"))
    request = ReportRequest(Quarter(2025, 1), ("zh", "en"), ISSUE, (session.meeting,))
    document = KINDS["minutes"](session, texts, request)

    def places(section: Section | None) -> list[tuple[str, list[str]]]:
        found = every((section,), SealPlace)
        return [(each.name, [label for label, _words in each.lines]) for each in found]

    # YH is absent, but no decision holds without its countersignature; LY did not come.
    lines = ["Signed by", "Position", "Date"]
    (section,) = document.sections
    assert places(section.twin) == [
        ("Countersigned: QZ", lines),
        ("Countersigned: YH", lines),
        ("Signed: MC", lines),
    ]
    names = ["QZ会签", "YH会签", "MC签字"]
    assert places(section)[: len(names)] == [
        (name, ["签署人", "职　务", "日　期"]) for name in names
    ]


def test_the_convocation_calls_the_parties_to_the_agenda(session: Session, texts: Texts) -> None:
    session.run(SetFields("meeting", session.meeting, {"place": "Quzhou"}))
    words = said(paper(session, texts, "convocation"))
    assert "To QZ, YH, LY and MC" in words
    assert "will be held on 10 February 2025, 09:00 to 11:30, in Quzhou." in words
    assert "Rules, version 3" in words
    assert "30" in words
    assert "R-2025-01: 自2025年起执行第3版。" in words
    bare = Session("planned")
    bare.tables["resolution"].clear()
    bare.tables["meeting"][bare.meeting].update(end=None, quorum_bp=None, number="JM 1")
    words = said(paper(bare, texts, "convocation"))
    assert "10 February 2025 at 09:00; the place will follow." in words
    assert "The agenda will follow." in words
    assert "JM 1" in words


def test_a_place_on_record_is_named_in_the_language_of_the_paper(
    session: Session, texts: Texts
) -> None:
    session.add("region", code="QZS", name_zh="衢州市", name_fr="Quzhou", name_en="Quzhou City")
    session.run(SetFields("meeting", session.meeting, {"place": "衢州市"}))
    assert "lieu\u202f: Quzhou." in said(paper(session, texts, "convocation", "fr"))
    assert "Quzhou City" in said(paper(session, texts, "minutes"))
    assert "衢州市" in said(paper(session, texts, "actions", "zh"))
    session.run(SetFields("meeting", session.meeting, {"place": "三号楼会议室"}))
    assert "三号楼会议室" in said(paper(session, texts, "minutes"))


def test_persons_written_in_chinese_are_listed_as_the_paper_lists(
    session: Session, texts: Texts
) -> None:
    row = session.find("meeting_party", party=session.parties["QZ"])[0]
    session.tables["meeting_party"][str(row["id"])]["persons"] = "柯景行、余牧之"
    assert "柯景行, 余牧之" in said(paper(session, texts, "minutes", "fr"))
    assert "柯景行、余牧之" in said(paper(session, texts, "minutes", "zh"))


def test_the_action_list_tells_what_is_late_and_what_earlier_meetings_are_owed(
    session: Session, texts: Texts
) -> None:
    before = session.add("meeting", number="M-2024-01", date="2024-10-24")
    usual = {"owner_party": session.parties["QZ"], "meeting": before, "due": "2025-04-30"}
    session.add("action_item", number="A-2024-01-1", what="Ask Yuhang", **usual)
    session.add("action_item", number="A-2024-01-2", what="Done", state="verified", **usual)
    words = said(paper(session, texts, "actions"))
    assert "Open, 9 days late" in words
    assert "as of 10 March 2025" in words
    assert "Earlier actions not closed" in words
    assert "Ask Yuhang" in words
    assert "Done" not in words
    assert "There is no action to follow." in said(paper(Session(), texts, "actions"))


def test_the_action_list_is_signed_by_who_hands_it_out_and_who_owes_an_action(
    session: Session, texts: Texts
) -> None:

    def places() -> list[str]:
        return [each.name for each in every(paper(session, texts, "actions").sections, SealPlace)]

    # Who owes the one action; who presides is not recorded.
    assert places() == ["Received: MC"]
    session.run(SetFields("meeting", session.meeting, {"lead_party": session.parties["QZ"]}))
    assert places() == ["Handed out by: QZ", "Received: MC"]
    assert not list(every(paper(Session(), texts, "actions").sections, SealPlace))


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize("lang", ["zh", "fr", "en"])
def test_every_paper_speaks_every_language(
    session: Session, texts: Texts, kind: str, lang: Language
) -> None:
    document = paper(session, texts, kind, lang)
    assert texts.say(f"report.{kind}.title", lang) in document.title
    assert document.lang == lang


@pytest.mark.parametrize("kind", PAPERS)
def test_a_meeting_is_found_by_its_number_or_id(session: Session, kind: str) -> None:
    find = FINDERS[kind]
    with pytest.raises(DomainError, match="report_quarter_unknown"):
        find(session, "M-2025-01")
    session.add("quarter", quarter="2024Q4")
    assert find(session, "M-2025-01") == (session.meeting, Quarter(2024, 4))
    session.add("quarter", quarter="2025Q1")
    assert find(session, session.meeting) == (session.meeting, Quarter(2025, 1))
    with pytest.raises(DomainError, match="report_record_unknown"):
        find(session, "M-1")


def test_a_paper_of_no_meeting_is_refused(session: Session, texts: Texts) -> None:
    session.meeting = "gone"
    with pytest.raises(DomainError, match="report_record_unknown"):
        paper(session, texts, "minutes")
