"""A form finds records and words by part of what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.commands import AddRow
from tests.ui.forms.fields import first_of, line_of, messages_at, open_form, type_in, value_of

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
