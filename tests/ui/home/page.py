"""Read and click the first page: its table of indicators and its lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from domain.commands import SetFields
from ui.components.due_list import DueRow
from ui.components.tables.cells import LOOK, Cell

if TYPE_CHECKING:
    from PySide6.QtWidgets import QListView

    from storage.workbook import Workbook
    from ui.screens.home import HomeScreen


NAME, VALUE, UNIT, BEFORE, YEAR_AGO, TREND, STATE = range(7)


def row_texts(screen: HomeScreen, key: str) -> list[str]:
    """Return what a row of the table of indicators shows."""
    model = screen.figures.model
    row = model.row_of(key)
    return [str(model.index(row, column).data() or "") for column in range(7)]


def cell(screen: HomeScreen, key: str, column: int) -> Cell:
    """Return a cell of the table of indicators."""
    found = screen.figures.model.index(screen.figures.model.row_of(key), column).data(LOOK)
    assert isinstance(found, Cell)
    return found


def rows_of(listed: QListView) -> list[DueRow]:
    """Return the rows of a due list."""
    model = listed.model()
    rows = [model.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(model.rowCount())]
    return [row for row in rows if isinstance(row, DueRow)]


def report_a_missing_tax(screen: HomeScreen, workbook: Workbook) -> None:
    """Tell the VAT of a firm that reported all but that."""
    rows = workbook.find("firm_quarter", quarter="2024Q4", not_reported=0)
    record = next(str(row["id"]) for row in rows if row["vat_fen"] is None)
    screen.context.bus.run(SetFields("firm_quarter", record, {"vat_fen": 0}))


def click_row(listed: QListView, row: int) -> None:
    """Click a row of a list."""
    at = listed.visualRect(listed.model().index(row, 0)).center()
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=at)
