"""A firm in full: figures, stages, stacked incentives, files kept and given back, history."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from domain.commands import AddRow, SetFields
from domain.errors import DomainError
from tests.ui.park_on_screen import let_go
from ui.attachments.dialogs import FileDialogs
from ui.attachments.keeping import MOST_BYTES, plain_name, read_file
from ui.components.key_figure import KeyFigure
from ui.components.option import OptionButton
from ui.screens.firm_pages import FirmPagesScreen
from ui.services import Services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk
    from ui.reports.sheet_printing import SheetPrinting
    from ui.screen import ScreenContext
    from ui.screens.firm_page.page import FirmPage


_LEFT = Qt.MouseButton.LeftButton


class Files:
    """Answer with one file to keep and one place to write."""

    def __init__(self, which: Path | None, where: Path | None) -> None:
        self.which = which
        self.where = where
        self.proposed = ""

    def ask_which(self, parent: QWidget) -> Path | None:
        """Return the file to keep."""
        del parent
        return self.which

    def ask_where(self, parent: QWidget, name: str) -> Path | None:
        """Return the place to write."""
        del parent
        self.proposed = name
        return self.where

    def show_file(self, path: Path) -> bool:
        """Show nothing."""
        del path
        return False


@pytest.fixture
def firm(park: Workbook) -> str:
    """Give the first firm with two payers in the same months, a lease's worth of records."""
    record = str(park.find("firm", number="QH001")[0]["id"])
    park.run(SetFields("firm", record, {"sector_name": "研究和试验发展"}))
    origin, host = (str(park.find("party", code=code)[0]["id"]) for code in ("QZ", "YH"))
    for number, payer, start, end in (
        ("B1", origin, "2024-01-01", "2024-06-30"),
        ("B2", host, "2024-06-01", "2024-12-31"),
    ):
        values: dict[str, str | int] = {"number": number, "firm": record, "payer": payer}
        values |= {"kind": "rent_subsidy", "start": start, "end": end, "amount_fen": 1_000_000}
        park.run(AddRow("incentive", values))
    return record


@pytest.fixture
def screen(
    qtbot: QtBot, context: ScreenContext, park: Workbook, firm: str
) -> Iterator[FirmPagesScreen]:
    """Give the firms with the page of the first one open."""
    served = replace(context, services=Services(take_back=park.take_back))
    made = FirmPagesScreen(served)
    made.resize(1200, 800)
    qtbot.addWidget(made)
    made.activate("2024Q4")
    with qtbot.waitExposed(made):
        made.show()
    made.open_page(firm)
    yield made
    made.page.deleteLater()
    let_go(made)


def texts(page: FirmPage, name: str) -> list[list[str]]:
    """Return what a table of the page says."""
    model = page.tables[name].model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_page_tells_who_the_firm_is_and_its_figures(screen: FirmPagesScreen) -> None:
    assert screen.alone()
    assert screen.title() == "Firm 001"
    assert screen.state()[0] == "Incubating"
    assert "QH001" in screen.page.identity.accessibleName()
    assert "Research and development" in screen.page.identity.accessibleName()
    rows = texts(screen.page, "firm_quarter")
    assert [row[0] for row in rows] == ["2024Q4", "2024Q3"]
    # 1.5 and 1.0 million fen are 15 and 10 thousand yuan.
    assert [row[1] for row in rows] == ["15.0", "10.0"]
    assert not screen.grab().isNull()


def test_every_stay_at_a_stage_is_a_row_with_its_days(screen: FirmPagesScreen) -> None:
    model = screen.page.stages.model()
    found = [[str(model.index(at, column).data()) for column in (0, 1, 2)] for at in (0, 4)]
    # From 1 to 2 April 2021, and from 5 April 2021 to 31 December 2024.
    assert found == [["Lead", "2021-04-01", "1"], ["Incubating", "2021-04-05", "1,366"]]


