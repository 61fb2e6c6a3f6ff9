"""The collection form and the whole workbook are written where the user says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from domain.errors import DomainError
from ui.screens.exchange_panel import ExchangePanel
from ui.services import Services

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import RecordedDesk
    from ui.screen import ScreenContext


@pytest.fixture
def written() -> list[tuple[object, ...]]:
    return []


@pytest.fixture
def panel(qtbot: QtBot, context: ScreenContext, written: list[tuple[object, ...]]) -> ExchangePanel:
    def export_all(lang: str, folder: Path) -> None:
        if folder.name == "full":
            raise DomainError("export_folder_not_empty", value=str(folder))
        written.append((lang, folder))

    services = Services(write_form=lambda *asked: written.append(asked), export_all=export_all)
    made = ExchangePanel(replace(context, services=services))
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_form_of_the_quarter_is_written_in_the_language_chosen(
    qtbot: QtBot,
    panel: ExchangePanel,
    written: list[tuple[object, ...]],
    desk: RecordedDesk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("form.xlsx", ""))
    panel.language.choose("fr")
    QTest.mouseClick(panel.form, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(desk.told))
    assert written == [(desk.quarter(), "fr", Path("form.xlsx"))]
    assert desk.told == ["form.xlsx has been written"]


def test_giving_up_in_the_dialogue_writes_nothing(
    qtbot: QtBot,
    panel: ExchangePanel,
    written: list[tuple[object, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: "")
    QTest.mouseClick(panel.form, Qt.MouseButton.LeftButton)
    QTest.mouseClick(panel.everything, Qt.MouseButton.LeftButton)
    qtbot.wait(20)
    assert written == []


def test_everything_is_exported_to_the_folder_chosen_or_refused_in_words(
    qtbot: QtBot,
    panel: ExchangePanel,
    written: list[tuple[object, ...]],
    desk: RecordedDesk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = iter(("empty", "full"))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: next(names))
    QTest.mouseClick(panel.everything, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(desk.told) == 1)
    QTest.mouseClick(panel.everything, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(desk.told) == 2)
    assert written == [("en", Path("empty"))]
    assert "full" in desk.told[1]
