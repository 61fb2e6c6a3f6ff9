"""The stage board: cards, drops and keys, the gate with what the records say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from domain.commands import RemoveRow, SetFields
from tests.ui.pipeline.board import cards, drop, edit, lane, press, said, take
from ui.components.label import IconLabel
from ui.pipeline.cards import CARD, CardDelegate, FirmCard, FirmCards, LaneModel, Scale
from ui.pipeline.funnel import FunnelStrip
from ui.pipeline.lane import LaneBox
from ui.screens.pipeline import PipelineScreen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from domain.standing.board import Card
    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk
    from ui.screen import ScreenContext


def test_every_firm_stands_in_the_lane_of_its_stage_with_its_time_there(
    screen: PipelineScreen,
) -> None:
    assert cards(screen, "incubating") == ["QH001"]
    assert cards(screen, "ready") == ["QH002"]
    card = lane(screen, "ready").cards.index(0, 0).data(CARD)
    # From 1 June 2022 to 31 December 2024.
    assert card.time == "30 months"
    assert "Firm 002" in card.spoken


def test_only_cards_that_are_seen_are_put_in_words(screen: PipelineScreen) -> None:
    board = screen.boards["incubation"]
    there = tuple(card for each in board.boxes.values() for card in each.list.cards.there())
    worded: list[str] = []

    def say(card: Card, scale: Scale) -> FirmCard:
        worded.append(card.firm)
        return FirmCard(card.firm, scale.lang, "", "", "")

    model = LaneModel(screen)
    model.set_cards(FirmCards(there, Scale(None, None, "en"), say))
    assert (model.rowCount(), worded) == (len(there), [])
    assert [model.index(1, 0).data() for _ in range(2)] == ["en", "en"]
    assert worded == [there[1].firm]
    assert model.row_of(there[1].firm) == 1


def test_a_drop_opens_the_gate_and_moves_nothing_until_it_is_recorded(
    qtbot: QtBot, screen: PipelineScreen, park: Workbook, desk: RecordedDesk
) -> None:
    assert not drop(screen, "ready", "graduated")
    panel = screen.panel
    assert panel.isVisible()
    assert panel.to_stage.key() == "graduated"
    assert [row.box.isChecked() for row in panel.rows] == [True, False, False, False]
    assert cards(screen, "ready") == ["QH002"]
    edit(screen, "gate.decided_by").setFocus()
    QTest.keyClicks(edit(screen, "gate.decided_by"), "Panel of 2024")
    QTest.keyClicks(edit(screen, "gate.evidence"), "review.pdf")
    assert "graduated 0" in screen.note()
    with qtbot.waitSignals([panel.recorded, screen.heading_changed]):
        QTest.mouseClick(panel.record_button, Qt.MouseButton.LeftButton)
    assert "graduated 1" in screen.note()
    assert cards(screen, "graduated") == ["QH002"]
    change = park.find("stage_change", to_stage="graduated")[0]
    assert (change["date"], change["decided_by"], change["evidence"]) == (
        "2024-12-31",
        "Panel of 2024",
        "review.pdf",
    )
    assert len(park.find("gate_finding", change=change["id"])) == 4
    assert desk.told == ["Firm 002: Graduated"]
    park.undo()
    screen.read()
    assert cards(screen, "ready") == ["QH002"]


def test_what_the_records_do_not_show_is_refused_until_evidence_is_typed(
    screen: PipelineScreen, park: Workbook
) -> None:
    drop(screen, "ready", "graduated")
    panel = screen.panel
    panel.rows[0].box.setChecked(False)
    assert "No criterion" in said(panel.verdict)
    QTest.mouseClick(panel.record_button, Qt.MouseButton.LeftButton)
    assert panel.refusal.isVisible()
    panel.rows[3].box.setFocus()
    QTest.keyClick(panel.rows[3].box, Qt.Key.Key_Space)
    QTest.mouseClick(panel.record_button, Qt.MouseButton.LeftButton)
    assert park.find("stage_change", to_stage="graduated") == []
    QTest.keyClicks(edit(screen, "gate.evidence.4"), "listing notice")
    QTest.mouseClick(panel.record_button, Qt.MouseButton.LeftButton)
    found = park.find("gate_finding", measure="acquired_or_listed")
    assert [(row["met"], row["evidence"]) for row in found] == [(1, "listing notice")]


def test_a_drop_that_the_process_does_not_have_says_why(
    screen: PipelineScreen, desk: RecordedDesk
) -> None:
    drop(screen, "incubating", "graduated")
    assert screen.panel.isHidden()
    assert len(desk.told) == 1
    assert desk.told[0].startswith("“Incubating” cannot be followed by “Graduated”")


def test_a_card_moves_onward_by_keys_alone(screen: PipelineScreen, park: Workbook) -> None:
    incubating = lane(screen, "incubating")
    incubating.setFocus()
    incubating.setCurrentIndex(incubating.cards.index(0, 0))
    QTest.keyClick(incubating, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert screen.panel.to_stage.key() == "on_watch"
    screen.panel.to_stage.choose("ready")
    QTest.keyClick(screen.panel.record_button, Qt.Key.Key_Space)
    assert park.find("stage_change", from_stage="incubating", to_stage="ready", date="2024-12-31")
    assert sorted(cards(screen, "ready")) == ["QH001", "QH002"]


def test_arrows_step_to_the_next_lane_that_holds_a_firm(
    qtbot: QtBot, screen: PipelineScreen
) -> None:
    incubating = lane(screen, "incubating")
    incubating.setFocus()
    incubating.setCurrentIndex(incubating.cards.index(0, 0))
    with qtbot.waitSignal(incubating.step_asked):
        QTest.keyClick(incubating, Qt.Key.Key_Right)
    assert lane(screen, "ready").currentIndex().isValid()
    with qtbot.waitSignal(lane(screen, "ready").step_asked):
        QTest.keyClick(lane(screen, "ready"), Qt.Key.Key_Left)


def test_leaving_asks_for_a_reason_from_the_list(screen: PipelineScreen, park: Workbook) -> None:
    ready = lane(screen, "ready")
    ready.setFocus()
    ready.setCurrentIndex(ready.cards.index(0, 0))
    QTest.keyClick(ready, Qt.Key.Key_Delete)
    panel = screen.panel
    assert panel.to_stage.key() == "exited"
    assert panel.reason.isVisible()
    QTest.mouseClick(panel.record_button, Qt.MouseButton.LeftButton)
    assert panel.refusal.isVisible()
    panel.reason.setCurrentIndex(0)
    QTest.mouseClick(panel.record_button, Qt.MouseButton.LeftButton)
    exits = park.find("stage_change", to_stage="exited")
    assert [row["reason"] for row in exits] == ["Left when the subsidy ended"]


def test_a_candidate_is_turned_down_rather_than_let_go(
    park: Workbook, screen: PipelineScreen
) -> None:
    take(park, "QH003", "panel")
    screen.read()
    panel = lane(screen, "panel")
    panel.setFocus()
    panel.setCurrentIndex(panel.cards.index(0, 0))
    QTest.keyClick(panel, Qt.Key.Key_Delete)
    assert screen.panel.to_stage.key() == "rejected"
    screen.panel.to_stage.choose("admitted")
    assert [row.finding.criterion.measure for row in screen.panel.rows] == [
        "form",
        "plan",
        "panel",
    ]
    screen.panel.rows[0].box.setChecked(True)
    assert "1 of 3" in said(screen.panel.verdict)


def test_another_day_is_held_against_the_records_of_that_day(screen: PipelineScreen) -> None:
    drop(screen, "ready", "graduated")
    panel = screen.panel
    panel.date.setDate(QDate(2023, 1, 1))
    assert not panel.rows[0].box.isChecked()
    assert "after the date" in panel.rows[0].found.text()
    panel.date.setDate(QDate(2022, 3, 15))
    # On that day the firm was at the panel: another gate lay before it.
    assert "Panel" in panel.from_words.text()


def test_the_gate_is_put_back_without_a_trace(screen: PipelineScreen, park: Workbook) -> None:
    before = len(park.find("stage_change"))
    drop(screen, "ready", "graduated")
    QTest.mouseClick(screen.panel.back_button, Qt.MouseButton.LeftButton)
    assert screen.panel.isHidden()
    assert len(park.find("stage_change")) == before


def test_the_criteria_are_taken_over_to_be_changed(
    screen: PipelineScreen, park: Workbook, desk: RecordedDesk
) -> None:
    drop(screen, "ready", "graduated")
    QTest.mouseClick(screen.panel.own_link, Qt.MouseButton.LeftButton)
    assert len(park.find("gate_criterion")) == 7
    assert desk.lists == [("gate_criterion", ())]
    own = park.find("gate_criterion", gate="graduated", measure="high_tech")[0]
    park.run(SetFields("gate_criterion", str(own["id"]), {"name_en": "Label of the province"}))
    drop(screen, "ready", "graduated")
    assert screen.panel.rows[0].declared().words == "Label of the province"


def test_the_other_process_and_one_trajectory_are_shown(screen: PipelineScreen) -> None:
    # Of the small park every third firm is of the second trajectory.
    press(screen.trajectory, "II")
    assert cards(screen, "ready") == []
    press(screen.process, "Mode II")
    assert screen.pages.currentWidget() is screen.boards["mode_2"]
    assert screen.way.isHidden()


def test_a_firm_that_has_not_begun_is_brought_in(screen: PipelineScreen, park: Workbook) -> None:
    firm = str(park.find("firm", number="QH009")[0]["id"])
    screen.show_record(firm)
    assert screen.panel.to_stage.key() == "lead"
    QTest.mouseClick(screen.panel.record_button, Qt.MouseButton.LeftButton)
    assert cards(screen, "lead") == ["QH009"]


def test_times_and_graduates_to_follow_are_listed(screen: PipelineScreen) -> None:
    drop(screen, "ready", "graduated")
    screen.panel.date.setDate(QDate(2023, 6, 1))
    QTest.mouseClick(screen.panel.record_button, Qt.MouseButton.LeftButton)
    press(screen.way, "Time and follow-up")
    assert screen.pages.currentWidget() is screen.times
    graduates = screen.times.graduates.model()
    assert graduates.rowCount() == 1
    spoken = graduates.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    # The small park reports 2024Q3 and 2024Q4; 2023Q3 to 2024Q4 are six quarters.
    assert "2 of 6 quarters reported" in spoken
    table = screen.times.table.model()
    stage = table.index(0, 0).data()
    assert stage == "Lead"
    assert [table.index(0, at).data() for at in (1, 2)] == ["2", "0"]


def test_a_review_whose_day_is_past_is_told_as_overdue(screen: PipelineScreen) -> None:
    # The desk's day is 20 January 2025; the quarter shown is 2024Q4.
    drop(screen, "ready", "graduated")
    screen.panel.date.setDate(QDate(2024, 1, 16))
    QTest.mouseClick(screen.panel.record_button, Qt.MouseButton.LeftButton)
    press(screen.way, "Time and follow-up")
    graduates = screen.times.graduates.model()
    row = graduates.index(0, 0).data(Qt.ItemDataRole.UserRole)
    assert (row.right, row.icon, row.state) == (
        "review overdue, due 2025-01-16",
        "state.crit",
        "crit",
    )


def test_the_whole_board_speaks_another_language(
    screen: PipelineScreen, context: ScreenContext
) -> None:
    drop(screen, "ready", "graduated")
    context.language.choose("fr")
    screen.retranslate()
    assert screen.panel.record_button.text() == "Enregistrer"
    assert lane(screen, "ready").accessibleName() == "Prête à sortir\u202f: 1 entreprise"


def test_an_empty_park_says_what_to_do(
    qtbot: QtBot, context: ScreenContext, park: Workbook, desk: RecordedDesk
) -> None:
    for change in sorted(park.find("stage_change"), key=lambda row: str(row["date"]))[::-1]:
        park.run(RemoveRow("stage_change", str(change["id"])))
    made = PipelineScreen(context)
    qtbot.addWidget(made)
    made.activate("2024Q4")
    assert made.pages.currentWidget() is made.empty
    made.empty.action_asked.emit()
    assert desk.opened == [("firm", "")]


def test_cards_are_drawn_in_both_themes(screen: PipelineScreen, context: ScreenContext) -> None:
    assert isinstance(lane(screen, "ready").itemDelegate(), CardDelegate)
    assert not screen.grab().isNull()
    context.appearance.choose("dark")
    assert not screen.grab().isNull()


def test_the_name_of_a_narrow_lane_takes_two_lines_and_the_room_of_its_icon(
    qtbot: QtBot, context: ScreenContext
) -> None:
    lane = LaneBox(context.appearance, "on_watch")
    qtbot.addWidget(lane)
    lane.show_cards(FirmCards((), Scale(None, None, "fr"), _no_card), ("Sous observation", "1", ""))
    (icon,) = lane.findChildren(IconLabel)
    title = next(
        each for each in lane.findChildren(QLabel) if each.accessibleName().startswith("S")
    )
    for width, words, shown in ((260, "Sous observation", True), (110, "Sous\nobservation", False)):
        lane.resize(width, 300)
        lane.show()
        assert (title.text(), icon.isVisible()) == (words, shown)
        assert title.accessibleName() == "Sous observation"


def test_lanes_above_one_another_take_the_room_of_their_cards_and_scroll_when_there_is_none(
    qtbot: QtBot, screen: PipelineScreen, park: Workbook
) -> None:
    boxes = screen.boards["incubation"].boxes
    ready = lane(screen, "ready")
    assert {boxes[stage].height() for stage in ("lead", "panel", "on_watch")} == {
        boxes["rejected"].height()
    }
    assert boxes["rejected"].height() < boxes["ready"].height() < boxes["graduated"].height() / 2
    assert ready.verticalScrollBar().maximum() == 0
    for number in range(3, 15):
        take(park, f"QH{number:03d}", "ready")
    screen.read()
    qtbot.waitUntil(lambda: ready.verticalScrollBar().maximum() > 0)
    assert boxes["on_watch"].height() == boxes["rejected"].height()
    assert boxes["ready"].geometry().bottom() <= boxes["graduated"].geometry().bottom()


def _no_card(card: Card, scale: Scale) -> FirmCard:
    raise AssertionError((card, scale))


def test_the_funnel_is_that_of_the_process_and_the_trajectory(screen: PipelineScreen) -> None:
    funnel = screen.findChild(FunnelStrip)
    assert funnel is not None
    assert funnel.accessibleDescription().startswith("Lead 2, Screened 2")
    screen.trajectory.choose("II")
    screen.trajectory.chosen.emit("II")
    assert funnel.accessibleDescription().startswith("Lead 0, Screened 0")
    screen.process.choose("mode_2")
    screen.process.chosen.emit("mode_2")
    assert funnel.accessibleDescription().startswith("Diagnosed 0")
