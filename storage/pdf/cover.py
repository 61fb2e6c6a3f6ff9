"""Draw a report's cover: title, the strip of the years, the parties' places, facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from storage.pdf.items import Spacing
from storage.pdf.palette import GREY_HAIR, INK, MID, RULE, RULE_STRONG, TEXT
from storage.pdf.pen import Box
from storage.pdf.seals import lay_seals
from storage.pdf.styles import LEFT, MM, TEXT_WIDTH
from storage.pdf.text import set_lines, width_of

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
# A title that needs more lines than this is set smaller.
_TITLE_LINES: Final = 2


def draw_cover(pen: Pen, cover: Cover, scale: Scale) -> None:
    """Draw the cover on the current page."""
    right = LEFT + TEXT_WIDTH
    small = scale.unit.with_(size=8.5)
    pen.middle(cover.park, small, (LEFT, _PARK))
    pen.middle(cover.park_other, small, (right, _PARK), "right")
    y = _draw_titles(pen, cover, scale, _TITLE)
    if cover.strip:
        y = _draw_strip(pen, cover.strip, scale, y + 36)
    facts = _FACTS_BOTTOM - -(-len(cover.facts) // 2) * _FACT
    rows = lay_seals(cover.places, scale, pen.fonts, Spacing(14, 14))
    y += 32
    for row in rows:
        # Places stay over the facts even under a long title.
        top = min(y, facts - 20 - row.height) if len(rows) == 1 else y
        row.draw(pen, LEFT, top)
        y = top + row.height + 14
    _draw_facts(pen, cover.facts, scale, max(facts, y + 4))


def _draw_titles(pen: Pen, cover: Cover, scale: Scale, y: float) -> float:
    style = scale.cover
    if scale.lang == "zh":
        # Tracked a little, as large Chinese titles are.
        line = set_lines(cover.title, style, TEXT_WIDTH, pen.fonts)
        x = LEFT
        for letter in line[0].letters:
            pen.words(letter.char, style, (x, y + 39))
            x += letter.advance + _TRACKING
        y += style.leading
    else:
        lines = set_lines(cover.title, style, TEXT_WIDTH, pen.fonts)
        if len(lines) > _TITLE_LINES:
            style = style.with_(size=32).led(40)
            lines = set_lines(cover.title, style, TEXT_WIDTH, pen.fonts)
        pen.lines(lines, style, Box(LEFT, y, TEXT_WIDTH, 0))
        y += len(lines) * style.leading
    y += 5
    pen.lines(
        set_lines(cover.subtitle, scale.cover_subtitle, TEXT_WIDTH, pen.fonts),
        scale.cover_subtitle,
        Box(LEFT, y, TEXT_WIDTH, 0),
    )
    y += scale.cover_subtitle.leading + 14
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


def _draw_strip(pen: Pen, strip: Strip, scale: Scale, y: float) -> float:
    grey = scale.head
    pen.middle(strip.caption, grey, (LEFT, y + 5))
    base = y + 10 + _STRIP
    known = [value for value in strip.values if value is not None]
    full = max(known, default=0.0) or 1.0
    step = (TEXT_WIDTH - 6.6) / max(len(strip.values) - 1, 1)
    for number, value in enumerate(strip.values):
        if not value or value < 0:
            continue
        last = number == len(strip.values) - 1
        width, height = (3.4 if last else 2.0), _STRIP * value / full
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
