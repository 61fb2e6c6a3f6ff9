"""A quarter is brought from open to closed and reopened on its screen, as people do it."""

from __future__ import annotations

import errno
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QLineEdit, QWidget

from domain.closing.commands import Approve, Close, Reconcile, Submit
from domain.closing.figures import SideFigures, recorded
from domain.commands import SetFields
from domain.entities import SPECS
from domain.records import Actor
from domain.units import Quarter
from tests.ui.desk import RecordedDesk, context_over
from tests.ui.hand import child, offered, press
from ui.components.buttons import Button
from ui.components.tables.flat_table import FlatTable
from ui.screens.quarter import QuarterScreen
from ui.services import Backup, Services

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from domain.records import Command
    from storage.workbook import Workbook
    from ui.components.segments import Segments

QUARTER = Quarter(2024, 4)
W = TypeVar("W", bound=QWidget)
MOMENT = "2025-01-20T08:00:00.000Z"


class Office:
    """Who works, and what was done beside the records."""

    def __init__(self) -> None:
        self.actor = Actor("Ke Zhixia", "clerk")
        self.backups = 0
        self.broken = False

    def back_up(self) -> Backup:
        """Count a backup, or fail as a full disk does."""
        if self.broken:
            raise OSError(errno.ENOSPC, "no space left")
        self.backups += 1
        return Backup(Path("a.feidi"), datetime.now(UTC).isoformat(), 1)


@pytest.fixture
def office() -> Office:
    """Give an office where the clerk works."""
    return Office()


@pytest.fixture
def screen(
    qapp: QApplication, qtbot: QtBot, park: Workbook, desk: RecordedDesk, office: Office
) -> Iterator[QuarterScreen]:
    """Show the screen of 2024Q4 over the small park."""
    figures = {**recorded(park, SPECS, QUARTER)}
    place = min(figures)

    def read_side(paths: list[Path], quarter: str, progress: object) -> SideFigures:
        del progress
        assert (paths[0].name, quarter) == ("host.xlsx", "2024Q4")
        return SideFigures({**figures, place: 99}, 7)

    services = Services(
        actor=lambda: office.actor,
        back_up=office.back_up,
        read_side=read_side,  # type: ignore[arg-type] # a list is a sequence
    )
    owner = QObject(qapp)
    context = context_over(park, owner, desk=desk, services=services)
    made = QuarterScreen(context)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.activate("2024Q4")
    made.show()
    yield made
    context.tasks.close()
    owner.deleteLater()


def state(park: Workbook) -> str:
    """Return the state of the quarter."""
    return str(park.find("quarter", quarter="2024Q4")[0]["state"])


def take(screen: QuarterScreen, act: str, *, side: str = "", reason: str = "") -> None:
    """Take a step through its panel."""
    screen.begin(act)
    if side:
        screen.asking.sides.choose(side)
    if screen.asking.sure.isVisibleTo(screen):
        child(screen, QCheckBox, "quarter.sure").setChecked(True)
        reason = reason or "Two firms have not reported"
    if reason:
        field = child(screen, QLineEdit, "quarter.reason")
        field.clear()
        QTest.keyClicks(field, reason)
    press(screen, "quarter.confirm")


def bring_to(park: Workbook, wanted: str) -> None:
    """Bring the quarter to a state by commands."""
    missing = len(_gaps(park))
    steps: tuple[tuple[Command, str], ...] = (
        (Submit(QUARTER, "origin", "Ke", MOMENT, missing, "late"), "submitted_by_origin"),
        (Submit(QUARTER, "host", "Xu", MOMENT, missing, "late"), "submitted"),
        (Reconcile(QUARTER, "Zheng", MOMENT), "reconciled"),
        (Approve(QUARTER, "origin", "Ke Jingxing", MOMENT), "approved_by_origin"),
        (Approve(QUARTER, "host", "Xu Shouyi", MOMENT), "approved"),
        (Close(QUARTER, "Zhu Wenxi", MOMENT), "closed"),
    )
    for command, reached in steps:
        park.run(command)
        if reached == wanted:
            return


def _gaps(park: Workbook) -> tuple[object, ...]:
    from domain.standing.completeness import completeness

    return completeness(park, QUARTER).gaps


def first_row(screen: QuarterScreen) -> QModelIndex:
    """Return the first line of the differences."""
    return child(screen, FlatTable, "quarter.differences").model().index(0, 0)


