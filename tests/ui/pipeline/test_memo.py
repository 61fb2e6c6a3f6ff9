"""The memo of a change of stage is printed where the user says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from domain.errors import DomainError
from storage.errors import StorageError
from tests.ui.reports.press import GivenDialogs
from ui.report_ports import ReportPorts
from ui.reports.sheet_printing import SheetPrinting
from ui.screens.pipeline import PipelineScreen
from ui.services import Services

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.ui.desk import RecordedDesk
    from ui.screen import ScreenContext


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
    where = GivenDialogs(tmp_path / "memo.pdf")
    made.printing = SheetPrinting(made.context, made.values, where, made)
    made.show_record(ready)
    with qtbot.waitSignal(made.printing.printed):
        QTest.mouseClick(made.panel.memo_link, Qt.MouseButton.LeftButton)
    assert asked[0][:3] == ("gate_memo", made.panel.last_change(), ("en",))
    assert where.offered == "gate-memo-QH002-Ready.pdf"
    assert desk.told == ["The memo was written to memo.pdf."]


def test_the_memo_is_printed_in_the_languages_last_chosen_beside_it(
    qtbot: QtBot, context: ScreenContext, ready: str, tmp_path: Path
) -> None:
    asked: list[tuple[object, ...]] = []

    def sheet(*given: object) -> Path:
        asked.append(given)
        return tmp_path / "memo.pdf"

    made = printing_screen(qtbot, context, sheet)
    made.printing = SheetPrinting(made.context, made.values, GivenDialogs(tmp_path / "m"), made)
    made.show_record(ready)
    chooser = made.panel.languages
    assert chooser.text() == "EN"
    assert chooser.accessibleName() == "Language of the print: English"

    chooser.setFocus()
    QTest.keyClick(chooser, Qt.Key.Key_Space)
    menu = chooser.offered
    qtbot.waitUntil(menu.isVisible)
    assert [each.text() for each in menu.actions() if each.isChecked()] == ["English"]
    # From the top: Chinese, with French, with English, French, with English, English.
    for _ in range(2):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert not asked  # what is chosen is not yet printed
    assert made.context.language.chosen_papers == "zh+fr"
    assert chooser.text() == "ZH + FR"
    assert chooser.accessibleName() == "Language of the print: Chinese and French side by side"

    with qtbot.waitSignal(made.printing.printed):
        QTest.mouseClick(made.panel.memo_link, Qt.MouseButton.LeftButton)
    assert asked[0][2] == ("zh", "fr")
    made.context.language.choose("zh")
    assert chooser.text() == "中法"


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
    made.printing = SheetPrinting(made.context, made.values, GivenDialogs(Path("x.pdf")), made)
    made.show_record(ready)
    QTest.mouseClick(made.panel.memo_link, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(desk.told) == 1)


def test_a_user_who_gives_up_prints_nothing(
    qtbot: QtBot, context: ScreenContext, ready: str, desk: RecordedDesk
) -> None:
    made = printing_screen(qtbot, context, lambda *_given: Path("x"))
    made.printing = SheetPrinting(made.context, made.values, GivenDialogs(), made)
    made.show_record(ready)
    QTest.mouseClick(made.panel.memo_link, Qt.MouseButton.LeftButton)
    assert desk.told == []
