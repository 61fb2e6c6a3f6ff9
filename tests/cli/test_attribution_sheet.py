"""The table of who may count what leaves the window by the keyboard, as a file that opens."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from python_calamine import CalamineWorkbook

import resources
from cli.application import dismiss
from cli.window import window_on
from domain.text import Texts
from tests.storage.park import copy_of
from tests.ui.hand import cells, child
from tests.ui.park_on_screen import let_go
from ui.components.tables.flat_table import FlatTable
from ui.language import Language
from ui.preferences import load_preferences
from ui.screen import Screen
from ui.screens.attribution import AttributionScreen
from ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from ui.window import MainWindow

# The tax of 2024Q4 in all, by the sums that stand beside the sample; 60 and 40 % of it in yuan.
TAX, ORIGIN, HOST = 17_700_956.00, 10_620_573.60, 7_080_382.40


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, sample: Path, tmp_path: Path) -> Iterator[MainWindow]:
    appearance = Appearance("light")
    appearance.apply(qapp)
    kept = load_preferences(tmp_path / "none")
    language = Language(Texts(resources.load_texts()), "en")
    with copy_of(sample, tmp_path / "own") as workbook:
        made = window_on(workbook, language, appearance, kept, lambda: date(2025, 1, 20))
        made.resize(1366, 768)
        made.show()
        qtbot.waitUntil(lambda: not made.busy(), timeout=60_000)
        yield made
        qtbot.waitUntil(lambda: not made.busy(), timeout=60_000)
        screens = made.findChildren(Screen)
        dismiss(made)
        for each in (*screens, made):
            let_go(each)


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key wherever the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, held)


def type_into(field: QWidget, text: str) -> None:
    """Go on with the tabulator until a field has the focus, and type over what it holds."""
    for _ in range(60):
        if field.hasFocus():
            break
        press(Qt.Key.Key_Tab)
    assert field.hasFocus()
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)


def read(path: Path) -> list[list[object]]:
    """Open the file as somebody else's program does; numbers as numbers."""
    if path.suffix == ".xlsx":
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
        return [list(row) for row in sheet.to_python()]
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [list(row) for row in csv.reader(file)]


def test_shares_agreed_and_exported_by_the_keyboard_stand_in_the_file(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [tmp_path / f"attribution{ending}" for ending in (".xlsx", ".csv")]
    chosen = iter(files)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(next(chosen)), ""))
    window.open_screen("attribution")
    screen = window.screen_shown()
    assert isinstance(screen, AttributionScreen)
    table = child(screen, FlatTable, "attribution.ledger")
    table.setFocus()
    names = [row[0] for row in cells(table)]
    while names[max(table.currentIndex().row(), 0)] != "Total tax":
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    for code, share in (("QZ", "60"), ("YH", "40")):
        type_into(child(screen, QLineEdit, f"attribution.share.{code}"), share)
    press(Qt.Key.Key_Return)
    table.setFocus()
    for file in files:
        press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(file.exists, timeout=30_000)
        qtbot.waitUntil(lambda: not window.busy(), timeout=30_000)
        head, *rows = read(file)
        assert head[:6] == ["Indicator", "Unit", "Legal place", "Total", "Quzhou", "Quzhou (%)"]
        tax = next(row for row in rows if row[0] == "Total tax")
        assert [float(str(each)) for each in tax[3:8]] == [TAX, ORIGIN, 60, HOST, 40]
        # Indicators stand whole; a place among several stands under its indicator.
        assert {row[0] for row in rows} >= {each for each in names if not each.startswith("\u2003")}
