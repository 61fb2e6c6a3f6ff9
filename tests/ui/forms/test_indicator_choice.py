"""The indicator of a target is chosen by its name, never typed as a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from domain.commands import AddRow
from tests.ui.forms.fields import line_of, open_form, type_in

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from ui.screen import ScreenContext


def test_a_target_is_set_for_an_indicator_chosen_by_name(
    qtbot: QtBot, context: ScreenContext, park: Workbook
) -> None:
    form = open_form(qtbot, context, "target")
    form.show_new({})
    box = form.findChild(QComboBox, "target.indicator")
    assert box is not None
    assert "Headcount" in [box.itemText(at) for at in range(box.count())]
    box.setFocus()
    QTest.keyClicks(box, "Headc")
    QTest.keyClick(box, Qt.Key.Key_Tab)
    type_in(line_of(form, "target.quarter"), "2024Q4", Qt.Key.Key_Tab)
    type_in(line_of(form, "target.value"), "900", Qt.Key.Key_Tab)
    assert form.add()
    assert [row["indicator"] for row in park.find("target")] == ["headcount"]


def test_a_key_that_is_no_indicator_of_the_park_stays_as_it_is(
    qtbot: QtBot, context: ScreenContext, park: Workbook
) -> None:
    add = AddRow("target", {"indicator": "own_figure", "quarter": "2024Q4", "value": 3.0})
    park.run(add)
    form = open_form(qtbot, context, "target")
    form.show_record(add.record)
    assert form.entry("indicator").typed() == "own_figure"
    assert not form.entry("indicator").touched()
