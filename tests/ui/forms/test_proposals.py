"""A new record shows greyed what the last one of its parent said; Tab takes it over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from domain.commands import AddRow
from tests.ui.forms.fields import first_of, open_form
from ui.forms.entries import ChoiceEntry

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from domain.records import Value
    from storage.workbook import Workbook
    from ui.forms.form import RecordForm
    from ui.screen import ScreenContext


@pytest.fixture
def form(qtbot: QtBot, context: ScreenContext, park: Workbook) -> RecordForm:
    """Give the form of a new incentive; the first firm has one of the origin already."""
    values: dict[str, Value] = {
        "number": "B1",
        "firm": first_of(context, "firm"),
        "payer": str(park.find("party", code="QZ")[0]["id"]),
        "kind": "rent_subsidy",
        "condition": "stay three years",
        "start": "2024-01-01",
        "amount_fen": 1_000_000,
    }
    park.run(AddRow("incentive", values))
    made = open_form(qtbot, context, "incentive")
    made.show_new({"firm": values["firm"]})
    return made


def line(form: RecordForm, name: str) -> QLineEdit:
    """Return the line of a field."""
    widget = form.entry(name).widget
    assert isinstance(widget, QLineEdit)
    return widget


def test_what_repeats_is_proposed_and_what_is_new_each_time_is_not(form: RecordForm) -> None:
    assert line(form, "condition").placeholderText() == "stay three years"
    assert line(form, "condition").text() == ""
    assert form.entry("kind").proposed == "rent_subsidy"
    assert form.entry("amount_fen").proposed is None
    assert form.entry("start").proposed is None


def test_tab_takes_a_proposal_and_goes_on(form: RecordForm, context: ScreenContext) -> None:
    form.window().activateWindow()
    line(form, "condition").setFocus()
    QTest.keyClick(line(form, "condition"), Qt.Key.Key_Tab)
    assert line(form, "condition").text() == "stay three years"
    assert not line(form, "condition").hasFocus()
    kind = form.entry("kind")
    assert isinstance(kind, ChoiceEntry)
    QTest.keyClick(kind.list, Qt.Key.Key_Tab)
    assert kind.value() == "rent_subsidy"
    QTest.keyClicks(line(form, "number"), "B2")
    QTest.keyClicks(line(form, "payer"), "Quzhou")
    QTest.keyClicks(line(form, "start"), "2025-01-01")
    assert form.add()
    added = context.records.find("incentive", number="B2")[0]
    assert (added["condition"], added["kind"]) == ("stay three years", "rent_subsidy")
    assert added["amount_fen"] is None


def test_what_is_not_taken_is_not_saved(form: RecordForm, context: ScreenContext) -> None:
    QTest.keyClicks(line(form, "number"), "B2")
    QTest.keyClicks(line(form, "payer"), "Quzhou")
    QTest.keyClicks(line(form, "start"), "2025-01-01")
    kind = form.entry("kind")
    assert isinstance(kind, ChoiceEntry)
    kind.pick("talent_subsidy")
    assert form.add()
    added = context.records.find("incentive", number="B2")[0]
    assert (added["condition"], added["kind"]) == (None, "talent_subsidy")


def test_delete_waves_a_proposal_away_for_good(form: RecordForm, qtbot: QtBot) -> None:
    QTest.keyClick(line(form, "condition"), Qt.Key.Key_Delete)
    assert line(form, "condition").placeholderText() == ""
    QTest.keyClicks(line(form, "number"), "B2")
    qtbot.wait(250)
    assert form.entry("condition").proposed is None
    assert form.entry("kind").proposed == "rent_subsidy"
    QTest.keyClick(line(form, "condition"), Qt.Key.Key_Tab)
    assert line(form, "condition").text() == ""


def test_a_reference_is_proposed_by_its_name(
    qtbot: QtBot, context: ScreenContext, park: Workbook
) -> None:
    region = AddRow("region", {"name_en": "Longyou", "kind": "county"})
    park.run(region)
    firm = first_of(context, "firm")
    park.run(AddRow("return_project", {"number": "HL-1", "firm": firm, "county": region.record}))
    form = open_form(qtbot, context, "return_project")
    form.show_new({})
    hint = line(form, "county").placeholderText()
    QTest.keyClicks(line(form, "firm"), "QH001")
    line(form, "firm").editingFinished.emit()
    assert line(form, "county").placeholderText() == "Longyou" != hint
    QTest.keyClick(line(form, "county"), Qt.Key.Key_Tab)
    assert form.entry("county").value() == region.record
    form.show_record(str(park.find("return_project")[0]["id"]))
    assert line(form, "local_partner").placeholderText() == ""


def test_proposals_are_said_in_the_language_in_force(
    form: RecordForm, context: ScreenContext
) -> None:
    context.language.choose("zh")
    form.retranslate()
    assert line(form, "condition").placeholderText() == "stay three years"
    said = [label.text() for label in form.box("kind").findChildren(QLabel)]
    assert "上次：房租补贴（Tab 采用）" in said
