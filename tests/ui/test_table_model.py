"""The table reads only what it shows, lets SQL sort and filter, and keeps its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from domain.commands import AddRow, RemoveRow, SetFields
from domain.entities import SPECS
from domain.errors import DomainError
from domain.records import Condition, Query
from tests.ui.tables import model_over, shown_table
from ui.components.tables.cells import LOOK, Cell, Column
from ui.record_columns import columns_of
from ui.record_table import RecordTable
from ui.row_source import QueryRows, Shown
from ui.table_model import PAGE, RecordModel
from ui.values import Values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from domain.records import Row
    from tests.ui.desk import RecordedDesk
    from ui.screen import ScreenContext

ROLE = Qt.ItemDataRole.DisplayRole
EDIT = Qt.ItemDataRole.EditRole


def _column(model: RecordModel, name: str) -> int:
    return [shown.column.key for shown in model.columns].index(name)


def _texts(model: RecordModel, name: str) -> list[str]:
    at = _column(model, name)
    return [str(model.index(row, at).data(ROLE)) for row in range(model.rowCount())]


def test_the_model_keeps_the_rules_of_qt(
    qtmodeltester: ModelTester, context: ScreenContext
) -> None:
    qtmodeltester.check(model_over(context))  # type: ignore[no-untyped-call]


@dataclass
class CountedRows:
    """Rows without end that count how often they are read."""

    table: str = "firm"
    tables: frozenset[str] = frozenset({"firm"})
    order: tuple[str, ...] = ()
    pages: list[int] = field(default_factory=list)
    counts: int = 0

    def count(self) -> int:
        """Return a hundred thousand."""
        self.counts += 1
        return 100_000

    def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Return numbered rows."""
        self.pages.append(offset)
        return [{"id": str(at), "sector": str(at)} for at in range(offset, offset + limit)]

    def place(self, record: str) -> int:
        """Return the row a record is numbered after."""
        return int(record)

    def sorted_by(self, order: tuple[str, ...]) -> CountedRows:
        """Return the same rows."""
        return CountedRows(order=order)


def test_only_the_pages_looked_at_are_read_and_rows_are_counted_once(
    context: ScreenContext,
) -> None:
    source = CountedRows()
    columns = columns_of(Values(context.language, SPECS), SPECS["firm"], context.records)
    model = RecordModel(context.bus, source, columns, str, context.bus)

    at = [shown.column.key for shown in columns].index("sector")
    for row in (0, 1, 50, 99_999, 0):
        assert model.index(row, at).data(ROLE) == str(row)
    assert model.rowCount() == 100_000

    assert source.pages == [0, 99_900]
    assert source.counts == 1


@pytest.mark.parametrize(("lang", "heading"), [("zh", "票数"), ("fr", "Voix"), ("en", "Votes")])
def test_a_heading_that_names_its_unit_does_not_repeat_it(
    context: ScreenContext, lang: str, heading: str
) -> None:
    context.language.choose(lang)
    columns = columns_of(Values(context.language, SPECS), SPECS["meeting_party"], context.records)
    votes = next(each.column for each in columns if each.column.key == "votes")
    assert (votes.heading, votes.unit) == (heading, "")


def test_pages_long_unseen_are_given_up(context: ScreenContext) -> None:
    source = CountedRows()
    columns = columns_of(Values(context.language, SPECS), SPECS["firm"], context.records)
    model = RecordModel(context.bus, source, columns, str, context.bus)

    for number in range(40):
        model.index(number * PAGE, 0).data(ROLE)
    model.index(0, 0).data(ROLE)

    assert source.pages.count(0) == 2


def test_a_reference_shows_the_name_of_its_record_in_the_language_in_force(
    context: ScreenContext,
) -> None:
    model = model_over(context)
    assert model.index(0, _column(model, "firm")).data(ROLE) == "Firm 001"


def test_money_is_shown_in_thousands_and_typed_exactly(context: ScreenContext) -> None:
    model = model_over(context)
    index = model.index(0, _column(model, "revenue_fen"))

    assert index.data(ROLE) == "10.0"
    assert index.data(EDIT) == 1_000_000
    assert int(index.data(Qt.ItemDataRole.TextAlignmentRole)) & int(Qt.AlignmentFlag.AlignRight)


