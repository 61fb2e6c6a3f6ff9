"""Words of a chart lie on nothing: not on lines, not on the grid; keys say which line is which."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from typing_extensions import override

from domain.reports.charts import (
    Axis,
    BarChart,
    BarSeries,
    Bullet,
    BulletChart,
    Callout,
    Dot,
    LineChart,
    LineSeries,
    Panel,
    SmallMultiples,
    Tick,
)
from tests.ui.noting_pen import NotingPen
from tests.ui.painted import colours_in, count_in
from ui.charts.drawn.bars import draw_bar_chart
from ui.charts.drawn.lines import draw_line_chart, draw_small_multiples
from ui.charts.drawn.rows import draw_bullets
from ui.theme.appearance import Appearance
from ui.theme.fonts import load_fonts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

BOX = QRectF(0, 0, 600, 300)


@dataclass(slots=True)
class SilentPen(NotingPen):
    """Note bars as well; words are not painted, so that what lies below them shows."""

    bars: list[QRectF] = field(default_factory=list)

    @override
    def bar(self, at: QRectF, colour: QColor, *, hatched: bool = False) -> None:
        self.bars.append(QRectF(at))
        super(SilentPen, self).bar(at, colour, hatched=hatched)


@pytest.fixture
def sheet() -> QImage:
    """Give a white sheet to draw on."""
    load_fonts()
    made = QImage(600, 300, QImage.Format.Format_RGB32)
    made.fill(QColor("white"))
    return made


@pytest.fixture
def pen(qapp: QApplication, sheet: QImage) -> Iterator[SilentPen]:
    painter = QPainter(sheet)
    yield SilentPen(painter, Appearance("light", parent=qapp))
    painter.end()


def plain(value: float) -> str:
    return f"{value:g}"


AXIS = Axis(0, 100, tuple(Tick(float(at), str(at)) for at in (0, 50, 100)))


def test_the_grid_gives_way_to_the_value_over_a_bar(pen: SilentPen, sheet: QImage) -> None:
    # A bar of 47 ends just under the line of 50, where its value stands.
    bars = BarSeries("", (47.0, 90.0), labels=("47", "90"))
    draw_bar_chart(pen, BarChart(("a", "b"), (bars,), AXIS, stacked=False), BOX, plain)
    under = sheet.copy(pen.place("47").adjusted(0, 2, 0, -2).toRect())
    white = pen.look.colour("surface").name()
    assert count_in(under, white) == under.width() * under.height()


def test_a_value_never_cuts_into_the_bar_beside_it(pen: SilentPen, sheet: QImage) -> None:
    low, high = (BarSeries("", (value,), labels=(f"{value:.4f}",)) for value in (10.0, 95.0))
    draw_bar_chart(pen, BarChart(("a",), (low, high), AXIS, stacked=False), BOX, plain)
    tall = pen.bars[1]
    drawn = sheet.copy(tall.toRect().adjusted(0, 1, 0, -1))
    assert count_in(drawn, pen.colour("ink").name()) == drawn.width() * drawn.height()


@pytest.mark.parametrize("below", [False, True])
def test_the_word_of_a_place_stands_where_no_line_goes_through_it(
    pen: SilentPen, sheet: QImage, below: bool
) -> None:
    crossing = (
        LineSeries("", ((20.0, 5.0), (80.0, 65.0))),
        LineSeries("", ((20.0, 65.0), (80.0, 5.0))),
    )
    word = "where supply and demand come to rest"
    chart = LineChart(crossing, AXIS, AXIS, callouts=(Callout(50, 35, word, below=below),))
    draw_line_chart(pen, chart, BOX, plain)
    under = sheet.copy(pen.place(word).toRect())
    assert colours_in(under) == {pen.look.colour("surface").name().upper()}


def test_keys_stand_over_the_chart_beside_a_piece_of_their_line(pen: SilentPen) -> None:
    points = ((0.0, 10.0), (50.0, 20.0))
    chart = LineChart(
        (
            LineSeries("", points, dots=(Dot(0), Dot(1)), key="recorded"),
            LineSeries("", points, dash="dashed", tone="sand", key="fitted"),
        ),
        AXIS,
        AXIS,
    )
    draw_line_chart(pen, chart, BOX, plain)
    first, second, top = (pen.place(each) for each in ("recorded", "fitted", "100"))
    assert second.left() > first.right() + 25
    assert max(first.bottom(), second.bottom()) <= top.top() + 1


def test_small_charts_say_their_keys_once(pen: SilentPen) -> None:
    line = LineSeries("", ((0.0, 10.0), (100.0, 20.0)), key="fitted")
    panels = (Panel("Quzhou", (line,)), Panel("Hangzhou", (line,)))
    draw_small_multiples(pen, SmallMultiples(panels, AXIS, AXIS), BOX, plain)
    assert [each for each, _ in pen.noted].count("fitted") == 1
    assert pen.place("fitted").bottom() <= pen.place("Quzhou").top()


def test_full_measures_end_at_one_line_however_long_the_values_are(pen: SilentPen) -> None:
    bullets = (Bullet("let", 75.45, 75.45, "75.45 %"), Bullet("signed", 1, 1, "1"))
    draw_bullets(pen, BulletChart(bullets), QRectF(0, 0, 600, 60))
    assert pen.bars[0].right() == pytest.approx(pen.bars[1].right())
