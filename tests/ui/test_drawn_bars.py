"""Words of bars and lines stand apart, long ones take two lines; equal stages have equal bars."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPixmap

from domain.reports.charts import (
    Axis,
    BarChart,
    BarSeries,
    Funnel,
    FunnelStage,
    LineChart,
    LineSeries,
    Tick,
)
from tests.ui.noting_pen import NotingPen
from ui.charts.drawn.bars import draw_bar_chart
from ui.charts.drawn.lines import draw_line_chart
from ui.charts.drawn.rows import draw_funnel
from ui.theme.appearance import Appearance
from ui.theme.fonts import load_fonts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

NARROW = 220.0


@pytest.fixture
def pen(qapp: QApplication) -> Iterator[NotingPen]:
    """Give a pen on a picture, with the program's fonts: a bare machine has none."""
    load_fonts()
    picture = QPixmap(800, 300)
    painter = QPainter(picture)
    yield NotingPen(painter, Appearance("light", parent=qapp))
    painter.end()


def draw(pen: NotingPen, chart: BarChart, width: float) -> None:
    """Draw a chart in a box of this width."""
    draw_bar_chart(pen, chart, QRectF(0, 0, width, 240), lambda value: f"{value:g}")


def chart(*names: str, labels: tuple[str, str, str] = ("", "", "")) -> BarChart:
    """Return three series beside each other, with a value over each bar."""
    values = (-115.0, -471.0, -116.0)
    series = tuple(
        BarSeries(f"series {at}", (value,) * len(names), "ink", (label,) * len(names))
        for at, (value, label) in enumerate(zip(values, labels, strict=True))
    )
    return BarChart(names, series, stacked=False)


@pytest.mark.parametrize("width", [760.0, NARROW])
def test_values_of_bars_beside_each_other_do_not_lie_over_each_other(
    pen: NotingPen, width: float
) -> None:
    labels = ("−115 000", "−471 000", "−116 000")
    draw(pen, chart("Corridor", labels=labels), width)
    first, second, third = (pen.place(label) for label in labels)
    assert not first.intersects(second)
    assert not second.intersects(third)


def test_a_long_word_under_a_bar_takes_two_lines(pen: NotingPen) -> None:
    draw(pen, chart("les plus bas au départ", "groupe 2", "2023年第1季度末"), NARROW + 60)
    written = [words for words, _ in pen.noted]
    assert {"les plus", "bas au départ", "groupe 2", "2023年", "第1季度末"} <= set(written)
    upper, lower = pen.place("les plus"), pen.place("bas au départ")
    assert lower.top() >= upper.bottom()
    assert lower.bottom() <= 240


def test_a_word_that_fits_stays_on_one_line(pen: NotingPen) -> None:
    draw(pen, chart("les plus bas au départ", "groupe 2"), 760)
    assert "les plus bas au départ" in [words for words, _ in pen.noted]


def test_stages_reached_by_as_many_firms_have_bars_of_the_same_length(pen: NotingPen) -> None:
    stages = (
        FunnelStage("Lead", 43, "43", "", "0"),
        FunnelStage("Screened", 43, "43", "100 %", "1"),
    )
    draw_funnel(pen, Funnel(stages, "Ever came", "Now"), QRectF(0, 0, 600, 120))
    assert pen.place("43").left() == pytest.approx(pen.place("43 · 100 %").left())


def lines(name: str, *years: int) -> LineChart:
    """Return one line over some years."""
    ticks = tuple(Tick(float(year), str(year)) for year in years)
    x = Axis(float(years[0]), float(years[-1]), ticks)
    points = ((x.low, 1.0), (x.high, 2.0))
    return LineChart((LineSeries(name, points, "114.5"),), x, Axis(0, 3))


def test_where_not_every_year_has_room_every_second_or_third_is_named(pen: NotingPen) -> None:
    years = tuple(range(2014, 2035, 2))
    draw_line_chart(pen, lines("", *years), QRectF(0, 0, 260, 200), str)
    named = [int(words) for words, _ in pen.noted if words.isdecimal()]
    steps = {after - before for before, after in pairwise(named)}
    assert len(steps) == 1
    assert len(named) > 2
    places = [pen.place(str(year)) for year in named]
    assert all(left.right() < right.left() for left, right in pairwise(places))


def test_a_name_without_room_is_shortened_before_its_value(pen: NotingPen) -> None:
    name = "District de Yuhang (Hangzhou), comité de gestion"
    draw_line_chart(pen, lines(name, 2023, 2024), QRectF(0, 0, 400, 200), str)
    shortened, value = pen.place(name), pen.place("114.5")
    assert shortened.right() <= value.left()
    assert value.width() >= pen.width("114.5", strong=True)
    assert value.right() <= 400


def test_a_name_with_room_is_written_with_its_value(pen: NotingPen) -> None:
    draw_line_chart(pen, lines("Operator", 2023, 2024), QRectF(0, 0, 400, 200), str)
    assert pen.place("Operator 114.5").right() <= 400
