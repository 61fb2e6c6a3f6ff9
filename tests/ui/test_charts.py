"""Charts draw plain data honestly: from zero, unknown as a gap, told apart without colour."""

from __future__ import annotations

import itertools
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget

import resources
from domain.text import Texts
from tests.ui.painted import count_in
from ui.charts.bars import BarChart
from ui.charts.data import Band, ChartData, Series, as_cells, bar_ticks, nice_ticks, stack
from ui.charts.legend import LegendRow
from ui.charts.lines import LineChart
from ui.charts.marks import spread
from ui.charts.rows import BarRow, HorizontalBars
from ui.charts.spark import SparkBars
from ui.components.words import Words
from ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

QUARTERS = ("2024Q1", "2024Q2", "2024Q3", "2024Q4")
DATA = ChartData(
    QUARTERS,
    (
        Series("杭州", (100.0, 150.0, 200.0, 250.0), ("1.0", "1.5", "2.0", "2.5")),
        Series("衢州", (50.0, 50.0, None, 100.0)),
    ),
    unit="亿元",
    title="产值去向",
    missing="缺",
    description="产值按地区，四个季度",
)


def whole(value: float) -> str:
    return f"{value:.0f}"


@pytest.fixture
def look(qapp: QApplication) -> Appearance:
    made = Appearance("light", parent=qapp)
    made.apply(qapp)
    return made


@pytest.fixture
def words() -> Words:
    return Words(Texts(resources.load_texts()), "zh")


def picture(widget: QWidget) -> QImage:
    """Return what a widget shows."""
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def count_of(image: QImage, colour: str) -> int:
    """Return the number of pixels of exactly this colour."""
    return count_in(image, colour)


def shown_bars(qtbot: QtBot, chart: BarChart | LineChart, data: ChartData) -> QImage:
    qtbot.addWidget(chart)
    chart.resize(480, 220)
    chart.set_data(data)
    chart.show()
    qtbot.waitUntil(lambda: chart.plot is not None)
    qtbot.wait(20)
    return picture(chart)


def test_ticks_are_round_and_cover_the_values() -> None:
    assert nice_ticks(0, 4.1, 4) == (0, 2, 4, 6)
    assert nice_ticks(0, 1560, 5) == (0, 500, 1000, 1500, 2000)
    assert nice_ticks(0, 0, 4)[0] == 0
    low, *_rest, high = nice_ticks(7400, 24800)
    assert low <= 7400
    assert high >= 24800


def test_a_bar_may_rise_a_little_above_the_last_tick() -> None:
    assert bar_ticks(0, 4.1) == (0, 2, 4)
    assert bar_ticks(0, 5.9) == (0, 2, 4, 6)


def test_stacks_sum_known_values_only() -> None:
    assert stack(DATA.series, 4) == (0.0, 350.0)
    signed = (Series("甲", (3.0, -2.0)), Series("乙", (-1.0, -4.0)))
    assert stack(signed, 2) == (-6.0, 3.0)


def test_more_than_six_series_are_refused() -> None:
    seven = tuple(Series(str(number), (1.0,)) for number in range(7))
    with pytest.raises(ValueError, match="at most 6"):
        ChartData(("a",), seven)


def test_a_series_of_another_length_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="'甲' has 1 values for 2"):
        ChartData(("a", "b"), (Series("甲", (1.0,)),))


def test_cells_carry_unit_names_and_a_dash_for_unknown() -> None:
    lines = as_cells(DATA, whole).split("\n")
    assert lines[0] == "亿元\t杭州\t衢州"
    assert lines[3] == "2024Q3\t2.0\t—"
    assert lines[4] == "2024Q4\t2.5\t100"


def test_areas_of_bars_are_in_proportion_to_their_values(
    qtbot: QtBot, look: Appearance, words: Words
) -> None:
    image = shown_bars(qtbot, BarChart(look, words, whole, legend=False), DATA)
    first = count_of(image, look.theme.chart[0])
    second = count_of(image, look.theme.chart[1])
    # 700 against 200; hairlines between the parts and rounding to pixels cost a little.
    assert first / second == pytest.approx(3.5, rel=0.06)


def test_patterns_take_the_place_of_full_colour_where_asked(
    qtbot: QtBot, look: Appearance, words: Words
) -> None:
    plain = shown_bars(qtbot, BarChart(look, words, whole), DATA)
    hatched = shown_bars(qtbot, BarChart(look, words, whole, hatched=True), DATA)
    second = look.theme.chart[1]
    assert 0 < count_of(hatched, second) < 0.7 * count_of(plain, second)
    assert count_of(hatched, look.theme.chart[0]) == count_of(plain, look.theme.chart[0])


