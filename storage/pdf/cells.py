"""Draw what is no word in a table's cell: sparklines, bars, graded dots, traffic lights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from storage.pdf.palette import (
    BRICK,
    GREY,
    GREY_LIGHT,
    GREY_LINE,
    INK,
    LIGHT_AMBER,
    LIGHT_GREEN,
    LIGHT_RED,
    TEXT,
    WHITE,
)
from storage.pdf.pen import Box

if TYPE_CHECKING:
    from domain.reports.tree import Dots, LightState, MicroBar, Sparkline
    from storage.pdf.pen import Pen, Point
    from storage.pdf.styles import Type

SPARK_WIDTH: Final = 47.0
SPARK_HEIGHT: Final = 14.0
BAR_WIDTH: Final = 26.0
BAR_WIDTH_SOLID: Final = 58.0
_BAR_HEIGHT: Final = 4.4
_BAR_HEIGHT_SOLID: Final = 5.4
_DOT: Final = 3.7
DOT_STEP: Final = 8.0
LIGHT_STEP: Final = 14.6
_LIGHT: Final = 5.2
_LIGHT_LARGE: Final = 6.7
_LIGHT_STEP_LARGE: Final = 20.6


def draw_sparkline(pen: Pen, line: Sparkline, box: Box) -> None:
    """Draw a series between its own smallest and largest value over the width of `box`.

    One that never moves runs along the middle.
    """
    known = [value for value in line.values if value is not None]
    if not known:
        return
    low, span = min(known), max(known) - min(known)
    step = (box.width - 4) / max(len(line.values) - 1, 1)

    def place(index: int, value: float) -> Point:
        share = (value - low) / span if span else 0.5
        return box.x + 2 + index * step, box.bottom - 2 - share * (box.height - 4)

    stretch: list[Point] = []
    for index, value in enumerate(line.values):
        if value is None:
            pen.polyline(stretch, width=0.75, colour=GREY)
            stretch = []
        else:
            stretch.append(place(index, value))
    pen.polyline(stretch, width=0.75, colour=GREY)
    for marked, filled in ((line.year_ago, False), (line.last, True)):
        value = None if marked is None else line.values[marked]
        if marked is None or value is None:
            continue
        at = place(marked % len(line.values), value)
        if filled:
            pen.circle(at, 1.75, fill=INK)
        else:
            pen.circle(at, 1.5, fill=WHITE, edge=GREY, width=0.6)


def bar_width(bar: MicroBar) -> float:
    """Return the width in points that a bar takes in its cell."""
    return BAR_WIDTH if bar.outlined else BAR_WIDTH_SOLID


def draw_micro_bar(pen: Pen, bar: MicroBar, at: Point) -> None:
    """Draw a bar whose left end is at `at`, centred on its height; more than full is cut there."""
    room = bar_width(bar)
    height = _BAR_HEIGHT if bar.outlined else _BAR_HEIGHT_SOLID
    share = min(max(bar.value / bar.full, 0.0), 1.0) if bar.full else 0.0
    frame = Box(at[0], at[1] - height / 2, room, height)
    if bar.outlined:
        frame = Box(at[0] + 0.25, at[1] - 1.3, room - 0.5, 2.6)
        pen.rect(frame, edge=GREY_LINE, width=0.4)
    pen.rect(
        Box(frame.x, frame.y, frame.width * share, frame.height), fill=BRICK if bar.alert else INK
    )


def draw_dots(pen: Pen, dots: Dots, at: Point, style: Type) -> None:
    """Draw a grade from `at`, centred on its height, with its word after it."""
    for number in range(dots.of):
        centre = (at[0] + _DOT + number * DOT_STEP, at[1])
        if number < dots.filled:
            pen.circle(centre, _DOT, fill=TEXT)
        else:
            pen.circle(centre, _DOT - 0.2, edge=GREY_LINE, width=0.5)
    pen.middle(dots.word, style, (at[0] + dots.of * DOT_STEP + 2, at[1]))


def draw_light(pen: Pen, state: LightState, at: Point, *, large: bool = False) -> None:
    """Draw ● ▲ ■ from `at`, centred on its height; the one of `state` filled, none for "none"."""
    size = _LIGHT_LARGE if large else _LIGHT
    step = _LIGHT_STEP_LARGE if large else LIGHT_STEP
    x, y = at[0] + size, at[1]
    off = GREY_LIGHT
    if state == "green":
        pen.circle((x, y), size, fill=LIGHT_GREEN, edge=LIGHT_GREEN, width=0.7)
    else:
        pen.circle((x, y), size, edge=off, width=0.7)
    x += step
    corners = [(x - size * 1.1, y + size * 0.9), (x + size * 1.1, y + size * 0.9), (x, y - size)]
    if state == "amber":
        pen.polygon(corners, fill=LIGHT_AMBER, edge=LIGHT_AMBER, width=0.7)
    else:
        pen.polygon(corners, edge=off, width=0.7)
    x += step
    square = Box(x - size * 0.9, y - size * 0.9, size * 1.8, size * 1.8)
    if state == "red":
        pen.rect(square, fill=LIGHT_RED, edge=LIGHT_RED, width=0.7)
    else:
        pen.rect(square, edge=off, width=0.7)