def test_a_quarter_is_submitted_settled_reconciled_and_approved_by_two(
    screen: QuarterScreen, park: Workbook, office: Office, desk: RecordedDesk
) -> None:
    assert offered(screen) == ["quarter.submit"]
    take(screen, "submit", side="origin")
    row = park.find("firm_quarter", quarter="2024Q4")[0]
    park.run(SetFields("firm_quarter", str(row["id"]), {"headcount": 25}))
    office.actor = Actor("Xu Ruochuan", "clerk")
    take(screen, "submit", side="host")
    take(screen, "reconcile")
    assert not screen.asking.confirm.isEnabled()
    assert screen.asking.confirm.toolTip() == "1 difference is still to be settled in the table."
    assert state(park) == "submitted"
    screen.differences.choose(0)
    QTest.keyClicks(child(screen, QLineEdit, "quarter.settle_reason"), "as in the payroll")
    press(screen, "quarter.settle")
    assert park.find("firm_quarter", firm=row["firm"], quarter="2024Q4")[0]["headcount"] == 20
    take(screen, "reconcile")
    office.actor = Actor("Ke Jingxing", "chair")
    take(screen, "approve", side="origin")
    take(screen, "approve", side="host")
    assert screen.asking.refusal.isVisible()
    assert state(park) == "approved_by_origin"
    office.actor = Actor("Xu Shouyi", "chair")
    take(screen, "approve", side="host")
    assert state(park) == "approved"
    assert desk.told[0] == "Submitted: 2024Q4"


def test_a_quarter_is_closed_reopened_by_another_and_closed_as_revision_2(
    screen: QuarterScreen, qtbot: QtBot, park: Workbook, office: Office
) -> None:
    bring_to(park, "approved")
    screen.activate("2024Q4")
    office.actor = Actor("Zhu Wenxi", "chair")
    with qtbot.waitSignal(screen.acting.taken):
        take(screen, "close")
    assert (state(park), office.backups) == ("closed", 1)
    take(screen, "reopen", reason="Headcount of QH001")
    assert screen.asking.refusal.isVisible()
    assert state(park) == "closed"
    office.actor = Actor("Ye Qinghe", "secretary")
    press(screen, "quarter.confirm")
    assert state(park) == "reopened"
    office.actor = Actor("Zhu Wenxi", "chair")
    with qtbot.waitSignal(screen.acting.taken):
        take(screen, "close")
    quarter = park.find("quarter", quarter="2024Q4")[0]
    assert (quarter["state"], quarter["revision"]) == ("closed", 2)
    assert child(screen, FlatTable, "quarter.closings").model().rowCount() == 2


def test_what_is_missing_is_confirmed_and_explained_before_submitting(
    screen: QuarterScreen, park: Workbook
) -> None:
    screen.begin("submit")
    confirm = child(screen, Button, "quarter.confirm")
    assert not confirm.isEnabled()
    assert confirm.toolTip() == "Confirm what is missing first"
    child(screen, QCheckBox, "quarter.sure").setChecked(True)
    press(screen, "quarter.confirm")
    assert state(park) == "open"
    reason = child(screen, QLineEdit, "quarter.reason")
    assert reason.accessibleDescription() == "Give the reason"
    QTest.keyClicks(reason, "Late firms")
    QTest.keyClick(reason, Qt.Key.Key_Return)
    assert state(park) == "submitted_by_origin"
    assert park.find("submission")[0]["figures_missing"] == len(_gaps(park))


def test_a_difference_may_be_settled_on_a_third_figure(
    screen: QuarterScreen, park: Workbook
) -> None:
    park.run(Submit(QUARTER, "origin", "Ke", MOMENT, len(_gaps(park)), "late"))
    row = park.find("firm_quarter", quarter="2024Q4")[0]
    park.run(SetFields("firm_quarter", str(row["id"]), {"headcount": 25}))
    park.run(Submit(QUARTER, "host", "Xu", MOMENT, len(_gaps(park)), "late"))
    screen.activate("2024Q4")
    child(screen, FlatTable, "quarter.differences").setCurrentIndex(first_row(screen))
    choice: Segments = screen.settling.choice
    choice.choose("other")
    choice.chosen.emit("other")
    value = child(screen, QLineEdit, "quarter.settle_value")
    press(screen, "quarter.settle")
    QTest.keyClicks(value, "x")
    QTest.keyClicks(child(screen, QLineEdit, "quarter.settle_reason"), "counted")
    press(screen, "quarter.settle")
    assert value.accessibleDescription()
    value.clear()
    QTest.keyClicks(value, "-3")
    press(screen, "quarter.settle")
    assert park.find("agreed_figure") == []
    value.clear()
    QTest.keyClicks(value, "22")
    QTest.keyClick(value, Qt.Key.Key_Return)
    assert park.find("agreed_figure")[0]["agreed_value"] == 22
    screen.differences.choose(0)
    park.run(Reconcile(QUARTER, "Zheng", MOMENT))
    screen.activate("2024Q4")
    screen.differences.table.row_opened.emit("0")
    assert not child(screen, Button, "quarter.settle").isEnabled()


