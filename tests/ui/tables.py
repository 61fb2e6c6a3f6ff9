"""Hold a table of records for the tests of tables: a firm's quarters, or another query."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.entities import SPECS
from domain.records import Query
from ui.record_columns import columns_of
from ui.record_table import RecordTable
from ui.refusal import sentence
from ui.row_source import QueryRows
from ui.table_model import RecordModel
from ui.values import Values

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.screen import ScreenContext


def model_over(context: ScreenContext, query: Query | None = None) -> RecordModel:
    """Return the model of a query's records, of all quarters of the firms when none is given."""
    values = Values(context.language, SPECS)
    wanted = query or Query("firm_quarter", order=("firm.number", "quarter"))
    columns = columns_of(values, SPECS[wanted.table], context.records)
    needs = tuple(name for shown in columns for name in shown.needs)
    source = QueryRows(context.records, replace(wanted, columns=needs), frozenset({"firm"}))
    return RecordModel(
        context.bus, source, columns, lambda error: sentence(values, error), context.bus
    )


def shown_table(qtbot: QtBot, context: ScreenContext) -> RecordTable:
    """Return a table of them that is on the screen."""
    made = RecordTable(context.appearance, context.bus, Values(context.language, SPECS))
    qtbot.addWidget(made)
    made.show_model(model_over(context))
    made.resize(600, 400)
    made.show()
    return made
