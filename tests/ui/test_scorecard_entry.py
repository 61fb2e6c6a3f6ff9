"""An operator's actuals are typed into the scorecard, which checks thresholds as they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from domain.called import Called
from domain.standing.operators import Assessed, score_at_threshold
from ui.components.tables.cells import LOOK, Cell
from ui.screens.space.actuals import ACTUAL
from ui.screens.space.operators import OperatorsScreen

if TYPE_CHECKING:
    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk
    from tests.ui.park_on_screen import OpenScreen

NAMES = ["回流项目签约", "出租率", "引进企业数", "企业满意度", "数据逾期报送", "非房租收入占比"]
STATE = 6


@pytest.fixture
def screen(open_screen: OpenScreen) -> OperatorsScreen:
    return open_screen(OperatorsScreen, lang="zh")


def column(screen: OperatorsScreen) -> int:
    """Return the column that is typed in."""
    return [each.key for each in screen.card.model.columns].index(ACTUAL)


def go_to(screen: OperatorsScreen, name: str) -> None:
    """Put the actual of an indicator in force."""
    table = screen.card.table
    table.setFocus()
    row = NAMES.index(name)
    table.setCurrentIndex(screen.card.model.index(row, column(screen)))


def type_on(screen: OperatorsScreen, text: str) -> None:
    """Type a figure over the one in force, and Enter."""
    table = screen.card.table
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = next(
        each
        for each in table.findChildren(QLineEdit, "operator_contract.scorecard.actual")
        if each.isVisible()
    )
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QCoreApplication.processEvents()  # Qt takes what was typed in its next round


def actual(workbook: Workbook, name: str, quarter: str = "2024Q4") -> object:
    """Return what is recorded for an indicator of the contract in force."""
    contract = workbook.find("operator_contract", code="YY-2022")[0]["id"]
    indicator = workbook.find("operator_indicator", contract=contract, name=name)[0]["id"]
    rows = workbook.find("operator_score", indicator=indicator, quarter=quarter)
    return rows[0]["actual"] if rows else None


def state(screen: OperatorsScreen, name: str) -> str:
    """Return the colour of an indicator's result."""
    cell = screen.card.model.index(NAMES.index(name), STATE).data(LOOK)
    assert isinstance(cell, Cell)
    return cell.state


def shown(screen: OperatorsScreen, name: str) -> str:
    """Return what stands in the cell of an actual."""
    return str(screen.card.model.index(NAMES.index(name), column(screen)).data())


def test_enter_saves_checks_the_threshold_and_goes_to_the_next_line(
    screen: OperatorsScreen, workbook: Workbook
) -> None:
    assert [screen.card.model.index(row, 0).data() for row in range(6)] == NAMES
    go_to(screen, "引进企业数")
    assert state(screen, "引进企业数") == "crit"
    type_on(screen, "3")
    # Three firms are the threshold itself: it is met.
    assert state(screen, "引进企业数") == "ok"
    assert actual(workbook, "引进企业数") == 3
    assert screen.card.table.currentIndex().row() == NAMES.index("企业满意度")
    type_on(screen, "80.5")
    assert state(screen, "企业满意度") == "ok"
    assert shown(screen, "企业满意度") == "80.5"
    assert not screen.card.warning.isVisible()
    workbook.undo()
    assert actual(workbook, "企业满意度") == 74


def test_enter_and_shift_enter_walk_along_the_actuals(screen: OperatorsScreen) -> None:
    go_to(screen, "出租率")
    table = screen.card.table
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert table.currentIndex().row() == 2
    QTest.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert table.currentIndex().row() == 1
    for _time in range(3):
        QTest.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert table.currentIndex().row() == 0


def test_what_is_no_figure_stays_in_its_cell_with_the_reason(
    screen: OperatorsScreen, workbook: Workbook
) -> None:
    before = actual(workbook, "出租率")
    go_to(screen, "出租率")
    type_on(screen, "many")
    assert shown(screen, "出租率") == "many"
    tip = screen.card.model.index(1, column(screen)).data(Qt.ItemDataRole.ToolTipRole)
    assert "many" in str(tip)
    assert actual(workbook, "出租率") == before
    go_to(screen, "出租率")
    type_on(screen, "90")
    assert actual(workbook, "出租率") == 90


def test_delete_takes_an_actual_back_and_it_is_unknown(
    screen: OperatorsScreen, workbook: Workbook
) -> None:
    go_to(screen, "出租率")
    QTest.keyClick(screen.card.table, Qt.Key.Key_Delete)
    assert actual(workbook, "出租率") is None
    assert shown(screen, "出租率") == "—"
    assert state(screen, "出租率") == "unknown"


def test_a_pasted_column_is_one_step_and_what_is_refused_stays(
    screen: OperatorsScreen, workbook: Workbook, desk: RecordedDesk
) -> None:
    QGuiApplication.clipboard().setText("7\tnote\n91\nsome\n16,5\n1")
    go_to(screen, "引进企业数")
    QTest.keyClick(screen.card.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [actual(workbook, name) for name in NAMES[2:4]] == [7, 91]
    assert shown(screen, "数据逾期报送") == "some"
    assert actual(workbook, "数据逾期报送") == 5
    # One line was refused and one lies below the last.
    assert desk.told == ["已填入 3 项实际值。2 项未被接受，原因见单元格。"]
    workbook.undo()
    assert [actual(workbook, name) for name in NAMES[2:4]] == [2, 74]


def test_a_quarter_without_actuals_takes_its_first_ones(
    screen: OperatorsScreen, workbook: Workbook, desk: RecordedDesk
) -> None:
    screen.activate("2025Q1")
    go_to(screen, "出租率")
    assert actual(workbook, "出租率", "2025Q1") is None
    QTest.keyClick(screen.card.table, Qt.Key.Key_Delete)
    QGuiApplication.clipboard().setText("88.5")
    QTest.keyClick(screen.card.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert actual(workbook, "出租率", "2025Q1") == 88.5
    assert desk.told == ["已填入 1 项实际值。"]


def test_a_closed_quarter_is_only_read(screen: OperatorsScreen, workbook: Workbook) -> None:
    closed = str(workbook.find("quarter", state="closed")[0]["quarter"])
    screen.activate(closed)
    index = screen.card.model.index(0, column(screen))
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable


def test_the_scores_are_drawn_beside_those_at_the_thresholds(screen: OperatorsScreen) -> None:
    score, line = screen.card.scores.data.series
    # 25·1 + 20·70/85 + 20·3/6 + 15·80/90 + 10·2/5 + 10·15/30 = 73.80…
    assert score.values[-1] == pytest.approx(74.0667, abs=1e-3)
    assert line.values[-1] == pytest.approx(73.8039, abs=1e-3)
    assert len(screen.card.scores.data.categories) == 12


def test_without_a_binding_threshold_there_is_no_line() -> None:
    jobs, nothing = Called((("name", "jobs"),)), Called(())
    free = Assessed("i", "c", "C", jobs, nothing, 100, None, None, False, nothing, None)
    assert score_at_threshold([free]) is None
    assert score_at_threshold([]) is None
