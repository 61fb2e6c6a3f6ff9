"""Draw how things pass through stages: the funnel, states with their tiles, steps of blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from storage.pdf.drawings.plot import Plot, chart_type, narrowed
from storage.pdf.palette import GREY, GREY_LINE, GRID, INK, INK_TINT, RULE_GRID, TEXT, WHITE
from storage.pdf.pen import Box
from storage.pdf.text import width_of

if TYPE_CHECKING:
    from domain.reports.charts import Funnel, FunnelStage
    from domain.reports.diagrams import Steps, TileColumn, TileColumns
    from storage.pdf.pen import Pen
    from storage.pdf.styles import Scale

_STAGE: Final = 20.0
_STAGE_BAR: Final = 11.2
_HEAD: Final = 15.0
_TILE: Final = 12.4
_TILE_STEP: Final = _TILE
_TILE_WIDTH: Final = 22.0
_BLOCK: Final = 5.4


def funnel_height(chart: Funnel) -> float:
    """Return the height of the drawing in points."""
    return _HEAD + len(chart.stages) * _STAGE + (14.0 if chart.dwell_axis else 4.0)


def draw_funnel(pen: Pen, chart: Funnel, box: Box, scale: Scale) -> None:
    """Draw bars of those who came so far, those there now, and the days they stayed."""
    bold = scale.table.with_(bold=True)
    names = max((width_of(s.name, bold, pen.fonts) for s in chart.stages), default=0.0)
    left = box.x + max(names + 10, 48.0)
    share = 0.5 if chart.dwell_axis else 0.86
    now = box.x + box.width * share
    room = now - left - 62
    full = max((stage.reached for stage in chart.stages), default=1) or 1
    grey = chart_type(scale)
    pen.middle(chart.reached_head, grey, (left, box.y + 6))
    pen.middle(chart.now_head, grey, (now, box.y + 6), "right")
    top = box.y + _HEAD
    for number, stage in enumerate(chart.stages):
        middle = top + (number + 0.5) * _STAGE
        pen.middle(stage.name, bold, (box.x, middle))
        frame = Box(left, middle - _STAGE_BAR / 2, room * stage.reached / full, _STAGE_BAR)
        _draw_stage(pen, stage, frame, scale)
        pen.middle(stage.now, bold, (now, middle), "right")
        pen.middle(stage.now_note, grey, (now + 4, middle))
    if chart.dwell_axis:
        notes = max((width_of(s.now_note, grey, pen.fonts) for s in chart.stages), default=0.0)
        start = max(box.x + box.width * 0.577, now + notes + 12)
        inner = Box(start, top, box.right - 14 - start, len(chart.stages) * _STAGE)
        _draw_dwell(pen, chart, Plot(inner, chart.dwell_axis, chart.dwell_axis), scale)


def _draw_stage(pen: Pen, stage: FunnelStage, frame: Box, scale: Scale) -> None:
    pen.rect(frame, fill=INK if stage.last else INK_TINT)
    middle = frame.y + frame.height / 2
    word = chart_type(scale, colour=WHITE if stage.last else INK, bold=True)
    after = frame.right + 4
    if width_of(stage.reached_label, word, pen.fonts) + 6 <= frame.width:
        pen.middle(stage.reached_label, word, (frame.right - 3.5, middle), "right")
    else:
        style = word.with_(colour=INK)
        after += pen.middle(stage.reached_label, style, (after, middle)) + 4
    pen.middle(stage.passed, chart_type(scale), (after, middle))


def _draw_dwell(pen: Pen, chart: Funnel, plot: Plot, scale: Scale) -> None:
    grey, bold = chart_type(scale), chart_type(scale, colour=TEXT, bold=True)
    box = plot.box
    pen.middle(chart.dwell_head, grey, (box.x, box.y - _HEAD + 6))
    for tick in plot.x.ticks:
        x = plot.across(tick.at)
        pen.rule((x, box.y - 3), (x, box.bottom + 1), width=RULE_GRID, colour=GRID)
        pen.middle(tick.label, grey, (x, box.bottom + 7), "centre")
    for number, stage in enumerate(chart.stages):
        if stage.dwell is None:
            continue
        middle = box.y + (number + 0.5) * _STAGE
        low, median, high = (plot.across(days) for days in stage.dwell)
        pen.rule((low, middle), (high, middle), width=0.9)
        pen.circle((median, middle), 2.9, fill=INK)
        pen.middle(stage.dwell_label, bold, (median, middle - 8), "centre")


def tile_columns_height(chart: TileColumns) -> float:
    """Return the height of the drawing in points."""
    tallest = max((len(column.tiles) for column in chart.columns), default=0)
    return tallest * _TILE_STEP + 20


def draw_tile_columns(pen: Pen, chart: TileColumns, box: Box, scale: Scale) -> None:
    """Draw a stack of tiles per state, states in order, those aside apart at the right."""
    aside = [column for column in chart.columns if column.aside]
    main = [column for column in chart.columns if not column.aside]
    apart = 22.0 if aside else 0.0
    step = (box.width - apart) / max(len(chart.columns) + 0.45 * bool(aside), 1)
    base = box.bottom - 15
    for number, column in enumerate(main):
        _draw_tiles(pen, column, Box(box.x + number * step, base, step - 6, 0), scale)
        if number:
            x = box.x + number * step - 3
            pen.polyline(
                [(x - 0.9, base - 1.8), (x + 0.9, base), (x - 0.9, base + 1.8)],
                width=0.5,
                colour=GREY_LINE,
            )
    start = box.x + len(main) * step + apart
    for number, column in enumerate(aside):
        _draw_tiles(pen, column, Box(start + number * step, base, step - 6, 0), scale)


def _draw_tiles(pen: Pen, column: TileColumn, frame: Box, scale: Scale) -> None:
    for number, tile in enumerate(column.tiles):
        top = frame.y - 1.6 - (number + 1) * _TILE_STEP
        square = Box(frame.x, top + 1.2, min(_TILE_WIDTH, frame.width), _TILE - 2)
        middle = (square.x + square.width / 2, square.y + square.height / 2)
        if tile.hatch:
            pen.rect(square, fill=WHITE)
            pen.hatch(square, colour="#9AA9BC", step=3.4, width=1.1)
            pen.label(tile.code, chart_type(scale, colour=TEXT, bold=True), middle, "centre")
        else:
            pen.rect(square, fill=INK)
            style = chart_type(scale, colour=WHITE, bold=True)
            pen.middle(tile.code, style, middle, "centre")
    colour = GREY_LINE if column.aside else TEXT
    pen.rule((frame.x, frame.y), (frame.right, frame.y), width=0.6, colour=colour)
    name = scale.table.with_(bold=True, colour=GREY if column.aside else TEXT)
    pen.middle(column.name, name, (frame.x, frame.y + 7.5))
    count = name.with_(colour=GREY if column.aside else INK)
    pen.middle(column.count, count, (frame.right, frame.y + 7.5), "right")


def steps_height(chart: Steps) -> float:
    """Return the height of the drawing in points."""
    return 27.0 if chart.steps else 0.0


def draw_steps(pen: Pen, chart: Steps, box: Box, scale: Scale) -> None:
    """Draw each step's name, a block per unit, the words after them, arrows between."""
    step = box.width / max(len(chart.steps), 1)
    bold, words = scale.table.with_(bold=True), scale.table
    for number, one in enumerate(chart.steps):
        x = box.x + number * step
        pen.middle(one.name, narrowed(one.name, bold, step - 8, pen.fonts), (x, box.y + 6))
        room = step - width_of(one.label, words, pen.fonts) - 14
        pitch = min(_BLOCK + 1.6, room / max(one.count, 1))
        for block in range(one.count):
            width = min(_BLOCK, pitch * 0.8)
            pen.rect(Box(x + block * pitch, box.y + 15.4, width, 9.2), fill=INK)
        pen.middle(one.label, words, (x + one.count * pitch + 4, box.y + 20))
        if number:
            pen.polyline(
                [(x - 13, box.y + 17), (x - 11, box.y + 19.5), (x - 13, box.y + 22)],
                width=0.6,
                colour=GREY_LINE,
            )
