"""Draw named bars under each other: values, shares of a whole, values against their measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from ui.charts.drawn.pen import LINE
from ui.charts.drawn.scale import Plot, draw_places

if TYPE_CHECKING:
    from domain.reports.charts import (
        Bullet,
        BulletChart,
        Funnel,
        FunnelStage,
        HorizontalBars,
        ShareBar,
        Tone,
    )
    from ui.charts.drawn.pen import ChartPen

ROW: Final = 28.0
_THICK: Final = 12.0
_MOST_NAME: Final = 0.45
_GAP: Final = 10.0
_PARTS: Final[tuple[Tone, ...]] = ("ink", "sand", "mid", "pale")


def bars_height(chart: HorizontalBars) -> float:
    """Return the height of the drawing in pixels."""
    return ROW * len(chart.bars)


def draw_horizontal_bars(pen: ChartPen, chart: HorizontalBars, box: QRectF) -> None:
    """Draw the bars from a common zero line, which moves inwards where values are negative."""
    look = pen.look
    names = _names_room(pen, [each.label for each in chart.bars], box)
    values = [each.value for each in chart.bars if each.value is not None]
    low, high = min([0.0, *values]), max([chart.full if chart.full > 0 else 0.0, 0.0, *values])
    words = max((pen.width(each.value_label) for each in chart.bars), default=0.0) + 8
    notes = max((pen.width(each.note) for each in chart.bars), default=0.0)
    notes = notes + _GAP if notes > 1 else 0.0
    before = words if low < 0 else 0.0
    left = box.left() + names + before
    unit = max(box.right() - left - words - notes, 20) / ((high - low) or 1.0)
    zero = left - low * unit
    for number, each in enumerate(chart.bars):
        row = QRectF(box.left(), box.top() + number * ROW, box.width(), ROW)
        name = QRectF(row.left(), row.top(), names - _GAP, ROW)
        pen.words(each.label, name, colour=look.colour("text"))
        value = each.value or 0.0
        start, end = sorted((zero, zero + value * unit))
        bar = QRectF(start, row.center().y() - _THICK / 2, max(end - start, 1), _THICK)
        if each.value is not None:
            pen.bar(bar, pen.colour(each.tone), hatched=each.hatch)
        if value < 0:
            pen.label(each.value_label, bar.left() - 6, row.center().y(), "right",
                      colour=look.colour("text"))  # fmt: skip
        else:
            pen.label(each.value_label, bar.right() + 6, row.center().y(),
                      colour=look.colour("text"))  # fmt: skip
        note = QRectF(row.right() - notes, row.top(), notes, ROW)
        pen.words(each.note, note, "right")
        told = " ".join(part for part in (each.value_label, each.note) if part)
        pen.tell(row, f"{each.label}\n{told}")
    line = QRectF(round(zero), box.top(), 1, ROW * len(chart.bars))
    pen.painter.fillRect(line, look.colour("control_border"))


def share_height(_chart: ShareBar) -> float:
    """Return the height of the drawing in pixels."""
    return 72.0


def draw_share_bar(pen: ChartPen, chart: ShareBar, box: QRectF) -> None:
    """Draw who gets what of the whole: shares inside or over the parts, names below."""
    total = sum(each.value for each in chart.parts) or 1.0
    x = box.left()
    for number, each in enumerate(chart.parts):
        width = each.value / total * box.width()
        tone = _PARTS[number % len(_PARTS)]
        at = QRectF(x, box.top() + 20, max(width - 1, 1), 20)
        pen.bar(at, pen.colour(tone))
        room = max(width - 4, 0)
        pen.words(each.share_label, QRectF(x, box.top(), room, 20), strong=True,
                  colour=pen.look.colour("text"))  # fmt: skip
        words = f"{each.name} {each.value_label}".strip()
        pen.words(words, QRectF(x, box.top() + 44, room, LINE), colour=pen.look.colour("text"))
        pen.tell(
            QRectF(x, box.top(), width, 66), f"{each.name}\n{each.share_label}  {each.value_label}"
        )
        x += width


def bullets_height(chart: BulletChart) -> float:
    """Return the height of the drawing in pixels."""
    return ROW * _down(chart)


def _down(chart: BulletChart) -> int:
    return -(-len(chart.bullets) // max(chart.columns, 1))


def draw_bullets(pen: ChartPen, chart: BulletChart, box: QRectF) -> None:
    """Draw values against their full measure, with their targets as strong lines."""
    down = max(_down(chart), 1)
    width = box.width() / max(chart.columns, 1)
    values = max((pen.width(each.value_label) for each in chart.bullets), default=0.0)
    for number, each in enumerate(chart.bullets):
        column, row = divmod(number, down)
        left = box.left() + column * width
        at = QRectF(left, box.top() + row * ROW, width - (24 if chart.columns > 1 else 0), ROW)
        names = _names_room(pen, [one.label for one in chart.bullets], at)
        _draw_bullet(pen, each, at, names, values)


def _draw_bullet(pen: ChartPen, each: Bullet, at: QRectF, names: float, values: float) -> None:
    look = pen.look
    pen.words(
        each.label, QRectF(at.left(), at.top(), names - _GAP, ROW), colour=look.colour("text")
    )
    # One room for all values, so that the full measures end at one line.
    track = QRectF(at.left() + names, at.center().y() - 5, at.width() - names - values - 12, 10)
    pen.painter.fillRect(track, look.colour("sunken"))
    unit = track.width() / (each.full or 1.0)
    if each.value is not None:
        filled = QRectF(track)
        filled.setWidth(min(max(each.value, 0.0) * unit, track.width()))
        pen.bar(filled, pen.colour("ink"))
    if each.target is not None:
        x = round(track.left() + min(max(each.target, 0.0) * unit, track.width()))
        pen.painter.fillRect(QRectF(x - 1, track.top() - 4, 2, 18), look.colour("crit"))
    ink = look.colour("crit" if each.alert else "text")
    pen.label(each.value_label, at.right(), at.center().y(), "right", colour=ink)
    pen.tell(at, f"{each.label}\n{each.value_label}")


def funnel_height(chart: Funnel) -> float:
    """Return the height of the drawing in pixels."""
    return 24 + ROW * len(chart.stages) + (24 if chart.dwell_axis else 0)


def draw_funnel(pen: ChartPen, chart: Funnel, box: QRectF) -> None:
    """Draw stages as bars, how many stand there now, and days spent with their quartiles."""
    names = _names_room(pen, [each.name for each in chart.stages], box)
    dwell = 0.30 * box.width() if chart.dwell_axis else 0.0
    now = max(pen.width(chart.now_head), 56.0) + 24
    reached = QRectF(box.left() + names, box.top(), box.width() - names - now - dwell, 20)
    pen.words(chart.reached_head, reached)
    pen.words(chart.now_head, QRectF(reached.right() + 8, box.top(), now - 8, 20))
    full = max((each.reached for each in chart.stages), default=1) or 1
    # One room for all words, so that stages of the same number have bars of the same length.
    words = max((pen.width(_told_beside(each)) for each in chart.stages), default=0.0)
    unit = max(reached.width() - words - 8, 1) / full
    for number, stage in enumerate(chart.stages):
        row = QRectF(box.left(), box.top() + 24 + number * ROW, box.width(), ROW)
        name = QRectF(row.left(), row.top(), names - _GAP, ROW)
        pen.words(stage.name, name, colour=pen.look.colour("text"))
        _draw_stage(pen, stage, row, (reached, stage.reached * unit, now))
        pen.tell(row, f"{stage.name}\n{_told_beside(stage)}")
    if chart.dwell_axis is not None:
        left = reached.right() + now
        pen.words(chart.dwell_head, QRectF(left, box.top(), dwell, 20))
        inside = QRectF(left, box.top() + 24, dwell - 40, ROW * len(chart.stages))
        _draw_dwell(pen, chart, Plot(inside, chart.dwell_axis, chart.dwell_axis))


def _told_beside(stage: FunnelStage) -> str:
    """Return what stands beside the bar of a stage."""
    return " · ".join(part for part in (stage.reached_label, stage.passed) if part)


def _draw_stage(
    pen: ChartPen, stage: FunnelStage, row: QRectF, part: tuple[QRectF, float, float]
) -> None:
    reached, length, now = part
    words = _told_beside(stage)
    y = row.center().y()
    bar = QRectF(reached.left(), y - _THICK / 2, max(length, 1), _THICK)
    pen.bar(bar, pen.colour("dark" if stage.last else "ink"))
    text = pen.look.colour("text")
    pen.label(words, bar.right() + 6, y, colour=text)
    standing = QRectF(reached.right() + 8, row.top(), now - 8, ROW)
    pen.words(f"{stage.now} {stage.now_note}".strip(), standing, colour=text)


def _draw_dwell(pen: ChartPen, chart: Funnel, plot: Plot) -> None:
    for number, stage in enumerate(chart.stages):
        if stage.dwell is None:
            continue
        low, middle, high = (plot.across(each) for each in stage.dwell)
        y = plot.box.top() + (number + 0.5) * ROW
        ink = QColor(pen.colour("ink"))
        pen.line([QPointF(low, y), QPointF(high, y)], ink, 2.0)
        pen.dot(QPointF(middle, y), ink)
        pen.label(stage.dwell_label, high + 6, y)
    draw_places(pen, plot)


def _names_room(pen: ChartPen, names: list[str], box: QRectF) -> float:
    widest = max((pen.width(name) for name in names), default=0.0)
    return min(widest + _GAP, box.width() * _MOST_NAME)
