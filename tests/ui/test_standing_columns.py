"""A table says first what a record is called and how it stands; parties are named in short."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from domain.commands import AddRow
from domain.entities import SPECS
from domain.records import Query
from tests.ui.tables import model_over
from ui.forms.state_fact import StateFact
from ui.record_columns import columns_of
from ui.screens.entity import EntityScreen
from ui.values import Values

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from domain.records import Value
    from ui.screens.base import ScreenContext


@pytest.mark.parametrize(
    ("table", "first"),
    [
        ("resolution", ["number", "state", "meeting"]),
        ("action_item", ["number", "what", "state", "due", "resolution"]),
        ("meeting", ["number", "state", "date"]),
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
