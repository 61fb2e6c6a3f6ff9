"""A form finds records and words by part of what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QFocusEvent, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from domain.commands import AddRow
from tests.ui.forms.fields import first_of, line_of, messages_at, open_form, type_in, value_of
from ui.components.elided_line import ElidedLine
from ui.screens.entity import EntityScreen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.forms.form import RecordForm
    from ui.screen import ScreenContext


def test_a_reference_is_found_by_part_of_its_name(qtbot: QtBot, context: ScreenContext) -> None:
    form = open_form(qtbot, context, "enclave")
    form.show_record(first_of(context, "enclave"))
    type_in(line_of(form, "enclave.origin"), "yuh")

    host = context.records.find("party", code="YH")[0]["id"]
    assert value_of(context, "enclave", form.record, "origin") != host
    assert "Both parties are the same" in messages_at(form, "origin")

    third = AddRow("party", {"code": "LY", "name_en": "Longyou", "kind": "county"})
    context.bus.run(third)
    type_in(line_of(form, "enclave.origin"), "longy")
    assert value_of(context, "enclave", form.record, "origin") == third.record
    assert line_of(form, "enclave.origin").text() == "Longyou"


def test_a_name_that_no_record_has_is_told_at_the_field(
    qtbot: QtBot, context: ScreenContext
) -> None:
    form = open_form(qtbot, context, "enclave")
    form.show_record(first_of(context, "enclave"))
    type_in(line_of(form, "enclave.origin"), "nowhere")

    assert "No record is called “nowhere”" in messages_at(form, "origin")


def test_a_name_that_several_records_have_asks_to_choose(
    context: ScreenContext, quarter: RecordForm
) -> None:
    del context
    type_in(line_of(quarter, "firm_quarter.firm"), "Firm 01")

    assert "“Firm 01” may mean several records" in messages_at(quarter, "firm")


def test_a_word_that_repeats_is_completed_from_earlier_entries(
    qtbot: QtBot, context: ScreenContext
) -> None:
    form = open_form(qtbot, context, "firm")
    firm = first_of(context, "firm")
    form.show_record(firm)
    sector = line_of(form, "firm.sector")
    type_in(sector, "C40 Instruments")
    assert value_of(context, "firm", firm, "sector") == "C40 Instruments"
    completer = sector.completer()
    # Thirty firms: the one just typed, twenty-nine of M73, the most frequent first.
    model = completer.model()
    assert [model.index(at, 0).data() for at in range(model.rowCount())] == [
        "M73",
        "C40 Instruments",
    ]
    completer.setCompletionPrefix("instr")
    assert completer.currentCompletion() == "C40 Instruments"
    assert line_of(form, "firm.number").completer() is None


def test_a_name_without_room_is_shortened_and_told_whole(
    qtbot: QtBot, context: ScreenContext
) -> None:
    long = "District de la recherche et du développement des dispositifs médicaux"
    party = AddRow("party", {"code": "LG", "name_en": long, "kind": "county"})
    context.bus.run(party)
    form = open_form(qtbot, context, "enclave")
    form.show_record(first_of(context, "enclave"))
    line = form.findChild(ElidedLine, "enclave.origin")
    assert line is not None
    type_in(line, "district de la rech")
    line.setFixedWidth(200)
    form.findChild(ElidedLine, "enclave.host").setFocus()  # type: ignore[union-attr]
    assert line.text() == long
    assert line.shown_words().startswith("District de la")
    assert line.shown_words().endswith("…")
    seen = line.grab().toImage()
    line.setText("")
    assert seen != line.grab().toImage()
    at = line.rect().center()
    line.setText(long)
    told = QHelpEvent(QEvent.Type.ToolTip, at, line.mapToGlobal(at))
    assert line.event(told)
    assert QToolTip.text() == long
    spoken = QAccessible.queryAccessibleInterface(line)
    assert spoken.text(QAccessible.Text.Value) == long
    into = QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason)
    QApplication.sendEvent(line, into)
    assert line.selectedText() == long
    assert line.cursorPosition() == 0


def test_a_list_tells_phases_by_the_code_of_their_rule(
    qtbot: QtBot, context: ScreenContext
) -> None:
    run = context.bus.run
    agreement = AddRow("agreement", {"code": "A", "title_en": "All", "start": "2024-01-01"})
    run(agreement)
    words = {"code": "R7", "name_en": "Sharing of all that is retained", "base": "tax"}
    rule = AddRow("sharing_rule", {"agreement": agreement.record, **words, "clock": "signature"})
    run(rule)
    words = {"rule": rule.record, "valid_from": "2024-01-01"}
    version = AddRow("sharing_rule_version", {**words, "version": 2})
    run(version)
    run(AddRow("rule_phase", {"version": version.record, "phase": 1, "from_year": 1}))
    screen = EntityScreen(context, context.specs["rule_phase"])
    qtbot.addWidget(screen)
    screen.activate("2024Q4")
    shown = screen.table.model().index(0, 0)
    assert shown.data() == "Version 2 · R7"
    whole = "Version 2 · Sharing of all that is retained"
    assert shown.data(Qt.ItemDataRole.ToolTipRole) == whole
