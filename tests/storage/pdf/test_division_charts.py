"""Check that divisions are drawn on paper where their shares lie."""

from __future__ import annotations

import pytest

import resources
from domain.reports.charts import Axis, Tick
from domain.reports.divisions import (
    TOP,
    CoreDiagram,
    DivisionMark,
    DotPlot,
    DotRow,
    DotSeries,
)
from storage.pdf.drawings.divisions import core_height, draw_core, draw_dot_plot
from storage.pdf.fonts import FontBook
from storage.pdf.palette import BRICK, TEXT, channels
from storage.pdf.pen import Box, Pen
from storage.pdf.styles import scale
from tests.storage.pdf.canvas import Canvas

_BOX = Box(0, 0, 300, 200)
_EN = scale("en")
_CORE = ((0.7, 0.2, 0.1), (0.2, 0.7, 0.1), (0.3, 0.3, 0.4))


@pytest.fixture
def pen() -> Pen:
    """Return a pen on a canvas that remembers."""
    return Pen(Canvas(), FontBook(resources.path("fonts")))


def test_dots_lie_where_their_amounts_are_on_the_axis(pen: Pen) -> None:
    chart = DotPlot(
        (DotSeries("contract", "square", "dark"), DotSeries("tried", "square", "brick")),
        (DotRow("Quzhou", "alone 10", (20.0, 40.0), ("20", "40"), 10.0),),
        Axis(0, 50, (Tick(0, "0"), Tick(50, "50"))),
        "alone",
    )
    draw_dot_plot(pen, chart, _BOX, _EN)
    squares = {each[4]: each for each in pen.canvas.filled[-2:]}
    contract, tried = squares[channels(TEXT)], squares[channels(BRICK)]
    zero = pen.canvas.lines[1][0]
    unit = (tried[0] - contract[0]) / 20
    assert contract[0] + contract[2] / 2 - zero == pytest.approx(20 * unit)
    assert [words for words, _, _ in pen.canvas.words].count("20") == 1  # only the contract's


def test_shares_lie_in_the_triangle_by_their_parts(pen: Pen) -> None:
    marks = (DivisionMark("contract", (0.0, 0.0, 1.0), "dot", "ink"),)
    chart = CoreDiagram(("A", "B", "C"), _CORE, _CORE, marks, "core")
    draw_core(pen, chart, _BOX, _EN)
    outline = next(each.points for each in pen.canvas.paths if len(each.points) == 4)
    corners = pen.canvas.paths[-1].points
    (x, y, _) = pen.canvas.circles[-1]
    assert (x, y) == pytest.approx(corners[2])
    assert corners[2][1] - corners[0][1] == pytest.approx((corners[1][0] - corners[0][0]) * TOP)
    assert outline


def test_two_parties_have_a_bar_on_a_line(pen: Pen) -> None:
    marks = (DivisionMark("Nash", (0.4, 0.6), "diamond", "mid"),)
    chart = CoreDiagram(("A", "B"), ((0.7, 0.3), (0.2, 0.8)), (), marks, "core")
    draw_core(pen, chart, _BOX, _EN)
    bar = pen.canvas.paths[0].points
    assert max(x for x, _ in bar) - min(x for x, _ in bar) == pytest.approx(0.5 * 0.8 * 300)
    assert core_height(chart) < 100


def test_an_empty_core_is_not_drawn_but_what_each_has_alone_is(pen: Pen) -> None:
    gain = ((0.6, 0.2, 0.2), (0.2, 0.6, 0.2), (0.2, 0.2, 0.6))
    draw_core(pen, CoreDiagram(("A", "B", "C"), (), gain, (), ""), _BOX, _EN)
    lengths = [len(each.points) for each in pen.canvas.paths]
    assert lengths.count(4) == 2  # the dashed line and the triangle, both closed
