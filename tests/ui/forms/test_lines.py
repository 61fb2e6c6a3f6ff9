"""The lines of a record are kept inside its form, by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton, QScrollArea, QWidget

from domain.entities import SPECS
from domain.lines import AddWithLines, Line
from tests.ui.forms.fields import line_of, open_form, type_in
from ui.components.field import Field
from ui.forms.line_list import LineList
from ui.screens.entity import EntityScreen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk
    from ui.forms.form import RecordForm
    from ui.forms.lines import Lines
    from ui.screen import ScreenContext


@pytest.fixture
def visit(park: Workbook) -> str:
    """Give an event with one party, the origin."""
    origin = str(park.find("party", code="QZ")[0]["id"])
    event = AddWithLines(
        "event",
        {"date": "2024-11-05", "kind": "visit", "title": "Visit of the county"},
        [Line("event_party", {"party": origin})],
    )
    park.run(event)
    return event.record


@pytest.fixture
def form(qtbot: QtBot, context: ScreenContext) -> RecordForm:
    """Give the empty form of an event."""
    return open_form(qtbot, context, "event")


def _press(lines: Lines, word: str) -> None:
    button = next(
        each
        for each in lines.findChildren(QPushButton)
        if each.objectName().endswith(word) and each.isVisible()
    )
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def _shown(lines: Lines) -> list[str]:
    return [row.title for row in lines.list.rows()]


def _whole(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def _choose_first(form: RecordForm, name: str) -> None:
    box = form.findChild(QComboBox, name)
    assert box is not None
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)


def _visits(qtbot: QtBot, context: ScreenContext, height: int) -> EntityScreen:
    """Return the screen of events, so high in pixels."""
    screen = EntityScreen(context, SPECS["event"])
    qtbot.addWidget(screen)
    screen.resize(1166, height)
    screen.show()
    qtbot.waitExposed(screen)
    screen.activate("2024Q4")
    return screen


def test_an_event_and_its_parties_are_typed_and_saved_as_one_step(
    form: RecordForm, park: Workbook
) -> None:
    form.show_new({})
    type_in(line_of(form, "event.date"), "2024-11-06", Qt.Key.Key_Tab)
    _choose_first(form, "event.kind")
    type_in(line_of(form, "event.title"), "Fair", Qt.Key.Key_Tab)
    lines = form.lines("event_party")
    _press(lines, ".add")
    type_in(line_of(lines, "event.event_party.party"), "Quzhou")
    type_in(line_of(lines, "event.event_party.party"), "Yuhang", Qt.Key.Key_Tab)
    assert _shown(lines) == ["Quzhou"]
    assert park.find("event") == []
    assert form.add()  # the line that still stands in the editor comes along
    event = park.find("event", title="Fair")[0]
    codes = {
        (park.get("party", str(row["party"])) or {})["code"]
        for row in park.find("event_party", event=event["id"])
    }
    assert codes == {"QZ", "YH"}
    park.undo()
    assert park.find("event") == []
    assert park.find("event_party") == []


def test_a_line_typed_wrong_is_refused_where_it_stands(form: RecordForm, park: Workbook) -> None:
    form.show_new({"date": "2024-11-06", "kind": "visit", "title": "Fair"})
    lines = form.lines("event_party")
    lines.add()
    type_in(line_of(lines, "event.event_party.party"), "nobody")
    assert "nobody" in lines.editor.refusal()
    assert not form.add()
    QTest.keyClick(line_of(lines, "event.event_party.party"), Qt.Key.Key_Escape)
    type_in(line_of(lines, "event.event_party.party"), "")
    assert lines.editor.refusal() != ""
    QTest.keyClick(line_of(lines, "event.event_party.party"), Qt.Key.Key_Escape)
    assert lines.editor.isHidden()
    assert form.add()
    assert park.find("event_party") == []


def test_the_same_party_twice_is_pointed_at_when_the_event_is_saved(
    form: RecordForm, park: Workbook
) -> None:
    form.show_new({"date": "2024-11-06", "kind": "visit", "title": "Fair"})
    lines = form.lines("event_party")
    lines.add()
    for _time in range(2):
        type_in(line_of(lines, "event.event_party.party"), "Quzhou")
    assert not form.add()
    assert [row.refused for row in lines.list.rows()] == [False, True]
    QTest.keyClick(lines.list, Qt.Key.Key_Delete)
    assert _shown(lines) == ["Quzhou"]
    assert form.add()
    assert len(park.find("event_party")) == 1


def test_lines_of_a_saved_event_are_changed_one_step_at_a_time(
    form: RecordForm, park: Workbook, visit: str
) -> None:
    told: list[str] = []
    form.told.connect(told.append)
    form.show_record(visit)
    lines = form.lines("event_party")
    lines.list.setFocus()
    QTest.keyClick(lines.list, Qt.Key.Key_Insert)
    type_in(line_of(lines, "event.event_party.party"), "Yuhang")
    QTest.keyClick(line_of(lines, "event.event_party.party"), Qt.Key.Key_Escape)
    assert sorted(_shown(lines)) == ["Quzhou", "Yuhang"]
    assert lines.list.hasFocus()
    park.undo()
    assert len(park.find("event_party", event=visit)) == 1
    park.redo()
    form.show_record(visit)
    lines.list.choose(lines.list.rows()[0].key)
    gone = _shown(lines)[0]
    QTest.keyClick(lines.list, Qt.Key.Key_Delete)
    assert len(_shown(lines)) == 1
    assert gone in told[0]


def test_enter_changes_the_line_in_force(form: RecordForm, park: Workbook, visit: str) -> None:
    form.show_record(visit)
    lines = form.lines("event_party")
    lines.list.choose(lines.list.rows()[0].key)
    QTest.keyClick(lines.list, Qt.Key.Key_Return)
    type_in(line_of(lines, "event.event_party.party"), "Yuhang")
    assert _shown(lines) == ["Yuhang"]
    assert lines.editor.isHidden()
    row = park.find("event_party", event=visit)[0]
    assert (park.get("party", str(row["party"])) or {})["code"] == "YH"


def test_a_waiting_line_is_changed_before_it_is_saved(form: RecordForm) -> None:
    form.show_new({"date": "2024-11-06", "kind": "visit", "title": "Fair"})
    lines = form.lines("event_party")
    lines.add()
    type_in(line_of(lines, "event.event_party.party"), "Quzhou")
    QTest.keyClick(line_of(lines, "event.event_party.party"), Qt.Key.Key_Escape)
    lines.list.choose(lines.list.rows()[0].key)
    _press(lines, ".edit")
    type_in(line_of(lines, "event.event_party.party"), "Yuhang")
    assert _shown(lines) == ["Yuhang"]
    _press(lines, ".remove")
    assert _shown(lines) == []


def test_phases_are_numbered_onward_and_lead_to_their_shares(
    qtbot: QtBot, context: ScreenContext
) -> None:
    form = open_form(qtbot, context, "sharing_rule_version")
    agreement = AddWithLines(
        "agreement", {"code": "A-1", "title_en": "Agreement", "start": "2024-01-01"}, ()
    )
    context.bus.run(agreement)
    rule = AddWithLines(
        "sharing_rule",
        {"agreement": agreement.record, "code": "R", "base": "rent", "clock": "signature"},
        (),
    )
    context.bus.run(rule)
    form.show_new({"rule": rule.record, "version": 1, "valid_from": "2024-01-01"})
    lines = form.lines("rule_phase")
    lines.add()
    for first, last in (("1", "2"), ("3", "")):
        type_in(line_of(lines, "sharing_rule_version.rule_phase.from_year"), first, Qt.Key.Key_Tab)
        type_in(line_of(lines, "sharing_rule_version.rule_phase.to_year"), last)
    assert [(row.title, row.note) for row in lines.list.rows()] == [
        ("Phase 1", "From year: 1 · To year: 2"),
        ("Phase 2", "From year: 3"),
    ]
    added: list[str] = []
    form.added.connect(added.append)
    assert form.add()
    form.show_record(added[0])
    lines.list.choose(lines.list.rows()[0].key)
    asked: list[tuple[str, str]] = []
    form.follow_asked.connect(lambda table, record: asked.append((table, record)))
    _press(lines, ".open")
    assert asked == [("rule_phase", lines.list.rows()[0].key)]


def test_the_panel_reads_the_lines_out_and_follows_their_changes(
    qtbot: QtBot, context: ScreenContext, park: Workbook, visit: str, desk: RecordedDesk
) -> None:
    screen = _visits(qtbot, context, 900)
    screen.show_record(visit)
    shown = screen.panel.findChild(LineList, "event.event_party.lines")
    assert shown is not None
    assert [row.title for row in shown.rows()] == ["Quzhou"]
    assert not screen.grab().isNull()
    host = str(park.find("party", code="YH")[0]["id"])
    add = AddWithLines("event_party", {"event": visit, "party": host}, ())
    context.bus.run(add)
    assert len(shown.rows()) == 2
    context.language.choose("fr")
    screen.retranslate()
    screen.resize(1166, 500)
    screen.panel.edit()
    lines = screen.panel.form.lines("event_party")
    lines.list.choose(lines.list.rows()[0].key)
    QTest.keyClick(lines.list, Qt.Key.Key_F2)
    line = line_of(lines, "event.event_party.party")
    qtbot.waitUntil(lambda: not line.visibleRegion().isEmpty())
    QTest.keyClick(line, Qt.Key.Key_Escape)
    lines = screen.panel.form.lines("event_party")
    lines.list.choose(lines.list.rows()[0].key)
    _press(lines, ".remove")
    assert len(desk.told) == 1
    assert not screen.grab().isNull()


def test_lines_of_a_closed_or_foreign_record_are_only_read(form: RecordForm, visit: str) -> None:
    form.show_record(visit)
    lines = form.lines("event_party")
    lines.set_locked(locked=True)
    lines.list.choose(lines.list.rows()[0].key)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_Insert):
        QTest.keyClick(lines.list, key)
    assert lines.editor.isHidden()
    assert _shown(lines) == ["Quzhou"]


def test_why_a_line_is_refused_is_scrolled_before_the_eye(
    qtbot: QtBot, context: ScreenContext, visit: str
) -> None:
    screen = _visits(qtbot, context, 360)
    screen.show_record(visit)
    screen.panel.edit()
    lines = screen.panel.form.lines("event_party")
    lines.add()
    type_in(line_of(lines, "event.event_party.party"), "nobody")
    assert "nobody" in lines.editor.refusal()
    line = line_of(lines, "event.event_party.party")
    box = line.parentWidget()
    assert isinstance(box, Field)
    qtbot.waitUntil(lambda: box.height() > box.minimumHeight() and _whole(box))


def test_a_field_refused_far_up_is_scrolled_before_the_eye(
    qtbot: QtBot, context: ScreenContext
) -> None:
    screen = _visits(qtbot, context, 360)
    screen.add_record()
    form = screen.panel.form
    area = screen.panel.findChild(QScrollArea)
    assert area is not None
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    assert not form.add()
    qtbot.waitUntil(lambda: not form.box("date").visibleRegion().isEmpty())
