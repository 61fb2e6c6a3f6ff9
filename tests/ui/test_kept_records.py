"""Long digests find room, and what only the program writes is shown without a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from domain.entities import SPECS
from ui.forms.facts import Facts
from ui.forms.panel import RecordPanel
from ui.values import Values

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.screen import ScreenContext


def test_a_digest_is_shown_whole_in_groups_that_may_break(
    qtbot: QtBot, context: ScreenContext
) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    values = Values(context.language, SPECS)
    facts = Facts(context.appearance, values, SPECS["closing"], owner)
    digest = "0123456789abcdef" * 4
    row = {each.name: None for each in SPECS["closing"].fields}
    facts.show_row(context.records, {"id": "x", **row, "quarter": "2024Q3", "digest": digest})
    shown = facts.findChild(QLabel, "facts.digest")
    assert shown is not None
    assert "01234567\u200b89abcdef" in shown.text()


@pytest.mark.parametrize(("table", "offered"), [("closing", False), ("firm", True)])
def test_what_only_the_program_writes_is_not_offered_for_editing(
    qtbot: QtBot, context: ScreenContext, table: str, *, offered: bool
) -> None:
    values = Values(context.language, SPECS)
    panel = RecordPanel(context.appearance, context.bus, values, SPECS[table])
    qtbot.addWidget(panel)
    options = {each.objectName() for each in panel.findChildren(QAbstractButton)}
    assert {"option.facts", "option.history"} <= options
    assert ("option.form" in options) is offered
