"""A form offers the choices and shows the fields that the record typed asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.commands import AddRow
from domain.entities import SPECS
from ui.components.choice import Choice
from ui.forms.form import RecordForm
from ui.values import Values

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.screen import ScreenContext


def _form(qtbot: QtBot, context: ScreenContext, table: str) -> RecordForm:
    values = Values(context.language, SPECS)
    form = RecordForm(context.appearance, context.bus, values, SPECS[table])
    qtbot.addWidget(form)
    form.show()
    return form


def _choice(form: RecordForm, name: str) -> Choice:
    choice = form.entry(name).widget
    assert isinstance(choice, Choice)
    return choice


def _pick(form: RecordForm, name: str, key: str) -> None:
    choice = _choice(form, name)
    choice.choose(key)
    choice.activated.emit(choice.currentIndex())


def _offered(form: RecordForm, name: str) -> list[str]:
    choice = _choice(form, name)
    return [str(choice.itemData(at)) for at in range(choice.count())]


def test_units_of_a_new_flow_follow_its_kind(qtbot: QtBot, context: ScreenContext) -> None:
    form = _form(qtbot, context, "factor_flow")
    form.show_new({})
    _pick(form, "kind", "capital")
    qtbot.waitUntil(lambda: _choice(form, "unit").key() == "wan_yuan")
    _pick(form, "kind", "talent")
    qtbot.waitUntil(lambda: _choice(form, "unit").key() == "persons")
    qtbot.waitUntil(lambda: _offered(form, "unit") == ["", "persons", "person_days"])


def test_the_kind_of_a_recorded_flow_is_changed_with_its_unit(
    qtbot: QtBot, context: ScreenContext
) -> None:
    regions = []
    for code in ("330100", "330800"):
        region = AddRow("region", {"code": code, "name_en": code, "kind": "city"})
        context.bus.run(region)
        regions.append(region.record)
    flow = AddRow("factor_flow", {"kind": "talent", "unit": "persons", "date": "2024-10-01",
                                  "from_region": regions[0], "to_region": regions[1]})  # fmt: skip
    context.bus.run(flow)
    form = _form(qtbot, context, "factor_flow")
    form.show_record(flow.record)

    _pick(form, "kind", "technology")

    row = context.records.get("factor_flow", flow.record) or {}
    assert (row["kind"], row["unit"]) == ("technology", "items")
    assert _choice(form, "unit").key() == "items"
    context.bus.undo()
    row = context.records.get("factor_flow", flow.record) or {}
    assert (row["kind"], row["unit"]) == ("talent", "persons")


def test_days_and_amount_are_asked_by_the_kind_of_diffusion(
    qtbot: QtBot, context: ScreenContext
) -> None:
    form = _form(qtbot, context, "diffusion_entry")
    form.show_new({})
    assert form.box("person_days").isVisible()
    _pick(form, "kind", "licence")
    qtbot.waitUntil(lambda: not form.box("person_days").isVisible())
    assert form.box("amount_fen").isVisible()
    _pick(form, "kind", "weekend_engineer")
    qtbot.waitUntil(lambda: form.box("person_days").isVisible())
    assert not form.box("amount_fen").isVisible()
