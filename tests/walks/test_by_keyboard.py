"""One quarter in the life of the committee, in the real window, by keys alone."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import resources
from cli.duties import keep_duties
from cli.room import Room
from domain.entities import SPECS
from domain.records import Actor, Query
from domain.text import Texts
from storage.workbook import Workbook
from tests.ui.park_on_screen import let_go
from tests.walks import closing_station as closing
from tests.walks import meeting_station as meetings
from tests.walks import stations
from tests.walks.keyboard import Keyboard
from ui.language import Language
from ui.preferences import Preferences
from ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

QUARTER = "2024Q4"
TODAY = date(2025, 1, 20)


class Walk:
    """The keyboard, and the records that must hold what was typed on it."""

    def __init__(self, keys: Keyboard, workbook: Workbook, folder: Path) -> None:
        self.keys = keys
        self.workbook = workbook
        self.folder = folder

    def works(self, person: str) -> None:
        """Let a person sit down at the keyboard."""
        stations.work_as(self.keys, person)
        assert self.workbook.actor.person == person

    def state(self) -> object:
        """Return how far the quarter is."""
        return self.workbook.find("quarter", quarter=QUARTER)[0]["state"]

    def headcount(self, firm: str) -> object:
        """Return the staff that is recorded of a firm."""
        return self.workbook.find("firm_quarter", firm=firm, quarter=QUARTER)[0]["headcount"]


@pytest.fixture
def walk(qapp: QApplication, sample: Path, tmp_path: Path) -> Iterator[Walk]:
    path = Path(shutil.copy(sample, tmp_path / "park.feidi"))
    with Workbook.open(path, SPECS, Actor("叶清和", "secretary")) as workbook:
        keep_duties(workbook)
        appearance = Appearance("light")
        appearance.apply(qapp)
        language = Language(Texts(resources.load_texts()), "en")
        room = Room(workbook, language, appearance, lambda: TODAY)
        window = room.open_window(Preferences(quarter=QUARTER))
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        keys = Keyboard(window)
        keys.settle()
        yield Walk(keys, workbook, tmp_path)
        room.close()
        let_go(window)


def _enter_and_admit(walk: Walk) -> str:
    """Type a figure, admit a firm, record a milestone; return the firm of the figure."""
    walk.works("柯知夏")
    firm, before = stations.type_figure(walk.keys, "Headcount", "36")
    assert before != "36"
    assert walk.headcount(firm) == 36

    admitted = stations.admit(walk.keys)
    (change,) = walk.workbook.find("stage_change", firm=admitted, to_stage="admitted")
    assert (change["evidence"], change["decided_by"]) == ("RZ-2024-31", "入驻评审会")
    assert len(str(change["criteria"]).split(" · ")) == 3

    last: dict[str, str] = {}
    for row in walk.workbook.select(Query("return_milestone", order=("date",))):
        last[str(row["project"])] = str(row["state"])
    project = next(each for each, state in last.items() if state == "construction")
    named = walk.workbook.get("return_project", project) or {}
    stations.reach_milestone(walk.keys, str(named["number"]))
    (reached,) = walk.workbook.find("return_milestone", project=project, state="in_production")
    assert (reached["date"], reached["evidence"]) == ("2024-12-31", "竣工验收单")
    return firm


def _meet_and_change_the_rule(walk: Walk) -> None:
    """Hold a meeting that adopts the next version of the rule, and record that version."""
    keys, workbook = walk.keys, walk.workbook
    walk.works("叶清和")
    meetings.convene(keys)
    (meeting,) = workbook.find("meeting", date="2025-01-18")
    meetings.put_on_agenda(keys, "分成规则第3版")
    assert workbook.find("agenda_item", meeting=meeting["id"])[0]["title"] == "分成规则第3版"
    votes = meetings.let_arrive(keys)
    present = workbook.find("meeting_party", meeting=meeting["id"])
    assert {row["arrival"] for row in present} == {"09:00"}
    meetings.move(keys, "自2026年起执行分成规则第3版。", "QZ", "YH")
    meetings.vote(keys, votes)
    (resolution,) = workbook.find("resolution", meeting=meeting["id"])
    assert (resolution["text"], resolution["state"]) == (
        "自2026年起执行分成规则第3版。",
        "adopted",
    )
    cast = workbook.find("vote", resolution=resolution["id"])
    assert sorted(str(row["votes_for"]) for row in cast) == sorted(votes)
    meetings.put_in_force(keys, signers=2)
    meetings.keep_minutes(keys, walk.folder / "minutes.pdf")
    held = workbook.get("meeting", str(meeting["id"])) or {}
    assert held["state"] == "closed"

    last = workbook.select(Query("sharing_rule_version", order=("-version",), limit=1))[0]
    following = int(str(last["version"])) + 1
    stations.change_rule(keys, str(last["id"]), str(resolution["number"]), following)
    ended = workbook.get("sharing_rule_version", str(last["id"])) or {}
    assert ended["valid_to"] == "2025-12-31"
    (added,) = workbook.find("sharing_rule_version", rule=last["rule"], version=following)
    assert (added["valid_from"], added["resolution"]) == ("2026-01-01", resolution["id"])


def _agree(walk: Walk, firm: str) -> None:
    """Let both sides submit, differ on a figure and settle it."""
    walk.works("柯知夏")
    closing.submit(walk.keys, "Origin")
    assert walk.state() == "submitted_by_origin"
    walk.works("徐若川")
    stations.type_figure(walk.keys, "Headcount", "38")
    closing.submit(walk.keys, "Host")
    assert walk.state() == "submitted"
    walk.works("柯知夏")
    closing.settle(walk.keys, "以社保人数为准")
    (agreed,) = walk.workbook.find("agreed_figure")
    assert (agreed["agreed_value"], agreed["reason"]) == (36, "以社保人数为准")
    assert walk.headcount(firm) == 36
    closing.act(walk.keys, "Reconcile")
    assert walk.state() == "reconciled"


def _close(walk: Walk) -> None:
    """Let a chair of each side approve and the third close."""
    for person, state in (("柯景行", "approved_by_origin"), ("徐守一", "approved")):
        walk.works(person)
        closing.act(walk.keys, "Approve")
        assert walk.state() == state
    walk.works("祝闻溪")
    closing.act(walk.keys, "Close")
    assert walk.state() == "closed"


@pytest.mark.no_cover
def test_one_quarter_by_keys_alone(walk: Walk) -> None:
    firm = _enter_and_admit(walk)
    _meet_and_change_the_rule(walk)
    _agree(walk, firm)
    _close(walk)

    walk.works("叶清和")
    closing.report(walk.keys, walk.folder / "first.pdf")
    closing.reopen(walk.keys, "QH001人数更正")
    (quarter,) = walk.workbook.find("quarter", quarter=QUARTER)
    assert (quarter["state"], quarter["reopened_by"]) == ("reopened", "叶清和")

    walk.works("柯知夏")
    stations.type_figure(walk.keys, "Headcount", "40")
    assert walk.headcount(firm) == 40
    walk.works("祝闻溪")
    closing.act(walk.keys, "Close")
    walk.works("叶清和")
    closing.report(walk.keys, walk.folder / "second.pdf")
    issued = walk.workbook.find("report_issue", quarter=QUARTER)
    assert sorted(int(str(row["revision"])) for row in issued) == [1, 2]
    assert walk.workbook.verify_integrity() == ()
