"""Nothing is told by colour alone: states differ in their signs, what is on from what is off."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.ui.painted import lightness, standing_out
from ui.charts.data import ChartData, Series
from ui.charts.legend import LegendRow
from ui.components.banner import Banner
from ui.components.buttons import Button
from ui.components.chip import Chip, PickChip
from ui.components.due_list import DueList, DueRow
from ui.components.option import Option
from ui.components.segments import Segments
from ui.components.tables.cells import Cell, Column
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.components.tabs_row import TabsRow
from ui.theme.tokens import STATES

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from ui.theme.appearance import Appearance

    Shown = Callable[[Appearance, str], QWidget]

WORD = "状态"


def _chip(look: Appearance, state: str) -> QWidget:
    return Chip(look, WORD, state)


def _banner(look: Appearance, state: str) -> QWidget:
    banner = Banner(look, state)
    banner.set_message(WORD)
    banner.resize(240, 40)
    return banner


def _due(look: Appearance, state: str) -> QWidget:
    rows = DueList(look)
    rows.set_rows([DueRow("a", WORD, state=state)])
    rows.resize(240, 40)
    return rows


def _cell(look: Appearance, state: str) -> QWidget:
    table = FlatTable(look)
    model = RowsModel((Column("", "state", 200),), table)
    model.set_rows([(Cell(WORD, state=state),)])
    table.setModel(model)
    table.set_columns(model.columns)
    table.resize(240, 80)
    return table


def drawn(widget: QWidget) -> np.ndarray:
    """Return where anything is drawn, without its colour: what is not of the commonest one."""
    picture = lightness(widget.grab().toImage()).round(3)
    values, counts = np.unique(picture, return_counts=True)
    return np.asarray(abs(picture - values[counts.argmax()]) > 0.1)


@pytest.mark.parametrize("made", [_chip, _banner, _due, _cell])
def test_two_states_of_one_word_differ_in_what_is_drawn(
    qtbot: QtBot, look: Appearance, made: Shown
) -> None:
    widgets = {state: made(look, state) for state in STATES if state != "unknown"}
    for widget in widgets.values():
        qtbot.addWidget(widget)
    shapes = {state: drawn(widget) for state, widget in widgets.items()}
    for one, other in combinations(shapes, 2):
        assert (shapes[one] != shapes[other]).sum() > 6, f"{one} looks like {other}"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_on_differs_from_what_is_off_by_more_than_its_hue(
    qtbot: QtBot, look: Appearance, theme: str
) -> None:
    look.choose(theme)
    segments, tabs = Segments(look), TabsRow(look)
    for row in (segments, tabs):
        qtbot.addWidget(row)
        row.set_options([Option("a", WORD), Option("b", WORD)])
        row.show()
    alone = (PickChip(look, Option("c", WORD)), Button(look, WORD))
    for button in alone:
        qtbot.addWidget(button)
        button.setCheckable(True)
    pairs = [tuple(row.findChildren(QAbstractButton)) for row in (segments, tabs)]
    for on, off in pairs:
        assert (on.isChecked(), off.isChecked()) == (True, False)
        one, other = (lightness(each.grab().toImage())[:, 4:-4] for each in (on, off))
        assert standing_out(one, other) > 20, type(on).__name__
    for button in alone:
        off_look = lightness(button.grab().toImage())
        button.setChecked(True)
        assert standing_out(off_look, lightness(button.grab().toImage())) > 20, button


def test_series_of_bars_and_of_lines_differ_in_what_is_drawn(
    qtbot: QtBot, look: Appearance
) -> None:
    for lines in (False, True):
        shapes = []
        for number in range(6):
            values = [Series(WORD if at == number else "", (1.0,)) for at in range(6)]
            row = LegendRow(look, hatched=True, lines=lines)
            qtbot.addWidget(row)
            row.set_words(ChartData(("2024Q4",), tuple(values)))
            row.resize(400, 20)
            left = number * (28 if lines else 16) + number * 16
            shapes.append(drawn(row)[:, left : left + (20 if lines else 11)])
        for one, other in combinations(range(6), 2):
            assert (shapes[one] != shapes[other]).any(), f"series {one} looks like {other}"
