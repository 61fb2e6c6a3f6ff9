"""A form saves each value as its field is left, and shows each refusal at its field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from domain.commands import AddRow, SetFields
from domain.entities import SPECS
from domain.records import Query
from tests.ui.forms.fields import first_of, line_of, messages_at, open_form, type_in, value_of
from ui.components.choice import Choice

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from domain.records import Command
    from ui.forms.form import RecordForm
    from ui.screen import ScreenContext


def test_a_typed_figure_is_saved_when_enter_is_pressed(
    context: ScreenContext, quarter: RecordForm
) -> None:
    type_in(line_of(quarter, "firm_quarter.revenue_fen"), "1,234.56")

    assert value_of(context, "firm_quarter", quarter.record, "revenue_fen") == 123_456_000
    assert line_of(quarter, "firm_quarter.revenue_fen").text() == "1,234.56"


def test_a_unit_typed_with_the_figure_is_understood(
    context: ScreenContext, quarter: RecordForm
) -> None:
    type_in(line_of(quarter, "firm_quarter.revenue_fen"), "36.50元")

    assert value_of(context, "firm_quarter", quarter.record, "revenue_fen") == 3_650


def test_a_figure_that_is_none_is_shown_at_its_field_and_not_saved(
    context: ScreenContext, quarter: RecordForm
) -> None:
    type_in(line_of(quarter, "firm_quarter.revenue_fen"), "about 116")

    assert "A number cell holds the text “about 116”." in messages_at(quarter, "revenue_fen")
    assert line_of(quarter, "firm_quarter.revenue_fen").text() == "about 116"
    assert value_of(context, "firm_quarter", quarter.record, "revenue_fen") == 1_500_000


def test_a_figure_that_breaks_a_rule_of_two_fields_is_shown_and_not_saved(
    context: ScreenContext, quarter: RecordForm
) -> None:
    type_in(line_of(quarter, "firm_quarter.rd_staff"), "57")

    assert "cannot exceed headcount" in messages_at(quarter, "rd_staff")
    assert value_of(context, "firm_quarter", quarter.record, "rd_staff") is None


def test_esc_restores_what_is_recorded_and_clears_the_error(
    context: ScreenContext, quarter: RecordForm
) -> None:
    line = line_of(quarter, "firm_quarter.revenue_fen")
    type_in(line, "about 116")
    QTest.keyClick(line, Qt.Key.Key_Escape)

    assert line.text() == "15"
    assert "about 116" not in messages_at(quarter, "revenue_fen")
    assert value_of(context, "firm_quarter", quarter.record, "revenue_fen") == 1_500_000


def test_an_emptied_figure_is_unknown_not_nought(
    context: ScreenContext, quarter: RecordForm
) -> None:
    line = line_of(quarter, "firm_quarter.revenue_fen")
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert value_of(context, "firm_quarter", quarter.record, "revenue_fen") is None


def test_a_record_of_a_closed_quarter_is_locked(context: ScreenContext, qtbot: QtBot) -> None:
    machine = SPECS["quarter"].machine
    assert machine is not None
    row = next(
        row for row in context.records.select(Query("quarter")) if row["quarter"] == "2024Q3"
    )
    context.bus.run(_closing(str(row["id"])))
    form = open_form(qtbot, context, "firm_quarter")
    closed = context.records.find("firm_quarter", quarter="2024Q3")[0]

    form.show_record(str(closed["id"]))

    assert line_of(form, "firm_quarter.revenue_fen").isReadOnly()


def _closing(record: str) -> Command:
    from domain.commands import WriteBatch
    from domain.records import Write

    return WriteBatch((Write("update", "quarter", record, {"state": "closed"}),))


def test_a_choice_is_saved_as_it_is_picked(qtbot: QtBot, context: ScreenContext) -> None:
    form = open_form(qtbot, context, "firm")
    form.show_record(first_of(context, "firm"))
    box = form.findChild(Choice, "firm.trajectory")
    assert box is not None
    assert box.key() == "I"

    box.choose("II")
    box.activated.emit(box.currentIndex())

    assert value_of(context, "firm", form.record, "trajectory") == "II"


def test_the_wheel_over_a_choice_changes_nothing(qtbot: QtBot, context: ScreenContext) -> None:
    form = open_form(qtbot, context, "firm")
    form.show_record(first_of(context, "firm"))
    box = form.findChild(Choice, "firm.trajectory")
    assert box is not None
    middle = box.rect().center()
    wheel = QWheelEvent(
        middle.toPointF(),
        box.mapToGlobal(middle).toPointF(),
        middle - middle,
        (middle - middle) + box.rect().bottomLeft() * -20,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, wheel)

    assert box.key() == "I"


def test_long_text_is_saved_when_the_field_is_left(
    context: ScreenContext, quarter: RecordForm
) -> None:
    box = quarter.findChild(QPlainTextEdit, "firm_quarter.remark")
    assert box is not None
    box.setFocus()
    QTest.keyClicks(box, "checked by phone")
    QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert value_of(context, "firm_quarter", quarter.record, "remark") == "checked by phone"


def test_a_day_is_read_as_people_write_it(qtbot: QtBot, context: ScreenContext) -> None:
    form = open_form(qtbot, context, "firm")
    form.show_record(first_of(context, "firm"))
    type_in(line_of(form, "firm.high_tech_date"), "2022年5月9日")

    assert value_of(context, "firm", form.record, "high_tech_date") == "2022-05-09"


def test_a_rent_is_typed_in_yuan(qtbot: QtBot, context: ScreenContext) -> None:
    building = AddRow("building", {"code": "3", "area": 100_000})
    context.bus.run(building)
    unit = AddRow(
        "unit", {"building": building.record, "number": "103", "use": "office", "area": 10_000}
    )
    context.bus.run(unit)
    lease = AddRow(
        "lease",
        {
            "number": "ZL-1",
            "firm": first_of(context, "firm"),
            "unit": unit.record,
            "start": "2024-01-01",
            "end": "2026-12-31",
        },
    )
    context.bus.run(lease)
    form = open_form(qtbot, context, "lease")
    form.show_record(lease.record)
    type_in(line_of(form, "lease.rent_fen"), "39")

    assert value_of(context, "lease", lease.record, "rent_fen") == 3_900
    assert line_of(form, "lease.rent_fen").text() == "39.00"


def test_every_input_has_a_name_a_spoken_name_and_a_label(
    qtbot: QtBot, context: ScreenContext
) -> None:
    for table in ("firm", "lease", "settlement", "person"):
        form = open_form(qtbot, context, table)
        for field in SPECS[table].fields:
            editor = form.entry(field.name).widget
            assert editor.objectName() == f"{table}.{field.name}"
            assert editor.accessibleName()
            labels = [label for label in form.findChildren(QLabel) if label.buddy() is editor]
            # Qt would take the sign in “R&D” for a key: such a label belongs to nothing.
            assert len(labels) == (0 if "&" in editor.accessibleName() else 1)


def test_another_users_change_is_shown_but_not_over_what_is_being_typed(
    context: ScreenContext, quarter: RecordForm
) -> None:
    line_of(quarter, "firm_quarter.headcount").setText("33")
    context.bus.run(
        SetFields("firm_quarter", quarter.record, {"headcount": 25, "revenue_fen": 5_000_000})
    )

    assert line_of(quarter, "firm_quarter.revenue_fen").text() == "50"
    assert line_of(quarter, "firm_quarter.headcount").text() == "33"


def test_labels_and_units_follow_the_language_at_once(
    context: ScreenContext, quarter: RecordForm
) -> None:
    context.language.choose("zh")
    quarter.retranslate()

    assert line_of(quarter, "firm_quarter.revenue_fen").accessibleName() == "营业收入"
    assert "万元" in messages_at(quarter, "revenue_fen")
    assert line_of(quarter, "firm_quarter.revenue_fen").text() == "1.5"