def test_grouped_bars_stand_side_by_side(qtbot: QtBot, look: Appearance, words: Words) -> None:
    image = shown_bars(qtbot, BarChart(look, words, whole, grouped=True, legend=False), DATA)
    first = count_of(image, look.theme.chart[0])
    second = count_of(image, look.theme.chart[1])
    assert first / second == pytest.approx(3.5, rel=0.08)


def test_no_line_of_the_scale_strikes_out_the_word_above_an_incomplete_bar(
    qtbot: QtBot, look: Appearance, words: Words
) -> None:
    series = (Series("甲", (1.7, 3.0)), Series("乙", (None, 1.0)))
    chart = BarChart(look, words, whole, legend=False)
    image = shown_bars(qtbot, chart, ChartData(("a", "b"), series, missing="未报"))
    to_scene = chart.plot.getPlotItem().vb.mapViewToScene
    ground = {look.colour("surface").rgb()}
    word, beside = (to_scene(QPointF(x, 2)).toPoint() for x in (0.0, 0.5))
    # The word is 24 px wide; its ground reaches a little further at both sides.
    steps = [QPoint(dx, dy) for dx in (-13, 13) for dy in (-1, 0, 1)]
    assert {image.pixel(word + step) for step in steps} == ground
    assert {image.pixel(beside + step) for step in steps} != ground


def test_the_word_above_the_highest_bar_stays_within_the_chart(
    qtbot: QtBot, look: Appearance, words: Words
) -> None:
    chart = BarChart(look, words, whole, legend=False)
    incomplete = (Series("甲", (4.0,)), Series("乙", (None,)))
    shown_bars(qtbot, chart, ChartData(("a",), incomplete, missing="未报"))
    top = chart.plot.getPlotItem().vb.mapViewToScene(QPointF(0, 4)).y()
    assert top >= 20


def test_a_chart_follows_the_theme(qtbot: QtBot, look: Appearance, words: Words) -> None:
    chart = BarChart(look, words, whole)
    shown_bars(qtbot, chart, DATA)
    look.choose("dark")
    qtbot.wait(20)
    image = picture(chart)
    assert count_of(image, look.theme.chart[0]) > 500
    assert count_of(image, look.theme.surface) > 500
    assert count_of(image, "#0A6276") == 0


def test_arrow_keys_tell_the_values_of_each_quarter(
    qtbot: QtBot, look: Appearance, words: Words
) -> None:
    chart = BarChart(look, words, whole)
    shown_bars(qtbot, chart, DATA)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleDescription() == "2024Q1\n杭州  1.0\n衢州  50"
    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleDescription().endswith("衢州  —")
    assert chart.accessibleName() == "产值按地区，四个季度"


def test_a_chart_is_copied_as_cells_and_as_picture(
    qtbot: QtBot, look: Appearance, words: Words
) -> None:
    chart = BarChart(look, words, whole)
    shown_bars(qtbot, chart, DATA)
    chart.copy_cells()
    assert QGuiApplication.clipboard().text().startswith("亿元\t杭州")
    chart.copy_picture()
    assert not QGuiApplication.clipboard().image().isNull()


def test_the_menu_offers_both_copies_in_the_reader_s_language(
    qtbot: QtBot, look: Appearance, words: Words
) -> None:
    chart = BarChart(look, words, whole)
    shown_bars(qtbot, chart, DATA)
    chart.retranslate(Words(words.texts, "fr"))
    chart.open_menu(chart.mapToGlobal(QPoint(10, 10)))
    menu = chart.findChild(QMenu)
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Copier l’image", "Copier les données"]
    menu.close()


def test_lines_leave_a_gap_where_nothing_is_known(
    qtbot: QtBot, look: Appearance, words: Words
) -> None:
    full = ChartData(QUARTERS, (Series("有", (2.0, 2.0, 2.0, 2.0)),))
    gap = ChartData(QUARTERS, (Series("有", (2.0, None, None, 2.0)),))
    with_line = shown_bars(qtbot, LineChart(look, words, whole, from_zero=True), full)
    without = shown_bars(qtbot, LineChart(look, words, whole, from_zero=True), gap)
    colour = look.theme.chart[0]
    assert count_of(without, colour) < 0.5 * count_of(with_line, colour)


