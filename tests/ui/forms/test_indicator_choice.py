"""The indicator of a target is chosen by its name, never typed as a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from domain.commands import AddRow, SetFields
from domain.entities import SPECS
from tests.ui.forms.fields import line_of, messages_at, open_form, type_in
from ui.forms.history import change_lines
from ui.values import Values

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


def test_a_target_shows_and_takes_the_unit_of_its_indicator_in_every_language(
    qtbot: QtBot, context: ScreenContext, park: Workbook
) -> None:
    form = open_form(qtbot, context, "target")
    form.show_new({"indicator": "revenue", "quarter": "2024Q4"})
    qtbot.waitUntil(lambda: "CNY thousand" in messages_at(form, "value"))
    type_in(line_of(form, "target.value"), "2886.4", Qt.Key.Key_Tab)
    assert form.add()
    (row,) = park.find("target")
    # 2,886.4 thousand yuan are 288,640,000 fen.
    assert row["value"] == 288_640_000
    context.language.choose("zh")
    form.show_record(str(row["id"]))
    form.retranslate()
    assert line_of(form, "target.value").text() == "288.64"
    assert "万元" in messages_at(form, "value")
    values = Values(context.language, SPECS)
    assert values.cell(SPECS["target"], SPECS["target"].field("value"), row).text == "288.64万元"


def test_a_change_of_a_target_is_told_with_the_figures_of_its_indicator(
    context: ScreenContext, park: Workbook
) -> None:
    add = AddRow("target", {"indicator": "revenue", "quarter": "2024Q4", "value": 288_640_000})
    park.run(add)
    park.run(SetFields("target", add.record, {"value": 300_000_000}))
    values = Values(context.language, SPECS)
    (*_, entry) = park.history("target", add.record)
    (told,) = change_lines(values, park, entry)
    assert "2,886.4" in told
    assert "3,000.0" in told


def test_a_threshold_has_a_unit_once_its_criterion_measures_money(
    qtbot: QtBot, context: ScreenContext
) -> None:
    form = open_form(qtbot, context, "gate_criterion")
    form.show_new({})
    assert "CNY thousand" not in messages_at(form, "threshold_fen")
    form.show_new({"measure": "two_year_revenue"})
    assert "CNY thousand" in messages_at(form, "threshold_fen")
    form.show_new({"measure": "high_tech"})
    assert not form.box("threshold_fen").isVisibleTo(form)


def test_a_key_that_is_no_indicator_of_the_park_stays_as_it_is(
    qtbot: QtBot, context: ScreenContext, park: Workbook
) -> None:
    add = AddRow("target", {"indicator": "own_figure", "quarter": "2024Q4", "value": 3.0})
    park.run(add)
    form = open_form(qtbot, context, "target")
    form.show_record(add.record)
    assert form.entry("indicator").typed() == "own_figure"
    assert not form.entry("indicator").touched()
