"""A form saves each field as it is left, and shows each refusal at its field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit

from domain.commands import AddRow, SetFields
from domain.entities import SPECS
from domain.records import Query
from ui.components.choice import Choice
from ui.components.due_list import DueList
from ui.forms.form import RecordForm
from ui.forms.history import HistoryList
from ui.forms.panel import RecordPanel
from ui.values import Values

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from domain.records import Command
    from ui.screens.base import ScreenContext


def _first(context: ScreenContext, table: str) -> str:
    return str(context.records.select(Query(table, limit=1))[0]["id"])


def _value(context: ScreenContext, table: str, record: str, name: str) -> object:
    return (context.records.get(table, record) or {})[name]


def _form(qtbot: QtBot, context: ScreenContext, table: str) -> RecordForm:
    values = Values(context.language, SPECS)
    form = RecordForm(context.appearance, context.bus, values, SPECS[table])
    qtbot.addWidget(form)
    form.show()
    return form


@pytest.fixture
def quarter(qtbot: QtBot, context: ScreenContext) -> RecordForm:
    form = _form(qtbot, context, "firm_quarter")
    form.show_record(_first(context, "firm_quarter"))
    return form


def _line(form: QWidget, name: str) -> QLineEdit:
    line = form.findChild(QLineEdit, name)
    assert line is not None
    return line


def _type(line: QLineEdit, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    line.setFocus()
    line.selectAll()
    if text.isascii():
        QTest.keyClicks(line, text)
    else:
        line.insert(text)  # key events of tests carry Latin letters only
    QTest.keyClick(line, key)


def _messages(form: RecordForm, name: str) -> str:
    return " ".join(label.text() for label in form.box(name).findChildren(QLabel))


def test_a_typed_figure_is_saved_when_enter_is_pressed(
    context: ScreenContext, quarter: RecordForm
) -> None:
    _type(_line(quarter, "firm_quarter.revenue_fen"), "1,234.56")

    assert _value(context, "firm_quarter", quarter.record, "revenue_fen") == 123_456_000
    assert _line(quarter, "firm_quarter.revenue_fen").text() == "1,234.56"


def test_a_unit_typed_with_the_figure_is_understood(
    context: ScreenContext, quarter: RecordForm
) -> None:
    _type(_line(quarter, "firm_quarter.revenue_fen"), "36.50元")

    assert _value(context, "firm_quarter", quarter.record, "revenue_fen") == 3_650


def test_a_figure_that_is_none_is_shown_at_its_field_and_not_saved(
    context: ScreenContext, quarter: RecordForm
) -> None:
    _type(_line(quarter, "firm_quarter.revenue_fen"), "about 116")

    assert "A number cell holds the text “about 116”." in _messages(quarter, "revenue_fen")
    assert _line(quarter, "firm_quarter.revenue_fen").text() == "about 116"
    assert _value(context, "firm_quarter", quarter.record, "revenue_fen") == 1_500_000


def test_a_figure_that_breaks_a_rule_of_two_fields_is_shown_and_not_saved(
    context: ScreenContext, quarter: RecordForm
) -> None:
    _type(_line(quarter, "firm_quarter.rd_staff"), "57")

    assert "cannot exceed headcount" in _messages(quarter, "rd_staff")
    assert _value(context, "firm_quarter", quarter.record, "rd_staff") is None


def test_esc_restores_what_is_recorded_and_clears_the_error(
    context: ScreenContext, quarter: RecordForm
) -> None:
    line = _line(quarter, "firm_quarter.revenue_fen")
    _type(line, "about 116")
    QTest.keyClick(line, Qt.Key.Key_Escape)

    assert line.text() == "15"
    assert "about 116" not in _messages(quarter, "revenue_fen")
    assert _value(context, "firm_quarter", quarter.record, "revenue_fen") == 1_500_000


def test_an_emptied_figure_is_unknown_not_nought(
    context: ScreenContext, quarter: RecordForm
) -> None:
    line = _line(quarter, "firm_quarter.revenue_fen")
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert _value(context, "firm_quarter", quarter.record, "revenue_fen") is None


def test_a_record_of_a_closed_quarter_is_locked(context: ScreenContext, qtbot: QtBot) -> None:
    machine = SPECS["quarter"].machine
    assert machine is not None
    row = next(
        row for row in context.records.select(Query("quarter")) if row["quarter"] == "2024Q3"
    )
    context.bus.run(_closing(str(row["id"])))
    form = _form(qtbot, context, "firm_quarter")
    closed = context.records.find("firm_quarter", quarter="2024Q3")[0]

    form.show_record(str(closed["id"]))

    assert _line(form, "firm_quarter.revenue_fen").isReadOnly()


def _closing(record: str) -> Command:
    from domain.commands import WriteBatch
    from domain.records import Write

    return WriteBatch((Write("update", "quarter", record, {"state": "closed"}),))


def test_a_choice_is_saved_as_it_is_picked(qtbot: QtBot, context: ScreenContext) -> None:
    form = _form(qtbot, context, "firm")
    form.show_record(_first(context, "firm"))
    box = form.findChild(Choice, "firm.trajectory")
    assert box is not None
    assert box.key() == "I"

    box.choose("II")
    box.activated.emit(box.currentIndex())

    assert _value(context, "firm", form.record, "trajectory") == "II"


def test_the_wheel_over_a_choice_changes_nothing(qtbot: QtBot, context: ScreenContext) -> None:
    form = _form(qtbot, context, "firm")
    form.show_record(_first(context, "firm"))
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


def test_a_reference_is_found_by_part_of_its_name(qtbot: QtBot, context: ScreenContext) -> None:
    form = _form(qtbot, context, "enclave")
    form.show_record(_first(context, "enclave"))
    _type(_line(form, "enclave.origin"), "yuh")

    host = context.records.find("party", code="YH")[0]["id"]
    assert _value(context, "enclave", form.record, "origin") != host
    assert "Both parties are the same" in _messages(form, "origin")

    third = AddRow("party", {"code": "LY", "name_en": "Longyou", "kind": "county"})
    context.bus.run(third)
    _type(_line(form, "enclave.origin"), "longy")
    assert _value(context, "enclave", form.record, "origin") == third.record
    assert _line(form, "enclave.origin").text() == "Longyou"


def test_a_name_that_no_record_has_is_told_at_the_field(
    qtbot: QtBot, context: ScreenContext
) -> None:
    form = _form(qtbot, context, "enclave")
    form.show_record(_first(context, "enclave"))
    _type(_line(form, "enclave.origin"), "nowhere")

    assert "No record is called “nowhere”" in _messages(form, "origin")


def test_a_name_that_several_records_have_asks_to_choose(
    context: ScreenContext, quarter: RecordForm
) -> None:
    del context
    _type(_line(quarter, "firm_quarter.firm"), "Firm 01")

    assert "“Firm 01” may mean several records" in _messages(quarter, "firm")


def test_long_text_is_saved_when_the_field_is_left(
    context: ScreenContext, quarter: RecordForm
) -> None:
    box = quarter.findChild(QPlainTextEdit, "firm_quarter.remark")
    assert box is not None
    box.setFocus()
    QTest.keyClicks(box, "checked by phone")
    QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert _value(context, "firm_quarter", quarter.record, "remark") == "checked by phone"


def test_a_day_is_read_as_people_write_it(qtbot: QtBot, context: ScreenContext) -> None:
    form = _form(qtbot, context, "firm")
    form.show_record(_first(context, "firm"))
    _type(_line(form, "firm.high_tech_date"), "2022年5月9日")

    assert _value(context, "firm", form.record, "high_tech_date") == "2022-05-09"


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
            "firm": _first(context, "firm"),
            "unit": unit.record,
            "start": "2024-01-01",
            "end": "2026-12-31",
        },
    )
    context.bus.run(lease)
    form = _form(qtbot, context, "lease")
    form.show_record(lease.record)
    _type(_line(form, "lease.rent_fen"), "39")

    assert _value(context, "lease", lease.record, "rent_fen") == 3_900
    assert _line(form, "lease.rent_fen").text() == "39.00"


def test_every_input_has_a_name_a_spoken_name_and_a_label(
    qtbot: QtBot, context: ScreenContext
) -> None:
    for table in ("firm", "lease", "settlement", "person"):
        form = _form(qtbot, context, table)
        for field in SPECS[table].fields:
            editor = form.entry(field.name).widget
            assert editor.objectName() == f"{table}.{field.name}"
            assert editor.accessibleName()
            labels = [label for label in form.findChildren(QLabel) if label.buddy() is editor]
            assert len(labels) == 1


def test_another_users_change_is_shown_but_not_over_what_is_being_typed(
    context: ScreenContext, quarter: RecordForm
) -> None:
    _line(quarter, "firm_quarter.headcount").setText("33")
    context.bus.run(
        SetFields("firm_quarter", quarter.record, {"headcount": 25, "revenue_fen": 5_000_000})
    )

    assert _line(quarter, "firm_quarter.revenue_fen").text() == "50"
    assert _line(quarter, "firm_quarter.headcount").text() == "33"


def test_labels_and_units_follow_the_language_at_once(
    context: ScreenContext, quarter: RecordForm
) -> None:
    context.language.choose("zh")
    quarter.retranslate()

    assert _line(quarter, "firm_quarter.revenue_fen").accessibleName() == "营业收入"
    assert "万元" in _messages(quarter, "revenue_fen")
    assert _line(quarter, "firm_quarter.revenue_fen").text() == "1.5"


def test_history_tells_who_changed_what_from_what_to_what(
    qtbot: QtBot, context: ScreenContext
) -> None:
    record = _first(context, "firm_quarter")
    context.bus.run(
        SetFields("firm_quarter", record, {"headcount": 35}, reason="recount of December")
    )
    history = HistoryList(context.appearance, Values(context.language, SPECS))
    qtbot.addWidget(history)
    history.show_record(context.records, "firm_quarter", record)

    shown = history.findChild(DueList, "record.history")
    assert shown is not None
    first = shown.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert first.startswith("Headcount: 20 → 35, Ye Qinghe · recount of December")


@pytest.fixture
def panel(qtbot: QtBot, context: ScreenContext) -> RecordPanel:
    values = Values(context.language, SPECS)
    made = RecordPanel(context.appearance, context.bus, values, SPECS["firm"])
    qtbot.addWidget(made)
    made.show()
    return made


def _press(panel: RecordPanel, name: str) -> None:
    from PySide6.QtWidgets import QPushButton

    button = panel.findChild(QPushButton, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_record_in_use_is_not_removed_until_its_dependents_may_go_too(
    qtbot: QtBot, context: ScreenContext, panel: RecordPanel
) -> None:
    firm = _first(context, "firm")
    panel.show_record(firm)
    panel.edit()

    _press(panel, "record.remove")
    assert context.records.get("firm", firm) is not None

    with qtbot.waitSignal(panel.removed):
        _press(panel, "record.remove_all")
    assert context.records.get("firm", firm) is None
    assert context.records.find("firm_quarter", firm=firm) == []

    context.bus.undo()
    assert context.records.get("firm", firm) is not None
    assert len(context.records.find("firm_quarter", firm=firm)) == 2


def test_a_new_record_without_its_number_is_refused_at_the_field_then_added(
    qtbot: QtBot, context: ScreenContext, panel: RecordPanel
) -> None:
    panel.show_new({})
    _press(panel, "record.add")
    assert "is required" in _messages(panel.form, "number")
    assert context.records.count(Query("firm")) == 30

    _line(panel, "firm.number").setText("QH777")
    _line(panel, "firm.name_en").setText("New Firm")
    with qtbot.waitSignal(panel.added) as heard:
        _press(panel, "record.add")

    assert heard.args is not None
    assert _value(context, "firm", heard.args[0], "name_en") == "New Firm"
    assert panel.record == heard.args[0]


def test_following_a_related_list_names_the_field_and_the_record(
    qtbot: QtBot, context: ScreenContext, panel: RecordPanel
) -> None:
    firm = _first(context, "firm")
    panel.show_record(firm)
    related = panel.findChild(DueList, "record.related")
    assert related is not None
    texts = [
        related.model().index(row, 0).data(Qt.ItemDataRole.DisplayRole)
        for row in range(related.model().rowCount())
    ]
    row = texts.index("Quarterly figures of firms")

    with qtbot.waitSignal(panel.list_asked) as heard:
        related.clicked.emit(related.model().index(row, 0))

    assert heard.args == ["firm_quarter", "firm", firm]


def test_a_word_that_repeats_is_completed_from_earlier_entries(
    qtbot: QtBot, context: ScreenContext
) -> None:
    form = _form(qtbot, context, "firm")
    firm = _first(context, "firm")
    form.show_record(firm)
    sector = _line(form, "firm.sector")
    _type(sector, "C40 Instruments")
    assert _value(context, "firm", firm, "sector") == "C40 Instruments"
    completer = sector.completer()
    # Thirty firms: the one just typed, twenty-nine of M73, the most frequent first.
    model = completer.model()
    assert [model.index(at, 0).data() for at in range(model.rowCount())] == [
        "M73",
        "C40 Instruments",
    ]
    completer.setCompletionPrefix("instr")
    assert completer.currentCompletion() == "C40 Instruments"
    assert _line(form, "firm.number").completer() is None
