"""A table says first what a record is called and how it stands; parties are named in short."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from domain.commands import AddRow
from domain.entities import SPECS
from domain.records import Query
from tests.ui.tables import model_over
from ui.components.label import Label
from ui.forms.panel import RecordPanel
from ui.forms.state_fact import StateFact
from ui.record_columns import columns_of
from ui.screens.entity import EntityScreen
from ui.values import Values

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from domain.records import Value
    from ui.screen import ScreenContext


@pytest.mark.parametrize(
    ("table", "first"),
    [
        ("resolution", ["number", "state", "meeting"]),
        ("action_item", ["number", "what", "state", "due", "resolution"]),
        ("meeting", ["number", "state", "date"]),
        ("factor_flow", ["date", "kind", "from_region"]),
        ("diffusion_entry", ["date", "kind", "firm"]),
        ("patent", ["number", "title"]),
    ],
)
def test_how_a_record_stands_follows_what_names_it(
    context: ScreenContext, table: str, first: list[str]
) -> None:
    columns = columns_of(Values(context.language, SPECS), SPECS[table], context.records)
    assert [each.column.key for each in columns][: len(first)] == first


def test_a_party_is_named_in_short_and_told_in_full(context: ScreenContext) -> None:
    names: dict[str, Value] = {"name_zh": "常山县", "name_en": "Changshan County"}
    party = AddRow("party", {"code": "CS", "kind": "county", **names})
    meeting = AddRow("meeting", {"number": "M-1", "date": "2025-02-10"})
    for command in (party, meeting):
        context.bus.run(command)
    asked: dict[str, Value] = {"number": "A-1", "what": "list", "due": "2025-03-01"}
    owed = {**asked, "owner_party": party.record, "meeting": meeting.record}
    context.bus.run(AddRow("action_item", owed))
    model = model_over(context, Query("action_item"))
    at = [each.column.key for each in model.columns].index("owner_party")
    row = model.row_of(str(context.records.find("action_item", number="A-1")[0]["id"]), 0)
    cell = model.index(row, at)
    assert cell.data(Qt.ItemDataRole.DisplayRole) == "Changshan"
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == "Changshan County"


def test_a_region_is_named_in_short_and_told_in_full(context: ScreenContext) -> None:
    county = AddRow("region", {"code": "330822", "name_en": "Changshan County", "kind": "county"})
    context.bus.run(county)
    need: dict[str, Value] = {
        "region": county.record,
        "profile": "Chemist",
        "quarter": "2024Q4",
        "sought": 2,
    }
    added = AddRow("talent_need", need)
    context.bus.run(added)
    model = model_over(context, Query("talent_need"))
    at = [each.column.key for each in model.columns].index("region")
    cell = model.index(model.row_of(added.record, 0), at)
    assert cell.data(Qt.ItemDataRole.DisplayRole) == "Changshan"
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == "Changshan County"


def test_figures_and_choices_of_a_table_are_in_words(context: ScreenContext) -> None:
    firm = AddRow("firm", {"number": "QH900", "name_zh": "企业", "name_en": "A firm"})
    context.bus.run(firm)
    quarter: dict[str, Value] = {"firm": firm.record, "quarter": "2024Q3"}
    quarter["revenue_fen"] = 123_456_000
    context.bus.run(AddRow("firm_quarter", quarter))
    model = model_over(context, Query("firm_quarter"))
    at = [each.column.key for each in model.columns].index("revenue_fen")
    row = model.row_of(str(context.records.find("firm_quarter", firm=firm.record)[0]["id"]))
    # 1,234,560 yuan, in thousand yuan.
    assert model.index(row, at).data() == "1,234.6"


def test_a_state_stands_among_the_facts_as_icon_and_word(
    qtbot: QtBot, context: ScreenContext
) -> None:
    risk = AddRow("risk", {"title": "cap", "probability": 3, "impact": 3, "state": "open"})
    context.bus.run(risk)
    screen = EntityScreen(context, SPECS["risk"])
    qtbot.addWidget(screen)
    screen.resize(1200, 700)
    screen.show()
    screen.activate("2024Q4")
    screen.show_record(risk.record)
    shown = screen.panel.findChild(StateFact, "facts.state")
    assert shown is not None
    assert (shown.word.accessibleName(), shown.word.property("tone")) == ("Open", "warn")


def test_what_is_kept_by_a_code_of_the_program_is_named_in_words(context: ScreenContext) -> None:
    firms = []
    for number, name in (("QH901", "One firm"), ("QH902", "Other firm")):
        firms.append(AddRow("firm", {"number": number, "name_zh": name, "name_en": name}))
        context.bus.run(firms[-1])
    one, other = (each.record for each in firms)
    pair = AddRow("distinct_pair", {"entity": "firm", "one": one, "other": other})
    kept: dict[str, Value] = {"name": "Figures", "kind": "firm_quarter", "kept_on": "2025-01-06"}
    mapping = AddRow("import_mapping", {**kept, "headings": '["A"]', "definition": "{}"})
    for command in (pair, mapping):
        context.bus.run(command)
    values = Values(context.language, SPECS)
    assert values.record(context.records, "distinct_pair", pair.record) == "One firm · Other firm"
    row = context.records.get("import_mapping", mapping.record) or {}
    spec = SPECS["import_mapping"]
    assert values.cell(spec, spec.field("kind"), row).text == "quarterly figures of firms"


def test_the_panel_of_a_record_kept_by_a_structure_shows_no_code(
    qtbot: QtBot, context: ScreenContext
) -> None:
    kept: dict[str, Value] = {"name": "Figures", "kind": "firm_quarter", "kept_on": "2025-01-06"}
    mapping = AddRow("import_mapping", {**kept, "headings": '["A"]', "definition": "{}"})
    context.bus.run(mapping)
    values = Values(context.language, SPECS)
    panel = RecordPanel(context.appearance, context.bus, values, SPECS["import_mapping"])
    qtbot.addWidget(panel)
    panel.show_record(mapping.record)
    assert not any('["A"]' in each.text() for each in panel.findChildren(QLabel))


def test_a_heading_that_says_what_is_counted_has_no_unit_beside_it(context: ScreenContext) -> None:
    spec = SPECS["diffusion_entry"]
    days = Values(context.language, SPECS).column(spec, spec.field("person_days"))
    assert (days.heading, days.unit) == ("Person-days", "")


def test_a_recorded_name_is_shown_and_found_in_the_language_at_hand(
    qtbot: QtBot, context: ScreenContext
) -> None:
    place = AddRow("region", {"code": "330822", "name_en": "Changshan", "kind": "county"})
    context.bus.run(place)
    named = {"profile": "数据工程师", "profile_fr": "Ingénieur", "profile_en": "Data engineer"}
    for quarter, words in (("2024Q3", {"profile": "焊工"}), ("2024Q4", named)):
        row: dict[str, Value] = {"region": place.record, "quarter": quarter, **words}
        context.bus.run(AddRow("talent_need", row))
    model = model_over(context, Query("talent_need", order=("quarter",)))
    at = [each.column.key for each in model.columns].index("profile")
    # Of a post without an English name the recorded one is shown.
    assert [model.index(row, at).data() for row in range(2)] == ["焊工", "Data engineer"]
    screen = EntityScreen(context, SPECS["talent_need"])
    qtbot.addWidget(screen)
    screen.resize(1200, 700)
    screen.show()
    screen.activate("2024Q4")
    (found,) = context.records.select(Query("talent_need", search="engineer"))
    screen.show_record(str(found["id"]))
    shown = screen.panel.findChild(Label, "facts.profile")
    assert shown is not None
    assert shown.accessibleName() == "Data engineer"
