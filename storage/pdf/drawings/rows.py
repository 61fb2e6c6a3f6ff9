"""Draw bars lying in rows: named bars, measures against their full value, shares of a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from storage.pdf.drawings.plot import chart_type
from storage.pdf.palette import BRICK, GREY, GREY_LINE, INK, TEXT, TONES, WHITE, on_tone
from storage.pdf.pen import Box
from storage.pdf.styles import GUTTER
from storage.pdf.text import width_of

if TYPE_CHECKING:
    from domain.reports.charts import (
        Bullet,
        BulletChart,
        HorizontalBar,
        HorizontalBars,
        ShareBar,
        Tone,
    )
    from storage.pdf.pen import Pen
    from storage.pdf.styles import Scale, Type

_GAP_AROUND: Final = 3.5
_ROW: Final = 15.0
# Many measures under each other stand closer, as the lines of a table do.
_CLOSE_ROW: Final = 9.6
_MANY_ROWS: Final = 8
_BAR: Final = 8.0
_SHARE_BAR: Final = 12.4
_SHARE_ORDER: Final[tuple[Tone, ...]] = ("ink", "mid", "sand", "pale")


def horizontal_bars_height(chart: HorizontalBars) -> float:
    """Return the height of the drawing in points."""
    return len(chart.bars) * _ROW


def draw_horizontal_bars(pen: Pen, chart: HorizontalBars, box: Box, scale: Scale) -> None:
    """Draw each bar with its name at the left, its value and a note behind its end."""
    name = scale.table
    grey, dark = chart_type(scale), chart_type(scale, colour=TEXT, bold=True)
    left = box.x + max((width_of(b.label, name, pen.fonts) for b in chart.bars), default=0.0) + 8
    behind = max(
        (
            width_of(b.value_label, dark, pen.fonts) + width_of(b.note, grey, pen.fonts) + 10
            for b in chart.bars
        ),
        default=0.0,
    )
    low = min((bar.value or 0.0 for bar in chart.bars), default=0.0)
    before = max((_before(pen, bar, dark) for bar in chart.bars), default=0.0)
    full = chart.full if chart.full > 0 else 1.0
    unit = max(box.right - left - behind - before, 20.0) / (full - min(low, 0.0))
    zero = left + before - min(low, 0.0) * unit
    for number, bar in enumerate(chart.bars):
        middle = box.y + (number + 0.5) * _ROW
        pen.middle(bar.label, name, (box.x, middle))
        width = min(abs(bar.value or 0.0), full if (bar.value or 0.0) > 0 else -low) * unit
        negative = (bar.value or 0.0) < 0
        frame = Box(zero - width if negative else zero, middle - _BAR / 2, width, _BAR)
        if bar.hatch:
            pen.hatch(frame)
            pen.rect(frame, edge=GREY, width=0.5)
        elif width:
            pen.rect(frame, fill=TONES[bar.tone])
        if negative:
            pen.middle(bar.value_label, dark, (frame.x - 4, middle), "right")
            pen.middle(bar.note, grey, (zero + 4, middle))
            continue
        x = zero + width + 4
        x += pen.middle(bar.value_label, grey if bar.value is None else dark, (x, middle)) + 5
        pen.middle(bar.note, grey, (x, middle))
    pen.rule((zero, box.y), (zero, box.y + len(chart.bars) * _ROW), width=0.5)


def _before(pen: Pen, bar: HorizontalBar, style: Type) -> float:
    """Return the room that the value of a negative bar takes before its end, in points."""
    negative = (bar.value or 0.0) < 0
    return width_of(bar.value_label, style, pen.fonts) + 6 if negative else 0.0


def share_bar_height(chart: ShareBar) -> float:
    """Return the height of the drawing in points."""
    return 24.0 if chart.parts else 0.0


def draw_share_bar(pen: Pen, chart: ShareBar, box: Box, scale: Scale) -> None:
    """Draw one bar cut into parts: names and shares over it, values inside at the right."""
    whole = sum(part.value for part in chart.parts) or 1.0
    bold = chart_type(scale, colour=TEXT, bold=True)
    x, free = box.x, box.x
    for part, tone in zip(chart.parts, _SHARE_ORDER, strict=False):
        width = box.width * part.value / whole
        frame = Box(x, box.y + 11.2, max(width - 0.9, 0.0), _SHARE_BAR)
        pen.rect(frame, fill=TONES[tone], edge=GREY_LINE if tone == "pale" else "")
        # A narrow part's words move right rather than print over its neighbour's.
        start = max(x, free)
        words = f"{part.name}　{part.share_label}"
        free = start + pen.middle(words, bold, (start, box.y + 5.0)) + 6
        inside = chart_type(scale, colour=on_tone(tone))
        if width_of(part.value_label, inside, pen.fonts) + 6 <= frame.width:
            place = (frame.right - 3.5, frame.y + _SHARE_BAR / 2)
            pen.middle(part.value_label, inside, place, "right")
        x += width


def _down(chart: BulletChart) -> int:
    return -(-len(chart.bullets) // chart.columns)


def _bullet_row(chart: BulletChart) -> float:
    return _CLOSE_ROW if _down(chart) > _MANY_ROWS else _ROW


def bullets_height(chart: BulletChart) -> float:
    """Return the height of the drawing in points."""
    return _down(chart) * _bullet_row(chart) + 4


def draw_bullets(pen: Pen, chart: BulletChart, box: Box, scale: Scale) -> None:
    """Draw values against their outlined measures, columns filled downwards."""
    down, pitch = _down(chart), _bullet_row(chart)
    step = (box.width + GUTTER) / chart.columns
    width = step - GUTTER
    bold = chart_type(scale, bold=True)
    names = [width_of(b.label, chart_type(scale), pen.fonts) for b in chart.bullets]
    values = [width_of(b.value_label, bold, pen.fonts) for b in chart.bullets]
    inner = (max(names, default=0.0) + 6, max(values, default=0.0) + 5)
    for number, bullet in enumerate(chart.bullets):
        column, row = divmod(number, down)
        middle = box.y + 4 + (row + 0.5) * pitch
        frame = Box(
            box.x + column * step + inner[0],
            middle - 3.2,
            max(width - inner[0] - inner[1], 12.0),
            6.4,
        )
        pen.middle(bullet.label, chart_type(scale, colour=TEXT), (box.x + column * step, middle))
        _draw_bullet(pen, bullet, frame)
        style = chart_type(scale, colour=BRICK if bullet.alert else TEXT, bold=bullet.alert)
        pen.middle(bullet.value_label, style, (box.x + column * step + width, middle), "right")


def _draw_bullet(pen: Pen, bullet: Bullet, frame: Box) -> None:
    pen.rect(frame, fill=WHITE, edge=GREY_LINE, width=0.4)
    if bullet.value is not None and bullet.full:
        share = min(max(bullet.value / bullet.full, 0.0), 1.0)
        pen.rect(Box(frame.x, frame.y, frame.width * share, frame.height), fill=INK)
    if bullet.target is not None and bullet.full:
        x = frame.x + frame.width * min(bullet.target / bullet.full, 1.0)
        # In grey the line would be lost on its bar: it stands in a gap.
        pen.rule((x, frame.y), (x, frame.bottom), width=_GAP_AROUND, colour=WHITE)
        pen.rule((x, frame.y - 2), (x, frame.bottom + 2), width=1.1, colour=BRICK)