def test_unknown_is_a_dash_never_nought(context: ScreenContext) -> None:
    model = model_over(context)
    last = model.rowCount() - 1
    assert model.index(last, _column(model, "revenue_fen")).data(ROLE) == "—"


def test_sorting_is_done_by_the_database_with_unknown_values_last(context: ScreenContext) -> None:
    model = model_over(context, Query("firm_quarter", where=(Condition("quarter", "=", "2024Q4"),)))
    column = _column(model, "revenue_fen")

    model.sort(column, Qt.SortOrder.DescendingOrder)
    shown = _texts(model, "revenue_fen")
    assert shown[:2] == ["295.0", "285.0"]
    assert shown[-1] == "—"

    model.sort(column, Qt.SortOrder.AscendingOrder)
    shown = _texts(model, "revenue_fen")
    assert shown[0] == "15.0"
    assert shown[-1] == "—"


def test_a_change_elsewhere_repaints_the_row_without_moving_it(
    qtbot: QtBot, context: ScreenContext
) -> None:
    model = model_over(context)
    record = model.key(4)

    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        context.bus.run(SetFields("firm_quarter", record, {"revenue_fen": 7_770_000}))

    assert model.index(4, _column(model, "revenue_fen")).data(ROLE) == "77.7"


def test_a_changed_name_shows_in_the_rows_that_refer_to_it(context: ScreenContext) -> None:
    model = model_over(context)
    assert model.index(0, 0).data(ROLE) == "Firm 001"
    firm = str((model.record(0) or {})["firm"])

    context.bus.run(SetFields("firm", firm, {"name_en": "Liyuan Pneumatics"}))

    assert model.index(0, _column(model, "firm")).data(ROLE) == "Liyuan Pneumatics"


def test_an_edit_in_a_cell_is_saved_as_one_command(context: ScreenContext) -> None:
    model = model_over(context)
    index = model.index(0, _column(model, "headcount"))
    assert model.flags(index) & Qt.ItemFlag.ItemIsEditable

    assert model.setData(index, 35, EDIT)

    assert (context.records.get("firm_quarter", model.key(0)) or {})["headcount"] == 35
    assert context.records.undo_label() == "command.set_fields"


def test_a_refused_figure_stays_in_its_cell_with_the_reason_and_nothing_is_written(
    context: ScreenContext,
) -> None:
    model = model_over(context)
    record = model.key(0)
    context.bus.run(SetFields("firm_quarter", record, {"rd_staff": 10}))
    index = model.index(0, _column(model, "rd_staff"))

    assert not model.setData(index, 57, EDIT)

    cell = index.data(LOOK)
    assert isinstance(cell, Cell)
    assert (cell.text, cell.ground) == ("57", "crit")
    assert (
        cell.tip
        == "R&D staff (57 persons) cannot exceed headcount (20 persons); check and enter it again."
    )
    assert (context.records.get("firm_quarter", record) or {})["rd_staff"] == 10


def test_text_in_a_figure_is_kept_as_typed_with_the_reason(context: ScreenContext) -> None:
    model = model_over(context)
    index = model.index(0, _column(model, "headcount"))

    model.refuse(index, "about 116", DomainError("text_in_number", value="about 116"))

    assert index.data(ROLE) == "about 116"
    assert "about 116" in str(index.data(Qt.ItemDataRole.ToolTipRole))


@pytest.fixture
def table(qtbot: QtBot, context: ScreenContext) -> RecordTable:
    return shown_table(qtbot, context)


def test_a_cell_is_put_into_words_once_until_its_record_changes(context: ScreenContext) -> None:
    made: list[str] = []

    def cell(row: Row) -> Cell:
        made.append(str(row["id"]))
        return Cell(str(row["sector"]))

    source = QueryRows(context.records, Query("firm", columns=("sector",)))
    columns = [Shown(Column("", "text", 100, key="sector"), cell)]
    model = RecordModel(context.bus, source, columns, str, context.bus)
    for row in (0, 0, 1, 0, 1):
        model.index(row, 0).data(LOOK)
    first, second = model.key(0), model.key(1)
    assert made == [first, second]

    context.bus.run(SetFields("firm", first, {"sector": "photonics"}))
    assert model.index(0, 0).data(ROLE) == "photonics"
    assert made == [first, second, first]


