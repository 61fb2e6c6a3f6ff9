"""A backup says what it holds before it takes the workbook's place, and more are made unasked."""

from __future__ import annotations

import errno
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from domain.commands import AddRow
from ui.components.due_list import DueList
from ui.refusal import StorageRefusalError
from ui.regular_backups import EVERY_MS, RegularBackups
from ui.screens.backups_panel import BackupsPanel
from ui.services import Backup, Holding, Services

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import RecordedDesk
    from ui.screen import ScreenContext

COPY = Backup(Path("park.20250120-060000.feidi"), "2025-01-20T06:00:00Z", 2_500_000)
HELD = Holding(53, ("2022Q1", "2024Q4"), "2025-01-19T10:00:00Z", "叶清和")


@dataclass
class Shelf:
    """Hold one backup; remember what was asked for."""

    broken: bool = False
    restored: list[Backup] = field(default_factory=list)

    def look_at(self, _backup: Backup) -> Holding:
        """Say what the backup holds, unless it is damaged."""
        if self.broken:
            refusal = StorageRefusalError("damaged")
            refusal.values = {"path": "park.feidi", "detail": "page 7"}
            raise refusal
        return HELD

    def back_up(self) -> Backup:
        """Fail for want of room, or make one."""
        if self.broken:
            raise OSError(errno.ENOSPC, "no room")
        return COPY

    def services(self) -> Services:
        """Return what a screen is given."""
        return Services(
            backups=lambda: [COPY],
            back_up=self.back_up,
            look_at=self.look_at,
            restore=self.restored.append,
        )


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def panel(qtbot: QtBot, context: ScreenContext, shelf: Shelf) -> BackupsPanel:
    from PySide6.QtWidgets import QWidget

    outer = QWidget()
    qtbot.addWidget(outer)
    made = BackupsPanel(replace(context, services=shelf.services()), outer)
    made.retranslate()
    outer.resize(316, 500)
    made.resize(316, 500)
    outer.show()
    return made


def _choose(panel: BackupsPanel) -> None:
    found = panel.findChild(DueList, "data.backups")
    assert found is not None
    found.row_chosen.emit("0")


def _holding(panel: BackupsPanel) -> QLabel:
    found = panel.findChild(QLabel, "data.holding")
    assert found is not None
    return found


def test_a_backup_says_what_it_holds_and_is_brought_back_with_one_click(
    qtbot: QtBot, panel: BackupsPanel, shelf: Shelf
) -> None:
    assert not panel.restore.isVisible()
    _choose(panel)
    qtbot.waitUntil(panel.restore.isVisible)
    words = _holding(panel).text()
    assert "53 firms" in words
    assert "叶清和" in words
    assert "backed up first" in words
    panel.restore.click()
    assert shelf.restored == [COPY]


def test_a_damaged_backup_is_not_offered(qtbot: QtBot, panel: BackupsPanel, shelf: Shelf) -> None:
    shelf.broken = True
    _choose(panel)
    qtbot.waitUntil(_holding(panel).isVisible)
    assert "damaged" in _holding(panel).text()
    assert not panel.restore.isVisible()


def test_a_backup_that_cannot_be_made_is_told(
    qtbot: QtBot, panel: BackupsPanel, shelf: Shelf, desk: RecordedDesk
) -> None:
    shelf.broken = True
    panel.back_up.click()
    qtbot.waitUntil(lambda: bool(desk.told))
    assert "the disk is full" in desk.told[0]
    assert panel.back_up.isEnabled()


def test_half_an_hour_after_a_change_a_backup_is_made(
    qtbot: QtBot, context: ScreenContext, shelf: Shelf
) -> None:
    regular = RegularBackups(context.bus, context.tasks, shelf.back_up, context.bus)
    assert EVERY_MS == 1_800_000
    assert not regular.timer.isActive()
    context.bus.run(AddRow("firm", {"number": "QH901", "name_zh": "新企业"}))
    assert regular.timer.isActive()
    regular.timer.setInterval(1)
    with qtbot.waitSignal(regular.made):
        regular.timer.start()
    assert not regular.timer.isActive()


def test_a_regular_backup_that_fails_is_told_and_tried_again(
    qtbot: QtBot, context: ScreenContext, shelf: Shelf
) -> None:
    shelf.broken = True
    regular = RegularBackups(context.bus, context.tasks, shelf.back_up, context.bus)
    with qtbot.waitSignal(regular.failed):
        regular.timer.timeout.emit()
    context.bus.run(AddRow("firm", {"number": "QH902", "name_zh": "新企业"}))
    assert regular.timer.isActive()
