"""Files are tried before they are written; backups and the health check answer in words."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from domain.commands import AddRow, SetFields
from domain.entities import SPECS
from domain.errors import DomainError
from domain.imports.outcome import FileOutcome, ImportOutcome, Remark, SheetOutcome
from domain.records import Actor, Query
from storage.workbook import Workbook
from tests.ui.desk import RecordedDesk, context_over
from ui.components.due_list import DueList
from ui.components.tables.cells import LOOK
from ui.screens.data import DataScreen
from ui.screens.settings import SettingsScreen
from ui.screens.tables import TablesScreen
from ui.screens.trail import TrailScreen
from ui.services import Backup, Finding, Services

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from domain.progress import Progress
    from domain.tables import Heading
    from ui.screen import ScreenContext
    from ui.services import Tables

REFUSED = Remark("firms.xlsx", "Sheet1", 94, "J", "#DIV/0!", "text_in_number")


@dataclass
class Office:
    """Do what the program as a whole does, and remember it."""

    runs: list[bool] = field(default_factory=list)
    threads: list[int] = field(default_factory=list)
    tables: list[Tables] = field(default_factory=list)
    wait: threading.Event | None = None
    copies: list[Backup] = field(default_factory=list)
    added: int = 53

    def import_files(
        self, paths: Sequence[Path], dry_run: bool, progress: Progress, tables: Tables
    ) -> ImportOutcome:
        """Refuse one row of each file."""
        self.threads.append(threading.get_ident())
        while self.wait is not None and not self.wait.wait(0.005):
            progress.step(1, 2)
        self.runs.append(dry_run)
        self.tables.append(tables)
        sheet = SheetOutcome("Sheet1", "firm", rows=54, added=self.added, refused=(REFUSED,))
        files = tuple(FileOutcome(path.name, (sheet,)) for path in paths)
        return ImportOutcome(files, dry_run, written={} if dry_run else {"firm": (53, 0)})

    def back_up(self) -> Backup:
        """Make one more copy."""
        made = Backup(Path(f"copy{len(self.copies)}.feidi"), "2025-01-20T06:00:00Z", 2_500_000)
        self.copies.insert(0, made)
        return made

    def services(self) -> Services:
        """Return what a screen is given."""
        return Services(
            import_files=self.import_files,
            backups=lambda: self.copies,
            back_up=self.back_up,
            check_health=lambda _progress: [
                Finding("crit", "check.pages", (("detail", "page 7 is never used"),)),
                Finding(
                    "warn",
                    "check.rule",
                    (("rule", "R9"),),
                    DomainError("rule_without_version", table="sharing_rule", value="R9"),
                    ("sharing_rule", "r9"),
                ),
            ],
        )


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def screen(qtbot: QtBot, context: ScreenContext, office: Office) -> DataScreen:
    made = DataScreen(replace(context, services=office.services()))
    qtbot.addWidget(made)
    made.resize(1166, 640)
    made.show()
    made.activate("2024Q4")
    return made


def _words(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def _list(screen: DataScreen, name: str) -> list[str]:
    found = screen.findChild(DueList, name)
    assert found is not None
    model = found.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]


def test_files_are_tried_first_beside_the_window_and_nothing_is_written(
    qtbot: QtBot, screen: DataScreen, office: Office
) -> None:
    screen.importing.try_files([Path("firms.xlsx")])
    qtbot.waitUntil(lambda: bool(office.runs) and screen.importing.write.isVisible())

    assert office.runs == [True]
    assert office.threads != [threading.get_ident()]
    assert "To add: 53; to change: 0; unchanged: 0; rows refused: 1." in _words(screen)


def test_each_refused_cell_is_listed_with_place_value_reason_and_remedy(
    qtbot: QtBot, screen: DataScreen
) -> None:
    screen.importing.try_files([Path("firms.xlsx")])
    qtbot.waitUntil(screen.importing.remarks.table.isVisible)
    model = screen.importing.remarks.table.model()
    cells = [str(model.index(0, at).data()) for at in range(model.columnCount())]

    assert cells[:5] == ["firms.xlsx", "Sheet1", "94", "J", "#DIV/0!"]
    assert "#DIV/0!" in cells[5]
    assert cells[6]
    whole = screen.findChild(QLabel, "import.whole")
    assert whole is not None
    assert "#DIV/0!" in whole.text()
    screen.importing.remarks.copy.click()
    assert QGuiApplication.clipboard().text().startswith("firms.xlsx\tSheet1\t94\tJ\t#DIV/0!\t")


def test_the_files_are_written_when_the_user_agrees(
    qtbot: QtBot, screen: DataScreen, office: Office
) -> None:
    screen.importing.try_files([Path("firms.xlsx")])
    qtbot.waitUntil(screen.importing.write.isVisible)
    with qtbot.waitSignal(screen.importing.imported):
        screen.importing.write.click()

    assert office.runs == [True, False]
    assert not screen.importing.write.isVisible()


def test_what_would_change_nothing_cannot_be_written(
    qtbot: QtBot, screen: DataScreen, office: Office
) -> None:
    office.added = 0
    importing = screen.importing
    with qtbot.waitSignal(importing.filled, check_params_cb=bool):
        importing.try_files([Path("empty.csv")])
    assert office.runs == [True]
    assert importing.write.isVisible()
    assert not importing.write.isEnabled()
    assert importing.write.toolTip() == "Available once there is something to write"


@pytest.mark.parametrize(("width", "both"), [(1166, False), (1500, True)])
def test_a_narrow_page_is_left_to_the_answer_of_an_import(
    qtbot: QtBot, screen: DataScreen, width: int, *, both: bool
) -> None:
    screen.resize(width, 640)
    assert screen.backups.isVisible()
    screen.importing.try_files([Path("firms.xlsx")])
    qtbot.waitUntil(screen.importing.remarks.table.isVisible)
    assert screen.backups.isVisible() is both
    screen.importing.choose_list("columns")
    qtbot.wait(1)
    assert screen.width() == width
    screen.importing.choose_list("refused")
    qtbot.wait(1)
    assert screen.width() == width


def test_a_list_with_nothing_in_it_is_one_sentence(qtbot: QtBot, screen: DataScreen) -> None:
    screen.importing.try_files([Path("firms.xlsx")])
    remarks = screen.importing.remarks
    qtbot.waitUntil(remarks.table.isVisible)
    screen.importing.choose_list("findings")

    assert not remarks.table.isVisible()
    assert not remarks.copy.isVisible()
    assert "There is nothing to check." in _words(remarks)


def test_the_answer_of_an_import_is_closed_and_the_page_is_as_before(
    qtbot: QtBot, screen: DataScreen
) -> None:
    importing = screen.importing
    assert not importing.close_button.isVisible()
    importing.try_files([Path("firms.xlsx")])
    qtbot.waitUntil(importing.close_button.isVisible)
    assert not screen.backups.isVisible()
    importing.close_button.click()

    assert screen.backups.isVisible()
    assert not importing.remarks.isVisible()
    assert not importing.write.isVisible()
    assert "rows refused" not in _words(screen)


def test_an_import_stops_when_it_is_cancelled(
    qtbot: QtBot, screen: DataScreen, office: Office, desk: RecordedDesk
) -> None:
    from PySide6.QtWidgets import QPushButton

    office.wait = threading.Event()
    screen.importing.try_files([Path("firms.xlsx")])
    qtbot.waitUntil(lambda: bool(office.threads))
    cancel = screen.importing.findChild(QPushButton, "progress.cancel")
    assert cancel is not None
    cancel.click()

    qtbot.waitUntil(lambda: bool(desk.told), timeout=1_000)
    assert desk.told == ["Import stopped, nothing was changed"]
    assert office.runs == []


def test_a_backup_is_made_and_listed(
    qtbot: QtBot, screen: DataScreen, office: Office, desk: RecordedDesk
) -> None:
    with qtbot.waitSignal(screen.backups.made):
        screen.backups.back_up.click()

    assert len(office.copies) == 1
    assert "copy0.feidi" in _list(screen, "data.backups")[0]
    assert "2.5 MB" in _list(screen, "data.backups")[0]
    assert desk.told == ["Backed up: copy0.feidi"]
    assert desk.saved == 1


def test_the_health_check_says_what_it_found(
    qtbot: QtBot, screen: DataScreen, desk: RecordedDesk
) -> None:
    screen.check.click()
    qtbot.waitUntil(lambda: bool(_list(screen, "data.findings")))

    damage, rule = _list(screen, "data.findings")
    assert "File structure: page 7 is never used" in damage
    assert "Rule R9 has no version, so it has no effect" in rule
    found = screen.findChild(DueList, "data.findings")
    assert found is not None
    for key in ("0", "1"):  # damage has no record to open
        found.row_chosen.emit(key)
    assert desk.opened == [("sharing_rule", "r9")]


def test_what_nobody_offers_cannot_be_pressed(qtbot: QtBot, context: ScreenContext) -> None:
    made = DataScreen(context)
    qtbot.addWidget(made)

    assert not made.backups.back_up.isEnabled()
    assert not made.check.isEnabled()
    assert not made.importing.choose.isEnabled()


def test_the_trail_tells_every_change_and_leads_to_its_record(
    qtbot: QtBot, context: ScreenContext, desk: RecordedDesk
) -> None:
    firm = str(context.records.find("firm", number="QH001")[0]["id"])
    context.bus.run(SetFields("firm", firm, {"sector": "C39"}, reason="register of 2025"))
    made = TrailScreen(context)
    qtbot.addWidget(made)
    made.activate("2024Q4")
    cells = [str(made.model.index(0, at).data()) for at in range(made.model.columnCount())]

    assert cells[1:] == [
        "Ye Qinghe",
        "Change of a record",
        "Firm 001",
        "Industry code (GB/T 4754): M73 → C39",
        "register of 2025",
    ]
    made.table.setCurrentIndex(made.model.index(0, 0))
    made.table.row_opened.emit("")
    assert desk.opened == [("firm", firm)]


def test_a_clock_that_went_back_is_marked_in_the_trail(qtbot: QtBot) -> None:
    moments = [datetime(2025, 1, 20, tzinfo=UTC)]
    who = Actor("Ye", "secretary")
    with Workbook.memory(SPECS, who, clock=lambda: moments[-1]) as workbook:
        workbook.run(AddRow("firm", {"number": "QH001", "name_zh": "甲"}))
        moments.append(datetime(2024, 1, 20, tzinfo=UTC))
        workbook.run(AddRow("firm", {"number": "QH002", "name_zh": "乙"}))
        owner = QObject()
        made = TrailScreen(context_over(workbook, owner, desk=RecordedDesk()))
        qtbot.addWidget(made)
        made.activate("2024Q4")
        looks = [made.model.index(row, 0).data(LOOK) for row in (0, 1)]
        assert [look.state for look in looks] == ["warn", ""]
        assert "earlier time than at the action before" in looks[0].tip
        made.close()


def test_the_whole_trail_is_written_to_a_spreadsheet_by_its_key(
    qtbot: QtBot, context: ScreenContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[tuple[str, list[Heading], list[list[object]], Path]] = []
    services = replace(
        context.services,
        read_aside=lambda work: work(context.records),
        write_sheet=lambda *told: written.append(cast("Any", told)),
    )
    firm = str(context.records.find("firm", number="QH001")[0]["id"])
    for sector in range(3):
        context.bus.run(SetFields("firm", firm, {"sector": f"C{sector}"}, reason="register"))
    made = TrailScreen(replace(context, services=services))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activate("2024Q4")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("trail", ""))
    made.table.setFocus()

    QTest.keyClick(made.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: bool(written))
    _, heads, rows, path = written[0]
    assert path == Path("trail.xlsx")
    assert len(rows) == len(context.records.trail(10_000))
    newest = dict(zip((head.name for head in heads), rows[0], strict=True))
    entry = context.records.trail(1)[0]
    assert (newest["number"], newest["digest"]) == (entry.sequence, entry.digest)
    assert (newest["role"], newest["reason"]) == ("Secretary", "register")
    assert newest["change"] == "Industry code (GB/T 4754): C1 → C2"
    qtbot.waitUntil(lambda: context.tasks.running() == 0)


def test_the_trail_is_read_as_far_as_it_is_scrolled(qtbot: QtBot, context: ScreenContext) -> None:
    for number in range(220):
        firm = str(context.records.find("firm", number="QH001")[0]["id"])
        context.bus.run(SetFields("firm", firm, {"sector": f"C{number}"}))
    made = TrailScreen(context)
    qtbot.addWidget(made)
    made.activate("2024Q4")

    assert made.model.rowCount() == 200
    assert made.model.canFetchMore(QModelIndex())
    made.model.fetchMore(QModelIndex())
    assert made.model.rowCount() > 300


def test_all_tables_are_listed_with_their_counts(
    qtbot: QtBot, context: ScreenContext, desk: RecordedDesk
) -> None:
    made = TablesScreen(context)
    qtbot.addWidget(made)
    made.activate("2024Q4")
    model = made.table.model()
    counts = {
        str(model.index(row, 0).data()): str(model.index(row, 2).data())
        for row in range(model.rowCount())
    }

    assert counts["Firms"] == str(context.records.count(Query("firm")))
    made.table.row_opened.emit("firm")
    assert desk.opened == [("firm", "")]


def test_another_person_at_work_is_told_to_the_window(
    qtbot: QtBot, context: ScreenContext, park: Workbook, desk: RecordedDesk
) -> None:
    from PySide6.QtWidgets import QLineEdit

    services = Services(actor=lambda: park.actor, set_actor=park.set_actor)
    made = SettingsScreen(replace(context, services=services))
    qtbot.addWidget(made)
    made.activate("2024Q4")
    name = made.findChild(QLineEdit, "settings.name")
    assert name is not None
    name.setText("Zhu Wenxi")
    name.editingFinished.emit()

    assert park.actor.person == "Zhu Wenxi"
    assert desk.users == 1
