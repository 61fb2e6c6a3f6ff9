"""Files are kept with meetings and with other records: dropped, pasted, opened, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest

from domain.commands import RemoveRow
from domain.errors import DomainError
from tests.ui.meeting_park import hold_meeting
from ui.attachments.keeping import KeptFile, is_program, keep_files, pasted, sort_of
from ui.attachments.shelf import Attachments
from ui.screens.entity import EntityScreen
from ui.screens.meetings import MeetingsScreen

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk
    from tests.ui.meeting_park import MeetingPark
    from ui.screen import ScreenContext


class Files:
    """Answer for the system: nothing chosen, and each file shown is remembered."""

    def __init__(self, *, known: bool = True) -> None:
        self.known = known
        self.shown: list[bytes] = []
        self.proposed: list[str] = []
        self.where: Path | None = None

    def ask_which(self, parent: QWidget) -> Path | None:
        """Return no file."""
        del parent
        return None

    def ask_where(self, parent: QWidget, name: str) -> Path | None:
        """Return the place to write."""
        del parent
        self.proposed.append(name)
        return self.where

    def show_file(self, path: Path) -> bool:
        """Remember what the file holds."""
        self.shown.append(path.read_bytes())
        return self.known


@pytest.fixture
def session(park: Workbook) -> MeetingPark:
    """Give a meeting in session."""
    return hold_meeting(park)


@pytest.fixture
def shelf(qtbot: QtBot, session: MeetingPark, context: ScreenContext) -> Attachments:
    """Give the files on the page of the meeting."""
    screen = MeetingsScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1166, 900)
    screen.show()
    qtbot.waitExposed(screen)
    screen.activate("2024Q4")
    screen.show_record(session.meeting)
    return screen.page.side.files


def _copied(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def _paste(shelf: Attachments, data: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(data)
    shelf.add_button.setFocus()
    QTest.keyClick(shelf.add_button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def _dragged(shelf: Attachments, data: QMimeData) -> QDragEnterEvent:
    return QDragEnterEvent(
        shelf.rect().center(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


def _rows(shelf: Attachments) -> list[list[str]]:
    model = shelf.table.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_files_dropped_on_the_meeting_are_kept_in_one_step(
    shelf: Attachments, session: MeetingPark, tmp_path: Path, desk: RecordedDesk
) -> None:
    minutes, budget = tmp_path / "minutes.pdf", tmp_path / "budget.xlsx"
    minutes.write_bytes(b"%PDF" + b"0" * 2_345_678)
    budget.write_bytes(b"cells")
    data, button = _copied(minutes, budget), Qt.MouseButton.LeftButton
    enter = _dragged(shelf, data)
    shelf.dragEnterEvent(enter)
    assert enter.isAccepted()
    shelf.dragLeaveEvent(QDragLeaveEvent())
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, button, Qt.KeyboardModifier.NoModifier
    )
    shelf.dropEvent(drop)
    assert _rows(shelf) == [
        ["budget.xlsx", "Spreadsheet", "1 kB"],
        ["minutes.pdf", "PDF", "2.4 MB"],
    ]
    assert desk.told == ["2 files have been added."]
    session.workbook.undo()
    assert session.workbook.find("attachment", owner_record=session.meeting) == []


def test_what_is_no_file_is_not_let_in(shelf: Attachments) -> None:
    data = QMimeData()
    data.setText("words")
    enter = _dragged(shelf, data)
    enter.ignore()
    shelf.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_copied_files_and_pictures_are_pasted_by_key(
    shelf: Attachments, session: MeetingPark, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.docx"
    letter.write_bytes(b"words")
    _paste(shelf, _copied(letter))
    data = QMimeData()
    image = QImage(4, 3, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    data.setImageData(image)
    _paste(shelf, data)
    names = [row[0] for row in _rows(shelf)]
    assert names[1] == "letter.docx"
    assert names[0].startswith("Picture ")
    assert names[0].endswith(".png")
    row = next(
        row
        for row in session.workbook.find("attachment", owner_record=session.meeting)
        if row["media_type"] == "image/png"
    )
    content = row["content"]
    assert isinstance(content, bytes)
    assert QImage.fromData(content).size() == image.size()


def test_pasting_what_is_no_file_says_what_to_do(shelf: Attachments) -> None:
    data = QMimeData()
    data.setText("words")
    _paste(shelf, data)
    assert shelf.refusal() == (
        "The clipboard holds neither a file nor a picture; copy the file first."
    )


def test_the_same_name_twice_is_refused_and_the_first_stays(
    shelf: Attachments, session: MeetingPark, tmp_path: Path
) -> None:
    path = tmp_path / "minutes.pdf"
    path.write_bytes(b"first")
    _paste(shelf, _copied(path))
    path.write_bytes(b"second")
    _paste(shelf, _copied(path))
    assert "minutes.pdf" in shelf.refusal()
    found = session.workbook.find("attachment", owner_record=session.meeting)
    assert [row["content"] for row in found] == [b"first"]


def test_enter_opens_a_copy_and_a_program_is_not_run(shelf: Attachments, tmp_path: Path) -> None:
    files = Files()
    shelf.dialogs = files
    for name in ("plan.pdf", "tool.exe"):
        path = tmp_path / name
        path.write_bytes(name.encode())
        _paste(shelf, _copied(path))
    for row in (0, 1):
        shelf.table.setCurrentIndex(shelf.table.model().index(row, 0))
        QTest.keyClick(shelf.table, Qt.Key.Key_Return)
    assert files.shown == [b"plan.pdf"]
    assert shelf.refusal().startswith("“tool.exe” is a program")
    shelf.dialogs = Files(known=False)
    shelf.table.setCurrentIndex(shelf.table.model().index(0, 0))
    QTest.mouseClick(shelf.open_button, Qt.MouseButton.LeftButton)
    assert shelf.refusal().startswith("No program on this computer opens “plan.pdf”")


def test_a_key_removes_the_file_in_force_and_undo_brings_it_back(
    shelf: Attachments, session: MeetingPark, tmp_path: Path, desk: RecordedDesk
) -> None:
    paths = [tmp_path / name for name in ("a.txt", "b.txt")]
    for path in paths:
        path.write_bytes(b"x")
    _paste(shelf, _copied(*paths))
    QTest.keyClick(shelf.add_button, Qt.Key.Key_Delete)
    assert shelf.refusal() == "Choose a file in the list first."
    shelf.table.setCurrentIndex(shelf.table.model().index(1, 0))
    shelf.table.setFocus()
    QTest.keyClick(shelf.table, Qt.Key.Key_Delete)
    assert [row[0] for row in _rows(shelf)] == ["a.txt"]
    assert desk.told[-1] == "The file has been removed."
    shelf.table.clearSelection()
    session.workbook.undo()
    assert len(session.workbook.find("attachment", owner_record=session.meeting)) == 2


def test_nothing_is_opened_or_saved_while_no_file_is_chosen(
    shelf: Attachments, tmp_path: Path
) -> None:
    files = Files()
    shelf.dialogs = files
    paths = [tmp_path / name for name in ("a.txt", "b.txt")]
    for path in paths:
        path.write_bytes(b"x")
    _paste(shelf, _copied(*paths))
    for button in (shelf.open_button, shelf.save_button):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert shelf.refusal() == "Choose a file in the list first."
    QTest.mouseClick(shelf.add_button, Qt.MouseButton.LeftButton)
    assert files.shown == []
    assert len(_rows(shelf)) == 2
    shelf.table.setCurrentIndex(shelf.table.model().index(0, 0))
    QTest.mouseClick(shelf.save_button, Qt.MouseButton.LeftButton)
    files.where = tmp_path / "out.txt"
    QTest.mouseClick(shelf.save_button, Qt.MouseButton.LeftButton)
    assert files.proposed == ["a.txt", "a.txt"]
    assert files.where.read_bytes() == b"x"


def test_the_panel_of_a_record_holds_its_files(
    qtbot: QtBot, session: MeetingPark, context: ScreenContext, desk: RecordedDesk
) -> None:
    screen = EntityScreen(context, context.specs["resolution"])
    qtbot.addWidget(screen)
    screen.resize(1166, 900)
    screen.show()
    qtbot.waitExposed(screen)
    screen.activate("2024Q4")
    screen.show_record(session.resolution)
    shelf = next(iter(screen.panel.findChildren(Attachments)))
    assert shelf.count() == 0
    context.bus.run(keep_files("resolution", session.resolution, [KeptFile("s.png", b"1")]))
    assert shelf.count() == 1
    shelf.table.setCurrentIndex(shelf.table.model().index(0, 0))
    QTest.mouseClick(shelf.remove_button, Qt.MouseButton.LeftButton)
    assert desk.told == ["The file has been removed."]


def test_a_record_takes_its_files_with_it_and_undo_brings_both_back(session: MeetingPark) -> None:
    workbook = session.workbook
    item = str(workbook.find("agenda_item", meeting=session.meeting)[0]["id"])
    action = workbook.find("action_item")
    assert action == []
    workbook.run(keep_files("agenda_item", item, [KeptFile("a.pdf", b"1")]))
    workbook.run(RemoveRow("agenda_item", item))
    assert workbook.find("attachment") == []
    workbook.undo()
    assert [row["name"] for row in workbook.find("attachment")] == ["a.pdf"]


def test_a_picture_too_large_for_a_workbook_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.attachments.keeping.MOST_BYTES", 10)
    data = QMimeData()
    data.setImageData(QImage(4, 3, QImage.Format.Format_RGB32))
    with pytest.raises(DomainError, match="attached_too_large"):
        pasted(data, "p.png")


@pytest.mark.parametrize(
    ("media_type", "sort"),
    [
        ("application/pdf", "pdf"),
        ("image/jpeg", "image"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "sheet"),
        ("text/csv", "sheet"),
        ("application/msword", "text"),
        ("application/zip", "other"),
        ("", "other"),
    ],
)
def test_a_file_is_named_by_its_sort(media_type: str, sort: str) -> None:
    assert sort_of(media_type) == sort


@pytest.mark.parametrize(
    ("name", "runs"), [("a.EXE", True), ("a.pdf", False), ("exe", False), ("a.sh", True)]
)
def test_a_program_is_known_by_its_ending(name: str, runs: bool) -> None:
    assert is_program(name) is runs
