"""Flat tables draw what the cells say and can be used without a mouse."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHeaderView

from tests.ui.painted import colours_in
from ui.components.tables.cells import LOOK, Cell, Column
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import KEY, RowsModel
from ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

COLUMNS = (
    Column("企业", key="firm"),
    Column("收入", "figure", 120, unit="万元", key="revenue"),
    Column("近12季度", "spark", 100),
    Column("填报", "bar", 120),
    Column("状态", "state", 100),
)
ROWS = (
    (
        Cell("甲公司", note="QH001"),
        Cell("1,293.67"),
        Cell(series=(1, 2, None, 3)),
        Cell("62%", share=0.62),
        Cell("已齐", state="ok"),
    ),
    (
        Cell("乙公司"),
        Cell("约116.69", ground="crit", icon="state.crit", strong=True),
        Cell(series=()),
        Cell(share=None),
        Cell("错误 1", state="crit"),
    ),
    (Cell("丙公司"), Cell(missing=True, tip="未报送"), Cell(), Cell(), Cell()),
)


@pytest.fixture
def look(qapp: QApplication) -> Appearance:
    made = Appearance("light", parent=qapp)
    made.apply(qapp)
    return made


@pytest.fixture
def table(qtbot: QtBot, look: Appearance) -> FlatTable:
    made = FlatTable(look, "企业", edge_padding=12)
    qtbot.addWidget(made)
    model = RowsModel(COLUMNS, made)
    model.set_rows(ROWS, ("a", "b", "c"))
    made.setModel(model)
    made.set_columns(COLUMNS)
    made.resize(800, 200)
    made.show()
    return made


def shown(table: FlatTable, row: int, column: int) -> set[str]:
    """Return the colours that a cell really shows."""
    at = table.visualRect(table.model().index(row, column))
    return colours_in(table.viewport().grab(at).toImage())


def distance(one: str, two: str) -> float:
    """Return how far two colours are apart in red, green and blue, 0 to 442."""
    first, second = QColor(one), QColor(two)
    return math.dist(
        (first.red(), first.green(), first.blue()), (second.red(), second.green(), second.blue())
    )


def test_the_model_keeps_qt_s_rules(qtmodeltester: ModelTester) -> None:
    model = RowsModel(COLUMNS)
    model.set_rows(ROWS)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_a_row_is_known_by_its_key() -> None:
    model = RowsModel(COLUMNS)
    model.set_rows(ROWS, ("a", "b", "c"))
    assert (model.key(1), model.row_of("c"), model.row_of("z")) == ("b", 2, -1)
    assert model.index(2, 0).data(KEY) == "c"


def test_a_cell_is_spoken_with_its_note_or_its_tip() -> None:
    model = RowsModel(COLUMNS)
    model.set_rows(ROWS)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, 0).data(role) == "甲公司 QH001"
    assert model.index(2, 1).data(role) == "未报送"
    assert model.index(0, 1).data(LOOK) == Cell("1,293.67")


def test_a_state_is_written_in_its_colour_without_a_fill(
    table: FlatTable, look: Appearance
) -> None:
    colours = shown(table, 0, 4)
    # Thin strokes are smoothed: the darkest one comes near to the colour itself.
    assert min(distance(colour, look.theme.ok) for colour in colours) < 30
    assert min(distance(colour, look.theme.crit) for colour in colours) > 60
    assert look.theme.ok_tint not in colours


def test_an_error_fills_its_cell_and_writes_in_red(table: FlatTable, look: Appearance) -> None:
    assert {look.theme.crit_tint, look.theme.crit} <= shown(table, 1, 1)


def test_what_was_not_reported_is_hatched_and_not_empty(table: FlatTable, look: Appearance) -> None:
    lines = shown(table, 2, 1) - {look.theme.surface, look.theme.hairline}
    assert lines, "diagonal lines are drawn"
    assert shown(table, 2, 0) != shown(table, 2, 1)


def test_figures_end_at_the_right_edge_of_their_column(table: FlatTable, look: Appearance) -> None:
    at = table.visualRect(table.model().index(0, 1))
    image = table.viewport().grab(at).toImage()
    ground = QColor(look.theme.surface)
    inked = [
        x
        for x in range(image.width())
        for y in range(2, image.height() - 2)
        if image.pixelColor(x, y) != ground
    ]
    assert image.width() - 12 <= max(inked) <= image.width() - 6
    assert min(inked) > image.width() / 3


def test_a_sparkline_ends_in_an_accent_point(table: FlatTable, look: Appearance) -> None:
    assert look.theme.accent in shown(table, 0, 2)
    assert look.theme.accent not in shown(table, 1, 2)


def test_a_bar_is_drawn_only_where_the_share_is_known(table: FlatTable, look: Appearance) -> None:
    assert look.theme.accent in shown(table, 0, 3)
    assert look.theme.accent not in shown(table, 1, 3)


def test_the_whole_row_under_the_pointer_changes_its_ground(
    table: FlatTable, look: Appearance
) -> None:
    table.hovered_row = 0
    assert all(look.theme.hover in shown(table, 0, column) for column in range(5))
    assert look.theme.hover not in shown(table, 2, 0)


def test_rows_are_chosen_by_arrows_and_opened_by_enter(qtbot: QtBot, table: FlatTable) -> None:
    table.setCurrentIndex(table.model().index(0, 0))
    with qtbot.waitSignal(table.row_chosen, timeout=1000) as chosen:
        QTest.keyClick(table, Qt.Key.Key_Down)
    assert chosen.args == ["b"]
    with qtbot.waitSignal(table.row_opened, timeout=1000) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == ["b"]


def test_the_current_cell_of_an_entry_table_has_an_accent_border(
    table: FlatTable, look: Appearance
) -> None:
    table.set_cell_focus(on=True)
    table.selectionModel().setCurrentIndex(
        table.model().index(0, 1), QItemSelectionModel.SelectionFlag.NoUpdate
    )
    assert look.theme.accent in shown(table, 0, 1)
    assert look.theme.accent not in shown(table, 0, 0)


def test_selected_cells_are_copied_as_lines_with_tabs(table: FlatTable) -> None:
    table.selectAll()
    table.copy_selection()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t") == ["甲公司", "1,293.67", "", "62%", "已齐"]
    assert len(lines) == 3


def test_rows_are_32_high_and_24_when_compact(table: FlatTable) -> None:
    assert table.rowHeight(0) == 32
    table.set_compact(compact=True)
    assert table.rowHeight(0) == 24


def test_a_fitted_table_is_as_high_as_its_rows(qtbot: QtBot, look: Appearance) -> None:
    table = FlatTable(look, fit=True)
    qtbot.addWidget(table)
    model = RowsModel(COLUMNS, table)
    table.setModel(model)
    model.set_rows(ROWS)
    assert table.height() == 33 + 3 * 32


@pytest.mark.usefixtures("look")
def test_the_sorted_heading_shows_its_direction(table: FlatTable) -> None:
    header = table.horizontalHeader()
    header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    plain = header.grab().toImage()
    header.setSortIndicatorShown(True)
    up = header.grab().toImage()
    header.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    down = header.grab().toImage()
    assert plain != up
    assert up != down


def test_the_column_that_takes_the_rest_is_narrow_where_nothing_is_left(
    qtbot: QtBot, table: FlatTable
) -> None:
    table.resize(900, 200)
    table.show()
    qtbot.waitExposed(table)
    assert table.columnWidth(0) > 400
    # The others take 440 pixels of 400: the names give way, and no figure is pushed out for them.
    table.resize(400, 200)
    qtbot.waitUntil(lambda: table.columnWidth(0) == 96)
    table.resize(900, 200)
    qtbot.waitUntil(lambda: table.columnWidth(0) > 400)


def test_a_column_to_spare_is_left_out_where_its_words_have_no_room(
    qtbot: QtBot, look: Appearance
) -> None:
    columns = (
        Column("项目", width=120),
        Column("计算依据", spare=True),
        Column("合计", "figure", -1, unit="元"),
    )
    table = FlatTable(look, "分步计算")
    qtbot.addWidget(table)
    model = RowsModel(columns, table)
    model.set_rows(
        [(Cell("增值税"), Cell("8,498,400.00 × 50%"), Cell("4,249,200.00", lead="封顶"))]
    )
    table.setModel(model)
    table.set_columns(columns)
    table.resize(600, 200)
    table.show()
    assert not table.isColumnHidden(1)
    table.resize(260, 200)
    qtbot.waitUntil(lambda: table.isColumnHidden(1))
    # The first takes what the one left out leaves, also when the columns are said again.
    assert table.horizontalHeader().length() == table.viewport().width()
    table.set_columns(columns)
    assert table.isColumnHidden(1)
    assert table.horizontalHeader().length() == table.viewport().width()
    table.resize(600, 200)
    qtbot.waitUntil(lambda: not table.isColumnHidden(1))
    assert table.columnWidth(0) == 120


def test_a_column_to_spare_makes_room_for_the_one_that_takes_the_rest(
    qtbot: QtBot, look: Appearance
) -> None:
    columns = (Column("指标", width=-1), Column("地方", width=-1, spare=True), Column("约定情况"))
    table = FlatTable(look, "指标归属")
    qtbot.addWidget(table)
    model = RowsModel(columns, table)
    model.set_rows([(Cell("飞入地产值与回流项目产值"), Cell("杭州市余杭区"), Cell("按规则二"))])
    table.setModel(model)
    table.set_columns(columns)
    table.resize(600, 200)
    table.show()
    assert not table.isColumnHidden(1)
    table.resize(260, 200)
    qtbot.waitUntil(lambda: table.isColumnHidden(1))
    assert not table.isColumnHidden(2)
    whole = table.columnWidth(0)
    # Where that is not enough, names are cut rather than the rest pushed out of sight.
    table.resize(200, 200)
    qtbot.waitUntil(lambda: table.columnWidth(0) < whole)
    table.resize(600, 200)
    qtbot.waitUntil(lambda: not table.isColumnHidden(1))
    assert table.columnWidth(0) == whole


def test_a_column_as_wide_as_its_words_keeps_to_the_most_it_may_take(
    qtbot: QtBot, look: Appearance
) -> None:
    columns = (Column("文件", width=-1, most=90), Column("类别"))
    table = FlatTable(look, "台账")
    qtbot.addWidget(table)
    model = RowsModel(columns, table)
    model.set_rows([(Cell("指标交易合同2016-01及其补充协议"), Cell("园区用地"))])
    table.setModel(model)
    table.set_columns(columns)
    table.resize(600, 200)
    table.show()
    assert table.sizeHintForColumn(0) == 90


@pytest.mark.parametrize(("width", "written"), [(140, True), (80, False)])
def test_a_note_is_written_whole_or_not_at_all(
    table: FlatTable, width: int, *, written: bool
) -> None:
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
    table.horizontalHeader().resizeSection(0, width)
    at = table.visualRect(table.model().index(0, 0))
    noted = table.viewport().grab(at).toImage()
    model = table.model()
    assert isinstance(model, RowsModel)
    model.set_rows([(Cell("甲公司"), *ROWS[0][1:])], ("a",))
    assert (noted != table.viewport().grab(at).toImage()) is written