def test_bands_lie_behind_the_lines(qtbot: QtBot, look: Appearance, words: Words) -> None:
    band = Band((1.0, 1.0, 1.0, 1.0), (3.0, 3.0, 3.0, 3.0), inner=True)
    data = ChartData(QUARTERS, (Series("有", (2.0, 2.0, 2.0, 2.0)),), bands=(band,))
    image = shown_bars(qtbot, LineChart(look, words, whole), data)
    assert count_of(image, look.theme.band_inner) > 1000
    assert count_of(image, look.theme.chart[0]) > 300


def test_a_chart_drawn_anew_never_paints_what_is_gone(
    qtbot: QtBot, qapp: QApplication, look: Appearance, words: Words
) -> None:
    chart = LineChart(look, words, whole)
    qtbot.addWidget(chart)
    chart.set_data(DATA)
    chart.show()
    qapp.processEvents()
    chart.build()
    scene = chart.plot.scene()
    # Held, so that the scene can be asked about what it should have forgotten; it would be freed.
    held = []
    for _ in range(6):
        held += chart.plot.getPlotItem().items
        chart.redraw()
        qapp.processEvents()
        painted = scene.items(scene.sceneRect().adjusted(-1e6, -1e6, 1e6, 1e6))
        assert {type(each).__name__ for each in painted if each.scene() is not scene} == set()
    assert len(held) > 6


def test_a_chart_whose_page_was_left_is_drawn_when_it_is_looked_at_again(
    qtbot: QtBot, look: Appearance, words: Words
) -> None:
    left, shown = LineChart(look, words, whole), LineChart(look, words, whole)
    for chart in (left, shown):
        qtbot.addWidget(chart)
        chart.set_data(DATA)
        chart.show()
    left.hide()
    qtbot.waitUntil(lambda: shown.plot is not None)
    assert left.plot is None

    left.show()
    qtbot.waitUntil(lambda: left.plot is not None)


def test_names_without_room_beside_the_title_stand_below_it(qtbot: QtBot, look: Appearance) -> None:
    legend = LegendRow(look)
    qtbot.addWidget(legend)
    legend.set_words(DATA)
    legend.resize(400, 24)
    legend.show()
    assert legend.height() == 24
    legend.resize(150, 24)
    assert legend.height() == 48
    # Both swatches are there, in the second line.
    seen = legend.grab().toImage().copy(0, 24, 150, 24)
    for colour in look.theme.chart[:2]:
        assert count_in(seen, colour) > 50


def test_labels_of_lines_keep_their_distance() -> None:
    placed = spread([(100.0, 0), (104.0, 1), (300.0, 2)], 18)
    heights = [height for height, _number in placed]
    assert [number for _height, number in placed] == [0, 1, 2]
    assert all(two - one >= 18 - 1e-9 for one, two in itertools.pairwise(heights))


def test_horizontal_bars_start_at_zero_and_draw_losses_the_other_way(
    qtbot: QtBot, look: Appearance
) -> None:
    bars = HorizontalBars(look, row_height=24)
    qtbot.addWidget(bars)
    bars.resize(400, 48)
    bars.set_rows([BarRow("衢州", 18.0, "+18.0"), BarRow("其他", -18.0, "−18.0")])
    image = picture(bars)
    gain = count_of(image, look.theme.chart[0])
    loss = count_of(image, look.theme.chart[1])
    assert gain == pytest.approx(loss, rel=0.06)
    assert bars.accessibleName() == "衢州 +18.0, 其他 −18.0"


def test_an_unknown_row_has_no_bar(qtbot: QtBot, look: Appearance) -> None:
    bars = HorizontalBars(look)
    qtbot.addWidget(bars)
    bars.resize(300, 44)
    bars.set_rows([BarRow("甲", None, "—"), BarRow("乙", 0.0, "0")])
    assert count_of(picture(bars), look.theme.chart[0]) == 0


def test_small_bars_mark_the_last_and_hatch_the_unknown(qtbot: QtBot, look: Appearance) -> None:
    spark = SparkBars(look)
    qtbot.addWidget(spark)
    spark.resize(264, 86)
    spark.set_series(Series("营业收入", (10.0, None, 10.0)), QUARTERS[:3], "2024Q1", "2024Q3 10")
    image = picture(spark)
    assert count_of(image, look.theme.accent) > 1000
    assert count_of(image, look.theme.chart_muted) > 1000
    assert count_of(image, look.theme.hairline_strong) > 100


def test_the_plotting_library_is_loaded_only_when_a_chart_is_drawn() -> None:
    code = "import sys, ui.charts.bars, ui.charts.lines; print('pyqtgraph' in sys.modules)"
    root = resources.path().parent
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert ended.stdout.strip() == "False"