def test_the_parts_of_the_page_are_tabs_with_their_counts(screen: FirmPagesScreen) -> None:
    page = screen.page
    tabs = page.tabs.findChildren(OptionButton)
    said = [each.accessibleName() for each in tabs if each.isVisible()]
    assert said == [
        "Overview",
        "Quarters 2",
        "Leases 0",
        "Patents 0",
        "Incentives 2",
        "Returns 0",
        "Attachments 0",
        "History",
    ]
    assert page.chart.isVisible()
    QTest.mouseClick(next(each for each in tabs if each.option.key == "lease"), _LEFT)
    assert not page.chart.isVisible()
    assert not page.tables["lease"].isVisible()
    shown = [each.accessibleName() for each in page.findChildren(QLabel) if each.isVisible()]
    assert "Nothing is recorded under “Leases”." in shown


def test_each_firm_is_read_from_its_overview(screen: FirmPagesScreen, park: Workbook) -> None:
    screen.page.take_focus()
    screen.page.show_part("history")
    # What had the focus is hidden: it stays within the part that is shown now.
    focus = QApplication.focusWidget()
    assert focus is not None
    assert screen.page.history.isVisible()
    screen.leave()
    screen.open_page(str(park.find("firm", number="QH002")[0]["id"]))
    assert screen.page.part == "overview"
    assert screen.page.chart.isVisible()


def test_the_incentives_paid_are_summed_at_the_head(screen: FirmPagesScreen) -> None:
    figures = [each.accessibleName() for each in screen.page.findChildren(KeyFigure)]
    # Twice one million fen are 20 thousand yuan.
    assert "Incentives 20.0 k¥ 2 payers" in figures


def test_two_payers_in_the_same_months_are_told_with_the_days(screen: FirmPagesScreen) -> None:
    screen.page.show_part("incentives")
    assert screen.page.shared.isVisible()
    words = [label.accessibleName() for label in screen.page.shared.findChildren(QWidget)]
    # June 2024 has thirty days.
    assert any("Two payers on 30 days." in each for each in words)
    assert screen.page.incentives.model().rowCount() == 2


def test_back_leads_to_the_table_and_a_key_to_the_page(screen: FirmPagesScreen) -> None:
    assert screen.leave()
    assert not screen.leave()
    assert screen.table.isVisible()
    assert screen.title() == "Firms"
    QTest.keyClick(screen.table, Qt.Key.Key_Home)
    screen.table.setCurrentIndex(screen.table.model().index(0, 0))
    QTest.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert screen.alone()
    assert screen.focus_search()
    assert not screen.alone()


def test_a_file_is_kept_inside_the_workbook_and_given_back(
    screen: FirmPagesScreen, park: Workbook, tmp_path: Path, firm: str, desk: RecordedDesk
) -> None:
    source, target = tmp_path / "licence.pdf", tmp_path / "copy.pdf"
    source.write_bytes(b"%PDF-1.7 licence")
    files = Files(source, target)
    screen.page.show_part("attachments")
    screen.page.files.dialogs = files
    QTest.mouseClick(screen.page.files.add_button, Qt.MouseButton.LeftButton)
    row = park.find("attachment", owner_record=firm)[0]
    assert row["sha256"] == hashlib.sha256(b"%PDF-1.7 licence").hexdigest()
    assert row["content"] == b"%PDF-1.7 licence"
    source.unlink()
    QTest.mouseClick(screen.page.files.save_button, Qt.MouseButton.LeftButton)
    assert target.read_bytes() == b"%PDF-1.7 licence"
    assert files.proposed == "licence.pdf"
    QTest.mouseClick(screen.page.files.remove_button, Qt.MouseButton.LeftButton)
    assert park.find("attachment") == []
    park.undo()
    assert len(park.find("attachment")) == 1
    assert desk.told == [
        "1 file has been added.",
        "The file was written to copy.pdf.",
        "The file has been removed.",
    ]


