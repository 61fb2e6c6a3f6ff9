"""Draw a report's cover: title, the strip of the years, the parties' places, facts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from storage.pdf.flow import Spacing, stack_height
from storage.pdf.palette import GREY_HAIR, INK, MID, RULE, RULE_STRONG, TEXT
from storage.pdf.pen import Box
from storage.pdf.seals import lay_seals
from storage.pdf.styles import LEFT, MM, TEXT_WIDTH
from storage.pdf.text import balanced_lines, set_lines, width_of

if TYPE_CHECKING:
    from domain.reports.tree import Cover, Fact, Strip
    from storage.pdf.pen import Pen
    from storage.pdf.styles import Scale

_PARK: Final = 32.1 * MM
_TITLE: Final = 56.0 * MM
_TRACKING: Final = 1.7
_STRIP: Final = 66.0
_FACT: Final = 16.0
_SECOND: Final = 243.6
_FACTS_BOTTOM: Final = 251.2 * MM
_SEALS_GAP: Final = 32.0


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a cover is set: top of the title, its size and leading, height of the strip's bars."""

    top: float
    size: float
    leading: float
    strip: float


# A long title in two or three lines and long names of parties need the later ones.
_FITS: Final = (
    _Fit(_TITLE, 40, 50, _STRIP),
    _Fit(_TITLE - 7 * MM, 34, 42, _STRIP),
    _Fit(_TITLE - 12 * MM, 30, 37, 40.0),
    _Fit(_TITLE - 14 * MM, 26, 32, 26.0),
    _Fit(_TITLE - 14 * MM, 26, 32, 0.0),
)


def draw_cover(pen: Pen, cover: Cover, scale: Scale) -> None:
    """Draw the cover on the current page."""
    small = scale.unit.with_(size=8.5)
    pen.middle(cover.park, small, (LEFT, _PARK))
    pen.middle(cover.park_other, small, (LEFT + TEXT_WIDTH, _PARK), "right")
    facts = _FACTS_BOTTOM - -(-len(cover.facts) // 2) * _FACT
    seals = lay_seals(cover.places, scale, pen.fonts, Spacing(14, 14))
    fit = _fitting(pen, cover, scale, facts - _SEALS_GAP - stack_height(seals))
    y = _draw_titles(pen, cover, scale, fit)
    if cover.strip and fit.strip:
        y = _draw_strip(pen, cover.strip, scale, (y + 36, fit.strip))
    y += _SEALS_GAP
    for row in seals:
        row.draw(pen, LEFT, y)
        y += row.height + 14
    _draw_facts(pen, cover.facts, scale, max(facts, y - 10))


def _fitting(pen: Pen, cover: Cover, scale: Scale, bottom: float) -> _Fit:
    """Return the largest setting whose titles and strip end over `bottom`."""
    for fit in _FITS:
        style = scale.cover.with_(size=fit.size).led(fit.leading)
        lines = len(set_lines(cover.title, style, TEXT_WIDTH, pen.fonts))
        if scale.lang == "zh" and lines > 1:
            continue
        titles = lines * fit.leading + 5 + scale.cover_subtitle.leading + 14
        strip = 36 + 20 + fit.strip if cover.strip and fit.strip else 0.0
        if fit.top + titles + strip <= bottom:
            return fit
    return _FITS[-1]


def _draw_titles(pen: Pen, cover: Cover, scale: Scale, fit: _Fit) -> float:
    style = scale.cover.with_(size=fit.size).led(fit.leading)
    lines = balanced_lines(cover.title, style, TEXT_WIDTH, pen.fonts)
    y = fit.top
    if scale.lang == "zh" and len(lines) == 1:
        # Tracked a little, as large Chinese titles are.
        tracked = [replace(lines[0], extra=_TRACKING)]
        pen.lines(tracked, style, Box(LEFT, y - 4, TEXT_WIDTH, 0))
    else:
        pen.lines(lines, style, Box(LEFT, y, TEXT_WIDTH, 0))
    y += len(lines) * style.leading + 5
    subtitle = scale.cover_subtitle
    rows = set_lines(cover.subtitle, subtitle, TEXT_WIDTH, pen.fonts)
    pen.lines(rows, subtitle, Box(LEFT, y, TEXT_WIDTH, 0))
    y += subtitle.leading + 14
    return _draw_other_titles(pen, cover.other_titles, scale, y)


def _draw_other_titles(pen: Pen, titles: tuple[str, ...], scale: Scale, y: float) -> float:
    style = scale.unit.with_(size=9)
    x = LEFT
    for number, title in enumerate(titles):
        width = width_of(title, style, pen.fonts)
        if number and x + width + 26 > LEFT + TEXT_WIDTH:
            x, y = LEFT, y + 14
        elif number:
            pen.circle((x + 13, y), 0.9, fill=style.colour)
            x += 26
        x += pen.middle(title, style, (x, y))
    return y


def _draw_strip(pen: Pen, strip: Strip, scale: Scale, place: tuple[float, float]) -> float:
    y, tallest = place
    grey = scale.head
    pen.middle(strip.caption, grey, (LEFT, y + 5))
    base = y + 10 + tallest
    known = [value for value in strip.values if value is not None]
    full = max(known, default=0.0) or 1.0
    step = (TEXT_WIDTH - 6.6) / max(len(strip.values) - 1, 1)
    for number, value in enumerate(strip.values):
        if not value or value < 0:
            continue
        last = number == len(strip.values) - 1
        width, height = (3.4 if last else 2.0), tallest * value / full
        left = LEFT + 3.2 + number * step - (0.0 if last else width / 2)
        bar = Box(left, base - height, width, height)
        pen.rect(bar, fill=INK if last else MID)
    pen.rule((LEFT, base), (LEFT + TEXT_WIDTH, base), width=0.7)
    pen.middle(strip.first, grey, (LEFT, base + 8.3))
    bold = grey.with_(colour=INK, bold=True)
    pen.middle(strip.last, bold, (LEFT + TEXT_WIDTH, base + 8.3), "right")
    return base + 10


def _draw_facts(pen: Pen, facts: tuple[Fact, ...], scale: Scale, y: float) -> None:
    label, value = scale.head, scale.table.with_(size=7.8)
    code = scale.table.with_(size=6.5)
    lefts = (LEFT, LEFT + _SECOND)
    widest = [
        max((width_of(fact.label, label, pen.fonts) for fact in facts[side::2]), default=0.0)
        for side in (0, 1)
    ]
    offsets = (max(widest[0] + 10, 50.0), max(widest[1] + 10, 39.5))
    rows = -(-len(facts) // 2)
    for number, fact in enumerate(facts):
        row, side = divmod(number, 2)
        middle = y + (row + 0.5) * _FACT
        pen.middle(fact.label, label, (lefts[side], middle))
        at = (lefts[side] + offsets[side], middle)
        pen.middle(fact.value, code if fact.code else value, at)
    for row in range(1, rows + 1):
        base = y + row * _FACT
        last = row == rows
        pen.rule(
            (LEFT, base),
            (LEFT + TEXT_WIDTH, base),
            width=RULE_STRONG if last else RULE,
            colour=TEXT if last else GREY_HAIR,
        )