def test_short_columns_stand_side_by_side_and_the_last_takes_the_room(
    qtbot: QtBot, context: ScreenContext
) -> None:
    made = RecordTable(context.appearance, context.bus, Values(context.language, SPECS))
    qtbot.addWidget(made)
    made.show_model(model_over(context, Query("contract_building")))
    made.resize(600, 400)
    made.show()

    assert made.columnWidth(0) < 120
    assert made.columnWidth(0) + made.columnWidth(1) == made.viewport().width()


def test_the_chosen_record_stays_chosen_when_another_is_removed(
    table: RecordTable, context: ScreenContext, desk: RecordedDesk
) -> None:
    del desk
    table.setCurrentIndex(table.records.index(10, 0))
    chosen, above = table.chosen(), table.records.key(2)

    context.bus.run(RemoveRow("firm_quarter", above))

    assert table.chosen() == chosen
    assert table.currentIndex().row() == 9


def test_the_chosen_record_stays_chosen_when_the_order_changes(table: RecordTable) -> None:
    table.setCurrentIndex(table.records.index(0, 0))
    chosen = table.chosen()

    table.records.sort(_column(table.records, "revenue_fen"), Qt.SortOrder.DescendingOrder)

    assert table.chosen() == chosen
    assert table.currentIndex().row() > 40


def test_a_record_is_found_by_its_id_far_from_what_was_read(
    table: RecordTable, context: ScreenContext
) -> None:
    firm = AddRow("firm", {"number": "QH999", "name_en": "Last"})
    context.bus.run(firm)
    quarter = AddRow("firm_quarter", {"firm": firm.record, "quarter": "2024Q4"})
    context.bus.run(quarter)

    assert table.choose(quarter.record)
    assert table.records.key(table.currentIndex().row()) == quarter.record
    assert not table.choose("no such record")


def test_clicking_a_heading_sorts_figures_from_the_greatest_then_the_least(
    qtbot: QtBot, table: RecordTable
) -> None:
    column = _column(table.records, "revenue_fen")
    for expected in ("295.0", "10.0"):
        with qtbot.waitSignal(table.sorted):
            table.horizontalHeader().sectionClicked.emit(column)
        assert table.records.index(0, column).data(ROLE) == expected


def test_a_figure_typed_into_a_cell_with_f2_is_saved(
    qtbot: QtBot, table: RecordTable, context: ScreenContext
) -> None:
    model = table.records
    table.setCurrentIndex(model.index(0, _column(model, "revenue_fen")))
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit, "cell.revenue_fen")
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "1,234.5")
    with qtbot.waitSignal(context.bus.changed):
        QTest.keyClick(editor, Qt.Key.Key_Return)

    assert (context.records.get("firm_quarter", model.key(0)) or {})["revenue_fen"] == 123_450_000


def test_a_word_typed_into_a_figure_with_f2_is_refused_in_the_cell(
    qtbot: QtBot, table: RecordTable, context: ScreenContext
) -> None:
    model = table.records
    index = model.index(0, _column(model, "revenue_fen"))
    table.setCurrentIndex(index)
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit, "cell.revenue_fen")
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "lots")
    with qtbot.waitSignal(model.cell_refused):
        QTest.keyClick(editor, Qt.Key.Key_Return)

    assert index.data(ROLE) == "lots"
    assert (context.records.get("firm_quarter", model.key(0)) or {})["revenue_fen"] == 1_000_000


def test_no_column_stands_half_in_sight(table: RecordTable) -> None:
    room = table.viewport().width()
    ends = [
        table.columnViewportPosition(at) + table.columnWidth(at)
        for at in range(table.records.columnCount())
    ]
    assert room in ends, "a column ends where the table does"
    assert ends[-1] > room


def test_a_column_the_user_has_drawn_stays_as_wide(table: RecordTable) -> None:
    table.horizontalHeader().resizeSection(2, 200)
    table.resize(800, 400)
    assert table.columnWidth(2) == 200
    table.mark_sorted(3, Qt.SortOrder.AscendingOrder)
    assert table.columnWidth(2) == 200


def test_french_thousands_stay_narrow_in_a_table(context: ScreenContext) -> None:
    context.language.choose("fr")
    values = Values(context.language, SPECS)
    spec = SPECS["firm_quarter"]
    assert values.cell(spec, spec.field("headcount"), {"headcount": 1234}).text == "1\u202f234"