def test_a_file_that_cannot_be_read_or_written_says_why(
    screen: FirmPagesScreen, park: Workbook, tmp_path: Path
) -> None:
    screen.page.show_part("attachments")
    screen.page.files.dialogs = Files(tmp_path / "none.pdf", None)
    QTest.mouseClick(screen.page.files.add_button, Qt.MouseButton.LeftButton)
    assert "none.pdf" in screen.page.files.refusal()
    assert park.find("attachment") == []
    source = tmp_path / "a.txt"
    source.write_bytes(b"a")
    screen.page.files.dialogs = Files(source, tmp_path / "no" / "such" / "folder.txt")
    QTest.mouseClick(screen.page.files.add_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(screen.page.files.save_button, Qt.MouseButton.LeftButton)
    assert "folder.txt" in screen.page.files.refusal()


def test_a_user_who_gives_up_keeps_nothing(screen: FirmPagesScreen, park: Workbook) -> None:
    screen.page.show_part("attachments")
    screen.page.files.dialogs = Files(None, None)
    QTest.mouseClick(screen.page.files.add_button, Qt.MouseButton.LeftButton)
    assert park.find("attachment") == []


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\x.dll", "x.dll"),
        ("报告?.pdf", "报告.pdf"),
        ("..", "file"),
        ("", "file"),
    ],
)
def test_a_name_is_never_a_way_to_another_folder(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    large = tmp_path / "large.bin"
    with large.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(DomainError, match="attached_too_large"):
        read_file(large)


def test_one_earlier_action_is_taken_back_whichever_came_after(
    screen: FirmPagesScreen, park: Workbook, firm: str, desk: RecordedDesk
) -> None:
    context = screen.context
    context.bus.run(SetFields("firm", firm, {"sector": "C40"}, "reclassified"))
    other = str(park.find("firm", number="QH002")[0]["id"])
    context.bus.run(SetFields("firm", other, {"sector": "C41"}))
    screen.page.show_part("history")
    table = screen.page.history.table
    model = table.model()
    row = [str(model.index(0, column).data()) for column in range(1, 6)]
    assert row == ["Ye Qinghe", "Firm · Industry code (GB/T 4754)", "M73", "C40", "reclassified"]
    QTest.mouseClick(screen.page.history.back_button, Qt.MouseButton.LeftButton)
    table.setCurrentIndex(model.index(0, 0))
    QTest.mouseClick(screen.page.history.back_button, Qt.MouseButton.LeftButton)
    assert (park.get("firm", firm) or {})["sector"] == "M73"
    assert (park.get("firm", other) or {})["sector"] == "C41"
    assert desk.told == [
        "Choose a row of the history first.",
        "The chosen action has been taken back.",
    ]


def test_the_page_follows_language_and_quarter(
    screen: FirmPagesScreen, context: ScreenContext
) -> None:
    screen.activate("2024Q3")
    context.language.choose("fr")
    screen.retranslate()
    assert screen.page.history.back_button.text() == "Annuler l’action choisie"
    assert isinstance(screen.page.files.dialogs, FileDialogs)


def test_records_of_the_firm_and_its_stages_lead_further(
    screen: FirmPagesScreen, desk: RecordedDesk, firm: str
) -> None:
    table = screen.page.tables["firm_quarter"]
    table.row_opened.emit("q")
    screen.header_actions()[0].click()  # type: ignore[attr-defined]
    assert desk.opened == [("firm_quarter", "q"), ("pipeline", firm)]
    screen.show_record(firm)
    assert not screen.alone()
    overview = screen.panel.findChild(QWidget, "firm.open_page")
    assert overview is not None
    QTest.mouseClick(overview, Qt.MouseButton.LeftButton)
    assert screen.alone()


class FakePrinting:
    """Remember what was to be printed."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str]] = []

    def possible(self) -> bool:
        """Print."""
        return True

    def start(self, kind: str, record: str, name: str) -> None:
        """Remember one sheet."""
        self.asked.append((kind, record, name))


def test_a_firm_alone_has_the_room_of_the_common_search(screen: FirmPagesScreen) -> None:
    assert not screen.parts.search
    assert screen.note() == ""  # its quadrant is unknown, and "unknown" alone would say nothing
    screen.leave()
    assert screen.parts.search


def test_the_sheet_of_the_firm_is_printed_under_its_number(
    screen: FirmPagesScreen, firm: str
) -> None:
    assert len(screen.header_actions()) == 1  # without a printer at hand nothing is offered
    printing = FakePrinting()
    screen.printing = cast("SheetPrinting", printing)
    _languages, button, _change = screen.header_actions()
    assert isinstance(button, QPushButton)
    button.show()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert printing.asked == [("firm_sheet", firm, "firm-sheet-QH001.pdf")]
