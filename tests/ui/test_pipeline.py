"""The stage board: cards, drops and keys, the gate with what the records say, the record made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from PySide6.QtCore import QDate, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from domain.commands import AddRow, RemoveRow, SetFields
from domain.errors import DomainError
from storage.errors import StorageError
from ui.components.option import OptionButton
from ui.pipeline.cards import CARD, CardDelegate, FirmCard
from ui.reports.ports import ReportPorts
from ui.reports.sheet_printing import SheetPrinting
from ui.screens.pipeline import PipelineScreen
from ui.screens.services import Services

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk
    from ui.components.banner import Banner
    from ui.components.segments import Segments
    from ui.pipeline.lane import LaneList
    from ui.screens.base import ScreenContext

WAY = ("lead", "screened", "panel", "admitted", "incubating", "ready")


def take(park: Workbook, number: str, upto: str) -> str:
    """Take a firm of the small park through its stages, one a month of 2022."""
    firm = str(park.find("firm", number=number)[0]["id"])
    before = None
    for month, stage in enumerate(WAY[: WAY.index(upto) + 1], 1):
        values = {"firm": firm, "from_stage": before, "to_stage": stage}
        park.run(AddRow("stage_change", {**values, "date": f"2022-{month:02d}-01"}))
        before = stage
    return firm


@pytest.fixture
def ready(park: Workbook) -> str:
    """Give a firm that is ready, with the label since 2023."""
    firm = take(park, "QH002", "ready")
    park.run(SetFields("firm", firm, {"high_tech_date": "2023-05-09"}))
    return firm


@pytest.fixture
def screen(qtbot: QtBot, context: ScreenContext, ready: str) -> PipelineScreen:
    """Give the board, shown for the last quarter; QH001 is incubating, QH002 ready."""
    del ready
    made = PipelineScreen(context)
    made.resize(1200, 800)
    qtbot.addWidget(made)
    made.activate("2024Q4")
    with qtbot.waitExposed(made):
        made.show()
    return made


def lane(screen: PipelineScreen, stage: str) -> LaneList:
    """Return the list of a stage."""
    return screen.boards["incubation"].boxes[stage].list


def cards(screen: PipelineScreen, stage: str) -> list[str]:
    """Return the numbers of the firms at a stage."""
    model = lane(screen, stage).cards
    found = [model.index(row, 0).data(CARD) for row in range(model.rowCount())]
    return [card.number for card in found if isinstance(card, FirmCard)]


def drop(screen: PipelineScreen, from_stage: str, to_stage: str) -> bool:
    """Drop the first card of a lane on another as a drag does; tell whether it is taken out."""
    source, target = lane(screen, from_stage).cards, lane(screen, to_stage).cards
    data = source.mimeData([source.index(0, 0)])
    return target.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, QModelIndex())


def said(banner: Banner) -> str:
    """Return the words of a banner."""
    return " ".join(label.accessibleName() for label in banner.findChildren(QLabel))


def press(segments: Segments, words: str) -> None:
    """Click the segment that bears these words."""
    buttons = segments.findChildren(OptionButton)
    button = next(each for each in buttons if each.option.text == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def edit(screen: PipelineScreen, name: str) -> QLineEdit:
    """Return a line of the gate."""
    found = screen.panel.findChild(QLineEdit, name)
    assert found is not None
    return found


def test_every_firm_stands_in_the_lane_of_its_stage_with_its_time_there(
    screen: PipelineScreen,
) -> None:
    assert cards(screen, "incubating") == ["QH001"]
    assert cards(screen, "ready") == ["QH002"]
    card = lane(screen, "ready").cards.index(0, 0).data(CARD)
    # From 1 June 2022 to 31 December 2024.
    assert card.time == "30 months"
    assert "Firm 002" in card.spoken


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
    with qtbot.waitSignal(panel.recorded):
        QTest.mouseClick(panel.record_button, Qt.MouseButton.LeftButton)
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


class Where:
    """Answer every question for a file with one path."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.names: list[str] = []

    def ask_where(self, parent: QWidget, name: str) -> Path | None:
        """Return the path, remember the name proposed."""
        del parent
        self.names.append(name)
        return self.path

    def ask_which(self, parent: QWidget) -> Path | None:
        """Return the path."""
        del parent
        return self.path

    def ask_printer(self, parent: QWidget, printer: QPrinter) -> bool:
        """Print nowhere."""
        del parent, printer
        return False


def printing_screen(
    qtbot: QtBot, context: ScreenContext, sheet: Callable[..., Path]
) -> PipelineScreen:
    """Return the board of a program that prints sheets by ``sheet``."""

    def nothing(*_given: object) -> NoReturn:
        raise AssertionError

    ports = ReportPorts(
        (), {}, lambda _quarter: 0, nothing, nothing, nothing, nothing, nothing, sheet
    )
    prints = replace(context, services=Services(reports=lambda: ports))
    made = PipelineScreen(prints)
    qtbot.addWidget(made)
    made.activate("2024Q4")
    made.show()
    return made


def test_the_memo_of_the_last_change_is_printed_where_the_user_says(
    qtbot: QtBot, context: ScreenContext, ready: str, tmp_path: Path, desk: RecordedDesk
) -> None:
    asked: list[tuple[object, ...]] = []

    def sheet(*given: object) -> Path:
        asked.append(given)
        return tmp_path / "memo.pdf"

    made = printing_screen(qtbot, context, sheet)
    where = Where(tmp_path / "memo.pdf")
    made.printing = SheetPrinting(made.context, made.values, where, made)
    made.show_record(ready)
    with qtbot.waitSignal(made.printing.printed):
        QTest.mouseClick(made.panel.memo_link, Qt.MouseButton.LeftButton)
    assert asked[0][:3] == ("gate_memo", made.panel.last_change(), "en")
    assert where.names == ["gate-memo-QH002-Ready.pdf"]
    assert desk.told == ["The memo was written to memo.pdf."]


@pytest.mark.parametrize(
    "error", [DomainError("report_record_unknown", value="x"), StorageError("disk_full", path="x")]
)
def test_a_memo_that_cannot_be_printed_says_why(
    qtbot: QtBot,
    context: ScreenContext,
    ready: str,
    desk: RecordedDesk,
    error: Exception,
) -> None:
    def sheet(*_given: object) -> Path:
        raise error

    made = printing_screen(qtbot, context, sheet)
    made.printing = SheetPrinting(made.context, made.values, Where(Path("x.pdf")), made)
    made.show_record(ready)
    QTest.mouseClick(made.panel.memo_link, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(desk.told) == 1)


def test_a_user_who_gives_up_prints_nothing(
    qtbot: QtBot, context: ScreenContext, ready: str, desk: RecordedDesk
) -> None:
    made = printing_screen(qtbot, context, lambda *_given: Path("x"))
    made.printing = SheetPrinting(made.context, made.values, Where(None), made)
    made.show_record(ready)
    QTest.mouseClick(made.panel.memo_link, Qt.MouseButton.LeftButton)
    assert desk.told == []
