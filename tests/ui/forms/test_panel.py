"""The panel of a record adds, removes and leads on, and tells what was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from domain.commands import AddRow, SetFields, WriteBatch
from domain.entities import SPECS
from domain.records import Query, Write
from tests.ui.forms.fields import first_of, line_of, messages_at, value_of
from ui.components.banner import Banner
from ui.components.due_list import DueList
from ui.forms.entries import ChoiceEntry
from ui.forms.history import HistoryList
from ui.forms.panel import RecordPanel
from ui.values import Values

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.screen import ScreenContext


def test_history_tells_who_changed_what_from_what_to_what(
    qtbot: QtBot, context: ScreenContext
) -> None:
    record = first_of(context, "firm_quarter")
    context.bus.run(
        SetFields("firm_quarter", record, {"headcount": 35}, reason="recount of December")
    )
    history = HistoryList(context.appearance, Values(context.language, SPECS))
    qtbot.addWidget(history)
    history.show_record(context.records, "firm_quarter", record)

    shown = history.findChild(DueList, "record.history")
    assert shown is not None
    first = shown.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert first.startswith("Headcount: 20 → 35, 20")
    assert first.endswith(" · Ye Qinghe · recount of December")


def test_history_says_of_an_import_how_many_files_it_took_and_names_them_in_the_hint(
    qtbot: QtBot, context: ScreenContext
) -> None:
    record = first_of(context, "firm_quarter")
    files = "agreement.json, costs.csv, firms.xlsx"
    write = Write("update", "firm_quarter", record, {"headcount": 35})
    context.bus.run(WriteBatch((write,), files))
    history = HistoryList(context.appearance, Values(context.language, SPECS))
    qtbot.addWidget(history)
    history.show_record(context.records, "firm_quarter", record)

    shown = history.findChild(DueList, "record.history")
    assert shown is not None
    first = shown.model().index(0, 0)
    assert first.data(Qt.ItemDataRole.AccessibleTextRole).endswith(" · Import of 3 files")
    assert first.data(Qt.ItemDataRole.ToolTipRole).endswith(f"\n{files}")


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
    firm = first_of(context, "firm")
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
    assert "is required" in messages_at(panel.form, "number")
    assert context.records.count(Query("firm")) == 30

    line_of(panel, "firm.number").setText("QH777")
    line_of(panel, "firm.name_en").setText("New Firm")
    with qtbot.waitSignal(panel.added) as heard:
        _press(panel, "record.add")

    assert heard.args is not None
    assert value_of(context, "firm", heard.args[0], "name_en") == "New Firm"
    assert panel.record == heard.args[0]


def test_following_a_related_list_names_the_field_and_the_record(
    qtbot: QtBot, context: ScreenContext, panel: RecordPanel
) -> None:
    firm = first_of(context, "firm")
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


def test_what_refers_to_a_record_twice_says_as_what(qtbot: QtBot, context: ScreenContext) -> None:
    host, home = (
        min(context.bus.run(AddRow("region", place)).tables["region"])
        for place in (
            {"name_zh": "余杭区", "kind": "district"},
            {"name_zh": "龙游县", "kind": "county"},
        )
    )
    flow = {"kind": "talent", "from_region": host, "to_region": home, "unit": "persons"}
    context.bus.run(AddRow("factor_flow", flow | {"date": "2024-12-10"}))
    panel = RecordPanel(
        context.appearance, context.bus, Values(context.language, SPECS), SPECS["region"]
    )
    qtbot.addWidget(panel)
    titles = []
    for region in (host, home):
        panel.show_record(region)
        related = panel.findChild(DueList, "record.related")
        assert related is not None
        titles.append(related.model().index(0, 0).data(Qt.ItemDataRole.DisplayRole))
    assert titles == ["Factor flows · From", "Factor flows · To"]


BEGUN: Final = {"admission_date": "2025-01-20"}


def _begin(panel: RecordPanel, number: str) -> None:
    """Type a new firm: its number, its name, one of a list."""
    panel.show_new(BEGUN)
    QTest.keyClicks(line_of(panel.form, "firm.number"), number)
    QTest.keyClicks(line_of(panel.form, "firm.name_en"), "Late Firm")
    trajectory = panel.form.entry("trajectory")
    assert isinstance(trajectory, ChoiceEntry)
    trajectory.pick("II")


def test_a_new_record_left_for_another_is_there_again_and_can_be_added(
    context: ScreenContext, panel: RecordPanel
) -> None:
    note = panel.findChild(Banner)
    assert note is not None
    _begin(panel, "QH900")
    panel.show_record(first_of(context, "firm"))
    panel.edit()
    panel.show_new({"admission_date": "2024-06-30"})
    assert line_of(panel.form, "firm.number").text() == ""
    assert not note.isVisible()
    panel.show_new(BEGUN)
    assert line_of(panel.form, "firm.number").text() == "QH900"
    assert note.isVisible()
    _press(panel, "record.add")
    (row,) = context.records.find("firm", number="QH900")
    assert (row["name_en"], row["trajectory"]) == ("Late Firm", "II")
    panel.show_new(BEGUN)
    assert line_of(panel.form, "firm.number").text() == ""


def test_a_new_record_is_dropped_by_closing_the_panel(panel: RecordPanel) -> None:
    _begin(panel, "QH900")
    panel.close_button.click()
    panel.show_new(BEGUN)
    assert line_of(panel.form, "firm.number").text() == ""