def test_a_file_of_the_host_is_read_and_submitted(
    screen: QuarterScreen, qtbot: QtBot, park: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    park.run(Submit(QUARTER, "origin", "Ke", MOMENT, len(_gaps(park)), "late"))
    screen.activate("2024Q4")
    screen.begin("submit")
    monkeypatch.setattr(
        QFileDialog, "getOpenFileNames", staticmethod(lambda *_args: (["host.xlsx"], ""))
    )
    with qtbot.waitSignal(screen.acting.brought):
        press(screen, "quarter.file")
    child(screen, QCheckBox, "quarter.sure").setChecked(True)
    QTest.keyClicks(child(screen, QLineEdit, "quarter.reason"), "as in the file")
    press(screen, "quarter.confirm")
    kept = park.find("submission", side="host")[0]
    assert (kept["figures_missing"], kept["reason"]) == (7, "as in the file")
    assert state(park) == "submitted"


def test_whoever_does_not_approve_sends_back(screen: QuarterScreen, park: Workbook) -> None:
    bring_to(park, "reconciled")
    screen.activate("2024Q4")
    assert offered(screen) == ["quarter.send_back", "quarter.approve"]
    screen.begin("send_back")
    press(screen, "quarter.confirm")
    assert state(park) == "reconciled"
    QTest.keyClicks(child(screen, QLineEdit, "quarter.reason"), "VAT is wrong")
    press(screen, "quarter.confirm")
    assert state(park) == "submitted"


def test_a_failed_backup_leaves_the_quarter_as_it_was(
    screen: QuarterScreen, qtbot: QtBot, park: Workbook, office: Office
) -> None:
    bring_to(park, "approved")
    screen.activate("2024Q4")
    office.broken = True
    with qtbot.waitSignal(screen.acting.refused):
        take(screen, "close")
    assert state(park) == "approved"
    assert screen.asking.refusal.isVisible()
    words = "".join(each.text() for each in screen.asking.refusal.findChildren(QLabel))
    assert "the disk is full" in words


def test_the_next_quarter_is_opened_from_the_last_closed_one(
    screen: QuarterScreen, park: Workbook, desk: RecordedDesk
) -> None:
    bring_to(park, "closed")
    screen.activate("2024Q4")
    assert offered(screen) == ["quarter.reopen", "quarter.open_next"]
    screen.begin("open_next")
    assert park.find("quarter", quarter="2025Q1") != []
    assert desk.in_force == "2025Q1"
    screen.activate("2030Q1")
    assert offered(screen) == ["quarter.open_next"]
    screen.activate("2024Q3")
    assert offered(screen) == ["quarter.submit"]


def test_what_is_missing_leads_to_the_grid(screen: QuarterScreen, desk: RecordedDesk) -> None:
    screen.lacking.link_clicked.emit()
    assert desk.lists[0][0] == "quarter_entry"


def test_the_entry_grid_asks_the_screen_to_submit(screen: QuarterScreen) -> None:
    from domain.records import Condition

    screen.narrow([Condition("act", "=", "submit")])
    assert screen.asking.act == "submit"
    screen.asking.close_button.click()
    assert screen.asking.act == ""


@pytest.mark.parametrize("lang", ["zh", "fr", "en"])
def test_every_state_is_worded(screen: QuarterScreen, park: Workbook, lang: str) -> None:
    screen.context.language.choose(lang)
    screen.retranslate()
    bring_to(park, "closed")
    screen.activate("2024Q4")
    screen.retranslate()
    assert screen.standing.isVisible()
