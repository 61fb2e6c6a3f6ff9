"""Check that flows and maps are drawn on paper as wide as what they show."""

from __future__ import annotations

from dataclasses import replace

import pytest

import resources
from domain.reports.networks import (
    FlowBand,
    FlowChart,
    FlowEnd,
    MapArea,
    MapKey,
    MapPlace,
    MapWay,
    PlaceMap,
)
from storage.pdf.drawings.networks import draw_flows, draw_map, flows_height, map_height
from storage.pdf.fonts import FontBook
from storage.pdf.palette import INK, TINT, TONES, WHITE, channels, tinted
from storage.pdf.pen import Box, Pen
from storage.pdf.styles import scale
from tests.storage.pdf.canvas import Canvas

_EN = scale("en")
FLOWS = FlowChart(
    ("From", "To"),
    (FlowEnd("Yuhang", "30 persons", "ink"), FlowEnd("Longyou", "10 persons", "sand")),
    (FlowEnd("Kaihua", "40 persons", "sand"),),
    (FlowBand(0, 0, 30.0), FlowBand(1, 0, 10.0)),
)
MAP = PlaceMap(
    MapArea(
        "Quzhou",
        "4 projects",
        (MapPlace("Longyou", "3", 1.0, "sand"), MapPlace("Qujiang", "1", 0.0, "grey")),
    ),
    MapArea("Hangzhou", "240 km away", (MapPlace("Yuhang", "Reverse enclave", 1.0, "ink"),)),
    (MapWay(0, 0, 1.0), MapWay(0, 1, 0.25)),
)


@pytest.fixture
def pen() -> Pen:
    """Return a pen on a canvas that remembers."""
    return Pen(Canvas(), FontBook(resources.path("fonts")))


def test_bars_of_flows_are_as_high_as_their_sums_and_named(pen: Pen) -> None:
    draw_flows(pen, FLOWS, Box(0, 0, 400, flows_height(FLOWS)), _EN)
    inks = [each for each in pen.canvas.filled if each[4] == channels(INK)]
    sands = [each for each in pen.canvas.filled if each[4] == channels(TONES["sand"])]
    assert inks[0][3] == pytest.approx(3 * sands[0][3])
    assert sands[1][3] == pytest.approx(4 * sands[0][3])
    words = "".join(each for each, _, _ in pen.canvas.words)
    for said in ("Yuhang", "30 persons", "Longyou", "Kaihua", "From", "To"):
        assert said in words


def test_the_widest_band_lies_behind(pen: Pen) -> None:
    draw_flows(pen, FLOWS, Box(0, 0, 400, flows_height(FLOWS)), _EN)
    first, second = (path.points for path in pen.canvas.paths[:2])

    def left(points: list[tuple[float, float]]) -> float:
        return abs(points[0][1] - points[-2][1])

    assert left(first) == pytest.approx(3 * left(second))


def test_a_band_that_is_told_bears_its_words_in_its_middle(pen: Pen) -> None:
    told = replace(FLOWS, bands=(FlowBand(0, 0, 30.0, "thirty"), FlowBand(1, 0, 10.0)))
    draw_flows(pen, told, Box(0, 0, 400, flows_height(told)), _EN)
    ((x, _),) = [(x, y) for words, x, y in pen.canvas.words if words == "thirty"]
    assert 150 < x < 250


def test_places_of_a_map_lie_in_their_city_and_ways_lead_to_them(pen: Pen) -> None:
    draw_map(pen, MAP, Box(0, 0, 400, map_height(MAP)), _EN)
    longyou, qujiang, yuhang = pen.canvas.circles
    # Each city takes two fifths of the width.
    assert longyou[0] == qujiang[0] < 160
    assert yuhang[0] > 240
    ways = [path.points for path in pen.canvas.paths]
    assert ways[0][0] == pytest.approx(yuhang[:2])
    assert ways[0][-1] == pytest.approx(longyou[:2])
    assert ways[1][-1] == pytest.approx(qujiang[:2])
    words = "".join(each for each, _, _ in pen.canvas.words)
    for said in ("Quzhou", "240 km away", "Reverse enclave", "Qujiang"):
        assert said in words


def test_the_key_of_a_map_draws_its_circles_by_area_within_the_city(pen: Pen) -> None:
    keyed = replace(MAP, key=MapKey("Output", ((1.0, "100 k¥"), (0.25, "25 k¥"))))
    draw_map(pen, keyed, Box(0, 0, 400, map_height(keyed)), _EN)
    large, small = pen.canvas.circles[-2:]
    assert large[2] == pytest.approx(2 * small[2])
    words = "".join(each for each, x, _ in pen.canvas.words if x > 240)
    assert words.endswith("Output100 k¥25 k¥")


def test_a_thinned_colour_lies_between_itself_and_white() -> None:
    assert tinted("#1F3A5F", 0.0) == WHITE
    assert tinted("#1F3A5F", 1.0) == "#1F3A5F"
    assert tinted("#000000", 0.5) == "#808080"


@pytest.mark.parametrize("note", ["9 projets", "9 projets, 3 en production, 188 553 k¥ par an"])
def test_the_words_of_a_place_stay_in_its_city(pen: Pen, note: str) -> None:
    left = replace(MAP.left, places=(MapPlace("Longyou", note, 1.0, "sand"),))
    chart = replace(MAP, left=left, ways=())
    box = Box(0, 0, 454, map_height(chart))
    draw_map(pen, chart, box, scale("fr"))
    assert min(x for _, x, _ in pen.canvas.words) >= box.x
    west, east = (each for each in pen.canvas.filled if each[4] == channels(TINT))
    assert west[0] + west[2] <= box.width / 2
    assert east[0] + east[2] == pytest.approx(box.right)
