"""The stations of a quarter, each gone through by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from ui.components.tables.rows_model import KEY
from ui.pipeline.lane import LaneList
from ui.record_table import RecordTable
from ui.screens.entry.model import EntryModel
from ui.screens.entry.table import FigureTable

if TYPE_CHECKING:
    from tests.walks.keyboard import Keyboard


def work_as(keys: Keyboard, person: str) -> None:
    """Say who works now."""
    keys.call("who works")
    keys.pick("who.person", person)
    keys.push("who.start")


def type_figure(keys: Keyboard, column: str, figure: str) -> tuple[str, str]:
    """Type a figure of the first firm; return the firm and what stood there before."""
    keys.press("Ctrl+2", "Ctrl+Home")
    grid = keys.at("quarter_entry.grid")
    assert isinstance(grid, FigureTable)
    keys.cell(grid, 0, column)
    before = str(grid.currentIndex().data() or "")
    keys.write(figure)
    keys.at("quarter_entry.figure")
    keys.press("Return")
    keys.at("quarter_entry.grid")
    figures = grid.model()
    assert isinstance(figures, EntryModel)
    return str(figures.line(0).values["firm"]), before


def admit(keys: Keyboard) -> str:
    """Take the firm before the panel through the gate of admission; return the firm."""
    keys.call("Stage board")
    lane = keys.walk_to("pipeline.panel")
    assert isinstance(lane, LaneList)
    firm = lane.firm()
    keys.press("Ctrl+Right")
    keys.pick("gate.to_stage", "Admitted")
    _tick_all(keys)
    keys.fill("gate.evidence", "RZ-2024-31")
    keys.fill("gate.decided_by", "入驻评审会")
    keys.push("gate.record")
    return firm


def _tick_all(keys: Keyboard) -> None:
    """Say of every criterion of the gate that it is met."""
    while keys.focus.objectName() != "gate.evidence":
        keys.press("Tab")
        box = keys.focus
        if isinstance(box, QCheckBox) and not box.isChecked():
            keys.tick(box)


def reach_milestone(keys: Keyboard, project: str) -> None:
    """Record that a return project produces."""
    keys.call("Project milestones")
    keys.press("Ctrl+N")
    refer(keys, "return_milestone.project", project)
    keys.pick("return_milestone.state", "In production")
    keys.fill("return_milestone.date", "2024-12-31")
    keys.fill("return_milestone.evidence", "竣工验收单")
    keys.push("record.add")


def refer(keys: Keyboard, name: str, words: str) -> None:
    """Find the record that a field refers to by typing of its name, and take the first."""
    keys.fill(name, words)
    keys.offered()
    keys.press("Down", "Return")


def change_rule(keys: Keyboard, version: str, resolution: str, following: int) -> None:
    """End a version of a rule with 2025 and add the next, which a resolution bears."""
    keys.call("Versions of rules")
    table = keys.at("sharing_rule_version.table")
    assert isinstance(table, RecordTable)
    rule = _go_to(keys, table, version)
    keys.press("Return")
    keys.fill("sharing_rule_version.valid_to", "2025-12-31")
    keys.press("Tab", "Escape")
    keys.at("sharing_rule_version.table")
    keys.press("Ctrl+N")
    refer(keys, "sharing_rule_version.rule", rule)
    keys.fill("sharing_rule_version.version", str(following))
    keys.fill("sharing_rule_version.valid_from", "2026-01-01")
    refer(keys, "sharing_rule_version.resolution", resolution)
    keys.push("record.add")


def _go_to(keys: Keyboard, table: RecordTable, record: str) -> str:
    """Go down a table to a record; return what its first cell says."""
    keys.press("Ctrl+Home")
    for _ in range(table.records.rowCount()):
        if table.currentIndex().data(KEY) == record:
            return str(table.records.index(table.currentIndex().row(), 0).data())
        keys.press("Down")
    raise AssertionError(f"{record} is not in the table")
