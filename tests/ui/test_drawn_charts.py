"""Charts of the report's tree are drawn in both themes, told by pointer and keys, and copied."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

import resources
from domain.reports.charts import (
    Axis,
    Band,
    BarChart,
    BarSeries,
    Bullet,
    BulletChart,
    Callout,
    CategoryGroup,
    Cutoff,
    Dot,
    Fan,
    Funnel,
    FunnelStage,
    HorizontalBar,
    HorizontalBars,
    LineChart,
    LineSeries,
    Panel,
    QuadrantCell,
    QuadrantMatrix,
    Region,
    Share,
    ShareBar,
    SmallMultiples,
    Tick,
)
from domain.reports.diagrams import CountGrid, GridRow, Step, Steps
from domain.reports.divisions import CoreDiagram, DivisionMark, DotPlot, DotRow, DotSeries
from domain.reports.networks import (
    FlowBand,
    FlowChart,
    FlowEnd,
    MapArea,
    MapPlace,
    MapWay,
    PlaceMap,
)
from domain.text import Texts
from tests.ui.painted import count_in
from ui.charts.drawn.chart import DrawnChart
from ui.charts.drawn.divisions import CorePlot
from ui.charts.drawn.scale import spread
from ui.components.words import Words
from ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from domain.reports.diagrams import Chart

X = Axis(0, 4, tuple(Tick(float(at), f"Q{at}") for at in range(5)))
Y = Axis(0, 10, (Tick(0, "0"), Tick(5, "5"), Tick(10, "10")))
RISING = LineSeries("stock", tuple((float(at), 2.0 * at) for at in range(5)), "8", dots=(Dot(4),))
BROKEN = LineSeries(
    "old", ((0.0, 5.0), (1.0, None), (2.0, 6.0)), dash="dashed", tone="sand", step=True
)
LINES = LineChart(
    (RISING, BROKEN),
    X,
    Y,
    bands=(
        Band(((0.0, 0.0, 4.0), (4.0, 6.0, 10.0)), "5 %", "95 %"),
        Band(((0.0, 1.0, 3.0), (4.0, 7.0, 9.0))),
    ),
    regions=(Region(1, 2, "from", "to"),),
    cutoffs=(Cutoff(3, "recorded", "computed", "solid", "grey"), Cutoff(3.5, "agreed")),
    callouts=(Callout(2, 4, "peak"),),
)
BARS = BarChart(
    ("Q1", "Q2", "Q3"),
    (
        BarSeries("filled", (1.0, 2.0, None), end_label="3"),
        BarSeries("open", (3.0, -1.0, 0.0), "sand", estimate=True),
    ),
    axis=Axis(-2, 6, (Tick(0, "0"), Tick(5, "5"))),
    groups=(CategoryGroup("2023", 2), CategoryGroup("2024", 1)),
    totals=("4", "1", "—"),
    total=("sum", "5"),
)
BESIDE = BarChart(
    ("a", "b"),
    (BarSeries("x", (1.0, -2.0), labels=("1", "−2")), BarSeries("y", (None, 3.0))),
    stacked=False,
    names=False,
)
GAINS = HorizontalBars(
    (
        HorizontalBar("Quzhou", 18.0, "+18.0", "origin"),
        HorizontalBar("Others", -17.8, "−17.8", tone="brick", hatch=True),
        HorizontalBar("Yuhang", None, "—"),
    ),
    20.0,
)
SHARES = ShareBar((Share("Quzhou", 40.0, "40 %", "4"), Share("Yuhang", 60.0, "60 %", "6")))
BULLETS = BulletChart(
    (Bullet("let", 60.0, 100.0, "60 %", 70.0, alert=True), Bullet("fee", None, 100.0, "—")), 2
)
FUNNEL = Funnel(
    (
        FunnelStage("lead", 40, "40", now="3", dwell=(5.0, 12.0, 30.0), dwell_label="12"),
        FunnelStage("in", 20, "20", "50 %", last=True),
    ),
    "reached",
    "now",
    "days",
    Axis(0, 60, (Tick(0, "0"), Tick(60, "60"))),
)
GRID = CountGrid(
    ("produce here", "produce there"),
    (
        GridRow("invent here", ((0.2, "3"), (1.0, "9 best"))),
        GridRow("invent there", ((0.0, "0"), None)),
    ),
)
MATRIX = QuadrantMatrix(
    ("in Hangzhou", "in Quzhou"),
    (("invents", "in Hangzhou"), ("invents", "in Quzhou")),
    (
        (QuadrantCell("12", "11", "+1", tinted=True), QuadrantCell("30")),
        (QuadrantCell("2"), QuadrantCell("5")),
    ),
    ("not recorded", "", "4"),
)
DOTS = DotPlot(
    (DotSeries("contract", "square", "dark"), DotSeries("Shapley", "dot", "ink"),
     DotSeries("nucleolus", "triangle", "sand"), DotSeries("Nash", "diamond", "mid")),
    (
        DotRow("Quzhou", "alone 6", (30.0, 31.0, 32.0, 26.0), ("30", "31", "32", "26"), 6.0),
        DotRow("Yuhang", "alone 21", (40.0, 48.0, None, 41.0), ("40", "48", "", "41"), 21.0),
    ),
    Axis(0, 50, (Tick(0, "0"), Tick(50, "50"))),
    "alone",
)  # fmt: skip
MARKED = (
    DivisionMark("contract", (0.34, 0.45, 0.21), "square", "dark"),
    DivisionMark("tried", (0.1, 0.1, 0.8), "ring", "brick"),
)
CORE = CoreDiagram(
    ("all to Quzhou", "all to Yuhang", "all to Longyou"),
    ((0.7, 0.2, 0.1), (0.2, 0.7, 0.1), (0.3, 0.3, 0.4)),
    ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    MARKED,
    "core",
)
SEGMENT = CoreDiagram(
    ("all to Quzhou", "all to Yuhang"),
    ((0.7, 0.3), (0.2, 0.8)),
    ((0.7, 0.3), (0.2, 0.8)),
    (DivisionMark("Nash", (0.45, 0.55), "diamond", "mid"),),
    "core",
)
FLOWS = FlowChart(
    ("From", "To"),
    (FlowEnd("Yuhang", "41 persons", "ink"), FlowEnd("Jiangshan", "13 persons", "sand")),
    (FlowEnd("Longyou", "44 persons", "sand"), FlowEnd("Kaihua", "10 persons", "grey")),
    (FlowBand(0, 0, 31.0, "31 persons"), FlowBand(0, 1, 10.0), FlowBand(1, 0, 13.0)),
)
MAP = PlaceMap(
    MapArea("Quzhou", "4 projects", (MapPlace("Longyou", "3 projects", 1.0, "sand"),)),
    MapArea("Hangzhou", "240 km", (MapPlace("Yuhang", "Reverse enclave", 1.0, "ink"),)),
    (MapWay(0, 0, 1.0),),
)
PANELS = SmallMultiples((Panel("one", (RISING,)), Panel("two", (BROKEN,))), X, Y)
ALL: dict[str, Chart] = {
    "flows": FLOWS,
    "map": MAP,
    "lines": LINES,
    "fan": Fan(LINES),
    "bars": BARS,
    "beside": BESIDE,
    "gains": GAINS,
    "shares": SHARES,
    "bullets": BULLETS,
    "funnel": FUNNEL,
    "grid": GRID,
    "matrix": MATRIX,
    "panels": PANELS,
    "dots": DOTS,
    "core": CORE,
    "segment": SEGMENT,
}


def made(qtbot: QtBot, qapp: QApplication, chart: Chart, theme: str = "light") -> DrawnChart:
    """Return a chart shown in a theme."""
    look = Appearance(theme, parent=qapp)
    look.apply(qapp)
    words = Words(Texts(resources.load_texts()), "en")
    widget = DrawnChart(look, words, lambda value: f"{value:g}")
    qtbot.addWidget(widget)
    widget.set_chart(chart, "chart")
    widget.resize(560, widget.sizeHint().height())
    widget.show()
    widget.grab()
    return widget


def pixels(widget: DrawnChart, colour: str) -> int:
    """Return how many pixels of a chart have exactly this colour."""
    return count_in(widget.grab().toImage(), colour)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", ALL)
def test_every_kind_of_chart_is_drawn_in_its_colours(
    qtbot: QtBot, qapp: QApplication, kind: str, theme: str
) -> None:
    widget = made(qtbot, qapp, ALL[kind], theme)
    look = Appearance(theme, parent=qapp)
    coloured = {*look.theme.chart, look.theme.text, look.theme.text_note, look.theme.crit}
    if kind == "matrix":
        coloured.add(look.theme.selected)
    assert any(pixels(widget, colour) > 20 for colour in coloured)
    assert widget.spots()
    assert widget.chart is ALL[kind]


def test_the_first_series_of_bars_stands_in_the_first_colour(
    qtbot: QtBot, qapp: QApplication
) -> None:
    widget = made(qtbot, qapp, BARS)
    assert pixels(widget, Appearance("light", parent=qapp).theme.chart[0]) > 200


def test_a_chart_is_drawn_anew_in_another_theme_and_size(qtbot: QtBot, qapp: QApplication) -> None:
    look = Appearance("light", parent=qapp)
    look.apply(qapp)
    words = Words(Texts(resources.load_texts()), "en")
    widget = DrawnChart(look, words, lambda value: f"{value:g}")
    qtbot.addWidget(widget)
    widget.set_chart(GAINS, "bars")
    widget.resize(560, widget.sizeHint().height())
    light = look.theme.chart[0]
    narrow = pixels(widget, light)
    places = widget.spots()
    widget.resize(900, widget.sizeHint().height())
    assert pixels(widget, light) > narrow
    assert widget.spots() != places
    look.choose("dark")
    assert pixels(widget, look.theme.chart[0]) > 200
    assert pixels(widget, light) < 20


def test_a_kind_that_has_no_picture_here_takes_no_room(qtbot: QtBot, qapp: QApplication) -> None:
    widget = made(qtbot, qapp, Steps((Step("a", 1, "1"),)))
    assert widget.sizeHint().height() == 0
    assert widget.spots() == ()


def test_arrow_keys_walk_through_the_values(qtbot: QtBot, qapp: QApplication) -> None:
    widget = made(qtbot, qapp, GAINS)
    QTest.keyClick(widget, Qt.Key.Key_Right)
    assert widget.accessibleDescription() == "Quzhou\n+18.0 origin"
    QTest.keyClick(widget, Qt.Key.Key_Right)
    assert widget.accessibleDescription() == "Others\n−17.8"
    QTest.keyClick(widget, Qt.Key.Key_Left)
    assert widget.accessibleDescription().startswith("Quzhou")
    QTest.keyClick(widget, Qt.Key.Key_Up)
    assert widget.accessibleDescription().startswith("Quzhou")


def test_the_last_value_comes_first_when_walking_back(qtbot: QtBot, qapp: QApplication) -> None:
    widget = made(qtbot, qapp, SHARES)
    QTest.keyClick(widget, Qt.Key.Key_Left)
    assert widget.accessibleDescription() == "Yuhang\n60 %  6"


def test_the_pointer_is_told_the_nearest_value(qtbot: QtBot, qapp: QApplication) -> None:
    widget = made(qtbot, qapp, LINES)
    spot = next(each for each in widget.spots() if each.text == "stock\nQ4: 8")
    at = spot.at.center().toPoint()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, at, widget.mapToGlobal(at))
    assert widget.event(event)
    assert QToolTip.text() in ("stock\nQ4: 8", "")
    nowhere = QPoint(0, 0)
    assert widget.event(QHelpEvent(QHelpEvent.Type.ToolTip, nowhere, widget.mapToGlobal(nowhere)))


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("lines", "stock\t4\t8"),
        ("lines", "old\t1\t—"),
        ("fan", "2\t4\t7\t9"),
        ("bars", "Q3\t—\t0"),
        ("gains", "Others\t-17.8\t"),
        ("shares", "Quzhou\t40 %\t4"),
        ("bullets", "let\t60 %"),
        ("funnel", "in\t20\t50 %\t\t"),
        ("grid", "invent there\t0\t"),
        ("matrix", "invents in Hangzhou\t12\t30"),
        ("panels", "two"),
    ],
)
def test_a_chart_is_copied_as_cells(qtbot: QtBot, qapp: QApplication, kind: str, line: str) -> None:
    widget = made(qtbot, qapp, ALL[kind])
    widget.copy_cells()
    assert line in QGuiApplication.clipboard().text().split("\n")


def test_a_chart_is_copied_as_a_picture_twice_as_sharp(qtbot: QtBot, qapp: QApplication) -> None:
    widget = made(qtbot, qapp, GRID)
    widget.copy_picture()
    assert QGuiApplication.clipboard().image().width() == 2 * widget.width()


def test_copying_is_offered_by_a_menu(qtbot: QtBot, qapp: QApplication) -> None:
    widget = made(qtbot, qapp, GRID)
    widget.open_menu(QPoint(0, 0))
    menu = widget.findChild(QMenu)
    assert menu is not None
    assert len(menu.actions()) == 2
    menu.actions()[1].trigger()
    assert "9 best" in QGuiApplication.clipboard().text()
    menu.close()


def test_a_value_lies_on_its_axis() -> None:
    assert Axis(0, 10).share(5) == 0.5
    assert Axis(1, 100, log=True).share(10) == pytest.approx(0.5)
    assert Axis(3, 3).share(3) == 0


@pytest.mark.parametrize(
    ("places", "moved"),
    [
        ([], []),
        ([5.0], [5.0]),
        ([50.0, 51.0], [50.0, 60.0]),
        ([95.0, 96.0], [90.0, 100.0]),
        ([-5.0, 120.0], [0.0, 100.0]),
    ],
)
def test_labels_keep_their_distance_within_the_plot(
    places: list[float], moved: list[float]
) -> None:
    assert spread(places, 10.0, 0.0, 100.0) == moved


def test_labels_without_room_are_spaced_evenly() -> None:
    assert spread([1.0, 2.0, 3.0], 60.0, 0.0, 100.0) == [0.0, 50.0, 100.0]


def test_divisions_are_copied_as_cells(qtbot: QtBot, qapp: QApplication) -> None:
    made(qtbot, qapp, DOTS).copy_cells()
    assert QGuiApplication.clipboard().text().splitlines()[1] == "Quzhou\t30\t31\t32\t26"
    made(qtbot, qapp, CORE).copy_cells()
    assert QGuiApplication.clipboard().text().splitlines()[1:] == [
        "contract\t0.3400\t0.4500\t0.2100",
        "tried\t0.1000\t0.1000\t0.8000",
    ]


def test_the_core_is_tinted_and_shares_lie_where_they_are_read_again(
    qtbot: QtBot, qapp: QApplication
) -> None:
    widget = made(qtbot, qapp, CORE)
    plot = CorePlot(CORE, QRectF(widget.rect()).adjusted(1, 1, -1, -1))
    picture = widget.grab().toImage()
    inside = plot.at((0.4, 0.4, 0.2)).toPoint()
    outside = plot.at((0.15, 0.15, 0.7)).toPoint()
    assert picture.pixelColor(inside) != picture.pixelColor(outside)
    assert plot.shares(plot.at((0.2, 0.5, 0.3))) == pytest.approx((0.2, 0.5, 0.3))
    line = CorePlot(SEGMENT, QRectF(0, 0, 300, 90))
    assert line.shares(line.at((0.2, 0.8))) == pytest.approx((0.2, 0.8))


def test_an_empty_core_leaves_the_line_of_what_each_has_alone(
    qtbot: QtBot, qapp: QApplication
) -> None:
    empty = replace(CORE, core=(), gain=((0.6, 0.2, 0.2), (0.2, 0.6, 0.2), (0.2, 0.2, 0.6)))
    widget = made(qtbot, qapp, empty)
    assert pixels(widget, Appearance("light", parent=qapp).theme.chart[0]) == 0
