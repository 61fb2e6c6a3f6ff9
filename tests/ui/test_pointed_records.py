"""A record that is named by its id in a field of text is shown by its name."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from domain.commands import AddRow
from domain.entities import SPECS
from domain.merging.command import MergeRecords
from domain.merging.wish import Wish
from domain.views import SavedView, keep_view
from ui.screens.entity import EntityScreen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from domain.records import Value
    from storage.workbook import Workbook
    from ui.screen import ScreenContext


def shown(qtbot: QtBot, context: ScreenContext, table: str) -> EntityScreen:
    """Show the table of an entity with its first record open."""
    screen = EntityScreen(context, SPECS[table])
    qtbot.addWidget(screen)
    screen.resize(1200, 700)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activate("2024Q4")
    screen.show_record(screen.table.records.key(0))
    return screen


def cells(screen: EntityScreen) -> list[str]:
    """Return the words of the first row."""
    model = screen.table.records
    return [str(model.index(0, at).data()) for at in range(model.columnCount())]


def fact(screen: EntityScreen, name: str) -> str:
    """Return what the panel says of a field."""
    label = screen.panel.findChild(QLabel, f"facts.{name}")
    assert label is not None
    return label.accessibleName()


def test_a_file_is_shown_with_the_name_of_its_record(
    qtbot: QtBot, context: ScreenContext, park: Workbook
) -> None:
    firm = str(park.find("firm", number="QH001")[0]["id"])
    content = b"plan"
    values: dict[str, Value] = {
        "owner_table": "firm",
        "owner_record": firm,
        "name": "plan.pdf",
        "content": content,
    }
    park.run(AddRow("attachment", {**values, "sha256": hashlib.sha256(content).hexdigest()}))
    screen = shown(qtbot, context, "attachment")
    assert cells(screen)[:3] == ["Firm", "Firm 001", "plan.pdf"]
    assert fact(screen, "owner_record") == "Firm 001"
    assert not screen.header_actions()


def test_what_a_merged_firm_was_known_by_leads_to_the_one_kept(
    qtbot: QtBot, context: ScreenContext, park: Workbook
) -> None:
    kept, gone = (str(park.find("firm", number=each)[0]["id"]) for each in ("QH001", "QH030"))
    park.run(MergeRecords(Wish("firm", kept, (gone,)), "registered twice"))
    screen = shown(qtbot, context, "merged_record")
    assert fact(screen, "record") == "Firm 001"
    assert cells(screen)[0] == "English name"


def test_a_kept_view_names_its_page(qtbot: QtBot, context: ScreenContext, park: Workbook) -> None:
    park.run(keep_view("firm", "Mine", "Ye", SavedView()))
    assert cells(shown(qtbot, context, "saved_view"))[0] == "Firms"
