"""Draw flows between places: bands as wide as what flows, and the schematic map of two cities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.reports.networks import apart, laid_out, radius, ribbon, spread, way
from storage.pdf.drawings.plot import chart_type, narrowed
from storage.pdf.palette import GREY_LIGHT, TEXT, TINT, TONES, WHITE, tinted
from storage.pdf.pen import Box
from storage.pdf.text import width_of

if TYPE_CHECKING:
    from domain.reports.networks import FlowChart, FlowEnd, MapArea, MapKey, MapPlace, PlaceMap
    from storage.pdf.pen import Align, Pen, Point
    from storage.pdf.styles import Scale

_HEAD: Final = 14.0
_BAR: Final = 5.0
_PLACE: Final = 28.0
_LEAST: Final = 110.0
_GAP: Final = 14.0
_NEXT: Final = 4.0
_LINE: Final = 9.0
_MOST_NAME: Final = 0.28
_PALE: Final = 0.42
_AREA: Final = 0.4
_MOST_AREA: Final = 0.5
_INSET: Final = 9.0
_SMALLEST: Final = 2.0
_LARGEST: Final = 8.0
# What a city takes beside the words of its places: its edges, the circles.
_BESIDE: Final = 4 * _INSET + _LARGEST + _NEXT
_WIDEST: Final = 7.0


# ---------------------------------------------------------------------------------------- flows


def flows_height(chart: FlowChart) -> float:
    """Return the height of the drawing in points."""
    most = max(len(chart.starts), len(chart.ends))
    return _HEAD + max(_PLACE * most, _LEAST)


def draw_flows(pen: Pen, chart: FlowChart, box: Box, scale: Scale) -> None:
    """Draw bands from the places at the left to those at the right, in the tone of the start."""
    grey = chart_type(scale)
    left, right = (_room(pen, side, box, scale) for side in (chart.starts, chart.ends))
    frame = Box(
        box.x + left + _BAR,
        box.y + _HEAD,
        box.width - left - right - 2 * _BAR,
        box.height - _HEAD,
    )
    pen.middle(chart.heads[0], grey, (box.x, box.y + _HEAD / 2 - 2))
    pen.middle(chart.heads[1], grey, (box.right, box.y + _HEAD / 2 - 2), "right")
    laid = laid_out(chart, _GAP / frame.height)
    # The widest lie behind, so that none is covered whole.
    order = sorted(range(len(chart.bands)), key=lambda at: -chart.bands[at].size)
    for at in order:
        colour = TONES[chart.starts[chart.bands[at].start].tone]
        outline = [
            (frame.x + x * frame.width, frame.y + y * frame.height)
            for x, y in ribbon(laid.bands[at])
        ]
        pen.polygon(outline, fill=tinted(colour, _PALE), edge=WHITE, width=0.4)
    for band, edges in zip(chart.bands, laid.bands, strict=True):
        if band.label:
            middle = frame.y + sum(edges) / len(edges) * frame.height
            pen.label(band.label, grey, (frame.x + frame.width / 2, middle), "centre")
    for side, bars, align in (
        (chart.starts, laid.starts, "right"),
        (chart.ends, laid.ends, "left"),
    ):
        middles = [frame.y + (top + bottom) / 2 * frame.height for top, bottom in bars]
        words = apart(middles, 2 * _LINE + 1, frame.bottom - _LINE)
        for end, (top, bottom), middle in zip(side, bars, words, strict=True):
            bar = Box(
                frame.x, frame.y + top * frame.height, frame.width, (bottom - top) * frame.height
            )
            _draw_end(pen, end, bar, middle, scale, "right" if align == "right" else "left")


def _room(pen: Pen, side: tuple[FlowEnd, ...], box: Box, scale: Scale) -> float:
    """Return the width that names and sums take."""
    style = chart_type(scale)
    widest = max(width_of(words, style, pen.fonts) for e in side for words in (e.name, e.label))
    return float(min(widest + 2 * _NEXT, box.width * _MOST_NAME))


def _draw_end(pen: Pen, end: FlowEnd, at: Box, middle: float, scale: Scale, align: Align) -> None:
    """Draw the bar of a place at an edge of `at`, its name and its sum around a height."""
    at_left = align == "right"
    x = at.x - _BAR if at_left else at.right
    pen.rect(Box(x, at.y, _BAR, max(at.height, 0.8)), fill=TONES[end.tone])
    edge = x - _NEXT if at_left else x + _BAR + _NEXT
    room = at.width * _MOST_NAME / (1 - 2 * _MOST_NAME)
    for words, style, shift in (
        (end.name, chart_type(scale, colour=TEXT), -_LINE / 2),
        (end.label, chart_type(scale), _LINE / 2),
    ):
        pen.middle(words, narrowed(words, style, room, pen.fonts), (edge, middle + shift), align)


# ------------------------------------------------------------------------------- schematic map


def map_height(chart: PlaceMap) -> float:
    """Return the height of the drawing in points."""
    most = max(len(chart.left.places), len(chart.right.places))
    return max(_PLACE * most + 1.5 * _PLACE, _LEAST)


def draw_map(pen: Pen, chart: PlaceMap, box: Box, scale: Scale) -> None:
    """Draw the two cities, the places in them, and the ways between, as wide as they weigh."""
    west, east = (_width(pen, area, box, scale) for area in (chart.left, chart.right))
    left = Box(box.x, box.y, west, box.height)
    right = Box(box.right - east, box.y, east, box.height)
    for area, frame in ((chart.left, left), (chart.right, right)):
        _draw_area(pen, area, frame, scale)
    ends = [(left.right - 3 * _INSET, y) for y in _heights(chart.left, left)]
    starts = [(right.x + 3 * _INSET, y) for y in _heights(chart.right, right)]
    for each in chart.ways:
        points = way(starts[each.start], ends[each.end])
        colour = tinted(TONES["ink"], _PALE)
        pen.polyline(points, width=max(each.size * _WIDEST, 0.7), colour=colour)
    for place, spot in zip(chart.left.places, ends, strict=True):
        _draw_place(pen, place, spot, scale, ("right", west - _BESIDE))
    for place, spot in zip(chart.right.places, starts, strict=True):
        _draw_place(pen, place, spot, scale, ("left", east - _BESIDE))
    if chart.key is not None:
        _draw_key(pen, chart.key, right, scale)


def _width(pen: Pen, area: MapArea, box: Box, scale: Scale) -> float:
    """Return the width of a city: as wide as the words of its places ask for, within limits."""
    grey, bold = chart_type(scale), chart_type(scale, bold=True)
    words = [(each.note, grey) for each in area.places] + [
        (each.name, bold) for each in area.places
    ]
    widest = max((width_of(said, style, pen.fonts) for said, style in words), default=0.0)
    return float(min(max(widest + _BESIDE, box.width * _AREA), box.width * _MOST_AREA))


def _heights(area: MapArea, frame: Box) -> list[float]:
    top = frame.y + _PLACE
    height = frame.bottom - _INSET - top
    return [top + part * height for part in spread(len(area.places))]


def _draw_area(pen: Pen, area: MapArea, frame: Box, scale: Scale) -> None:
    pen.rect(frame, fill=TINT, edge=GREY_LIGHT, width=0.5)
    name = chart_type(scale, colour=TEXT, bold=True)
    pen.middle(area.name, name, (frame.x + _INSET, frame.y + _INSET))
    pen.middle(area.note, chart_type(scale), (frame.x + _INSET, frame.y + _INSET + _LINE))


def _draw_place(
    pen: Pen, place: MapPlace, spot: Point, scale: Scale, side: tuple[Align, float]
) -> None:
    """Draw a place, its words at a side of it within a width in points."""
    align, room = side
    half = radius(place.size, _LARGEST, _SMALLEST)
    pen.circle(spot, half, fill=TONES[place.tone], edge=WHITE, width=0.8)
    away = _LARGEST + _NEXT
    x = spot[0] - away if align == "right" else spot[0] + away
    name = chart_type(scale, colour=TEXT, bold=True)
    pen.middle(place.name, name, (x, spot[1] - _LINE / 2), align)
    note = narrowed(place.note, chart_type(scale), room, pen.fonts)
    pen.middle(place.note, note, (x, spot[1] + _LINE / 2), align)


def _draw_key(pen: Pen, key: MapKey, frame: Box, scale: Scale) -> None:
    """Draw at the foot of a city what the circles mean, and some with their figures."""
    style, x, foot = chart_type(scale), frame.x + _INSET, frame.bottom - _INSET - _LARGEST
    head = narrowed(key.name, style, frame.width - 2 * _INSET, pen.fonts)
    pen.middle(key.name, head, (x, foot - _LARGEST - _LINE / 2))
    for size, label in key.circles:
        half = radius(size, _LARGEST, _SMALLEST)
        pen.circle((x + half, foot), half, fill=TONES["sand"], edge=WHITE, width=0.8)
        x += 2 * half + _NEXT
        x += pen.middle(label, style, (x, foot)) + 3 * _NEXT
