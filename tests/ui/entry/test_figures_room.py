"""Both figures of a cell have room, and what is said around the grid is said once and exactly."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit

from domain.commands import AddRow, SetFields
from tests.ui.entry.keys import HEADCOUNT, REVENUE, stand_on
from ui.components.tables.cells import LOOK, Cell
from ui.screens.entry.looks import unit_beside

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from storage.workbook import Workbook
    from ui.screens.quarter_entry import QuarterEntryScreen

_APART = 12
"""Pixels between the two figures of a cell, at least."""


def _widest_gap(image: QImage) -> int:
    """Return the longest run of columns without ink between inked ones, in pixels."""
    ground = image.pixelColor(2, 2)
    inked = [
        any(image.pixelColor(x, y) != ground for y in range(2, image.height() - 3))
        for x in range(2, image.width() - 2)
    ]
    while not inked[-1]:
        inked.pop()
    runs = [(ink, len(list(run))) for ink, run in groupby(inked)]
    return max(length for ink, length in runs[1:] if not ink)


def test_large_figures_of_this_quarter_and_the_last_stand_apart(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    (before,) = workbook.find("firm_quarter", firm=screen.model.line(0).subject)
    workbook.run(SetFields("firm_quarter", str(before["id"]), {"revenue_fen": 4_000_000_000_000}))
    screen.model.enter(screen.model.index(0, REVENUE), "4297451.25")
    screen.activate("2024Q4")
    screen.resize(1200, 700)
    stand_on(screen, 2, HEADCOUNT)
    cell = screen.model.index(0, REVENUE)
    look = cell.data(LOOK)
    assert isinstance(look, Cell)
    assert (look.text, look.note) == ("4,297,451.25", "4,000,000.00")
    figures = screen.grid.figures
    gap = _widest_gap(figures.viewport().grab(figures.visualRect(cell)).toImage())
    assert gap >= _APART


def test_the_change_is_said_to_be_that_of_the_chosen_cell(screen: QuarterEntryScreen) -> None:
    screen.model.enter(screen.model.index(0, HEADCOUNT), "25")
    stand_on(screen, 0, HEADCOUNT)
    change = screen.grid.findChild(QLabel, "quarter_entry.change")
    assert change is not None
    assert change.text() == "所选格较上季度 +25.0%"
    stand_on(screen, 1, HEADCOUNT)
    assert change.text() == ""


def test_the_foot_names_the_figures_that_changed_too_much(screen: QuarterEntryScreen) -> None:
    for column, typed in ((HEADCOUNT, "45"), (REVENUE, "20")):
        screen.model.enter(screen.model.index(0, column), typed)
    stand_on(screen, 0, HEADCOUNT)
    said = [each.text() for each in screen.foot.findChildren(QLabel)]
    assert any("营业收入、从业人员：变动超过 ±50%，请说明原因。" in each for each in said)


def test_the_chip_of_leaps_names_the_figures_that_it_covers(screen: QuarterEntryScreen) -> None:
    chip = screen.head.chips["changed"]
    named = "营业收入、研发投入、从业人员、研发人员、飞入地产值、飞出地产值"
    assert chip.toolTip() == chip.accessibleDescription() == f"要求说明的指标：{named}。"
    screen.choose_layout("events")
    assert chip.toolTip() == ""


def test_the_blank_line_for_a_new_record_is_not_counted_as_shown(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    event = {"date": "2024-11-05", "kind": "session", "title": "路演"}
    workbook.run(AddRow("event", event))
    screen.choose_layout("events")
    assert screen.model.rowCount() == 2
    assert "显示 1 行" in [each.text() for each in screen.head.findChildren(QLabel)]


def test_a_building_whose_code_is_its_name_is_named_once(
    screen: QuarterEntryScreen, workbook: Workbook, building: str
) -> None:
    workbook.run(SetFields("building", building, {"code": "1号楼", "name_zh": "1号楼"}))
    screen.choose_layout("rent")
    cell = screen.model.index(0, 0).data(LOOK)
    assert isinstance(cell, Cell)
    assert (cell.text, cell.note) == ("1号楼", "")


@pytest.mark.parametrize(
    ("name", "unit", "shown"),
    [
        ("人日", "人日", ""),
        ("Person-days", "days", ""),
        ("Jours-personne", "jours", ""),
        ("从业人员", "人", "人"),
        ("Montant", "k¥", "k¥"),
    ],
)
def test_a_heading_says_no_unit_that_its_name_says(name: str, unit: str, shown: str) -> None:
    assert unit_beside(name, unit) == shown


def test_the_heading_of_engineer_days_says_days_once(screen: QuarterEntryScreen) -> None:
    screen.choose_layout("engineer_days")
    heads = [(each.heading, each.unit) for each in screen.model.columns()]
    assert ("人日", "") in heads
    assert ("金额", "万元") in heads


def test_figures_without_a_quarter_before_stand_under_their_heading(
    screen: QuarterEntryScreen,
) -> None:
    def room(layout: str, field: str) -> tuple[int, int]:
        """Return the width of a cell and that of the editor in it."""
        screen.choose_layout(layout)
        figures, model = screen.grid.figures, screen.model
        cell = model.index(0, 1 + model.layout.fields.index(field))
        figures.setCurrentIndex(cell)
        figures.edit(cell)
        *_closed, editor = figures.findChildren(QLineEdit)
        return figures.visualRect(cell).width(), editor.width()

    wide, typed = room("events", "amount_fen")
    assert typed >= wide - 2
    wide, typed = room("firms", "revenue_fen")
    assert typed < 0.75 * wide
