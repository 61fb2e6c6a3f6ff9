"""Set how a section opens: number and title, stamp, finding, traffic light."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from typing_extensions import override

from storage.pdf.cells import draw_light
from storage.pdf.flow import Entry, Item, Spacing
from storage.pdf.items import Stack, TextItem, paragraph
from storage.pdf.palette import GREY_LINE, TEXT
from storage.pdf.pen import Box
from storage.pdf.styles import TEXT_WIDTH
from storage.pdf.text import set_lines, width_of

if TYPE_CHECKING:
    from domain.reports.tree import Section, TrafficLight
    from storage.pdf.fonts import FontBook
    from storage.pdf.pen import Pen
    from storage.pdf.styles import Scale, Type
    from storage.pdf.text import Line

_FINDING_WIDTH: Final = 363.0
_LIGHT_RULE: Final = 377.0
_LIGHT_LEFT: Final = 386.3
_FOLLOWS: Final = 24.0
_STAMP_PAD: Final = 12.0
# A stamp for which the title leaves no room stands under it.
_STAMP_LINE: Final = 20.0
AFTER_OPENING: Final = 9.6


@dataclass(frozen=True, slots=True)
class TitleItem(Item):
    """The title of a section with its stamp in a box."""

    rows: tuple[Line, ...]
    title: str
    stamp: str
    scale: Scale
    width: float
    spacing: Spacing
    below: bool = False

    @property
    @override
    def height(self) -> float:
        stamp = _STAMP_LINE if self.below else 0.0
        return len(self.rows) * self.scale.section.leading + stamp

    @property
    @override
    def keeps_next(self) -> bool:
        return True

    @override
    def entries(self, y: float) -> list[tuple[Entry, float]]:
        return [(Entry(self.title, 0), y)]

    @override
    def draw(self, pen: Pen, x: float, y: float) -> None:
        style = self.scale.section
        pen.lines(self.rows, style, Box(x, y, self.width, 0))
        if not self.stamp:
            return
        small = _stamp_type(self.scale)
        width = _stamp_width(self.stamp, self.scale, pen.fonts)
        left, lines = (
            (x, len(self.rows))
            if self.below
            else (
                x + self.rows[-1].width + _STAMP_PAD,
                len(self.rows) - 1,
            )
        )
        top = y + lines * style.leading + 1.5
        pen.rect(Box(left, top, width, 15.4), edge=TEXT, width=0.6)
        pen.middle(self.stamp, small, (left + width / 2, top + 7.7), "centre")


def _stamp_type(scale: Scale) -> Type:
    return scale.caption.with_(size=8.3)


def _stamp_width(stamp: str, scale: Scale, fonts: FontBook) -> float:
    return width_of(stamp, _stamp_type(scale), fonts) + _STAMP_PAD


@dataclass(frozen=True, slots=True)
class VerdictItem(Item):
    """The finding with the traffic light at its right, behind a fine rule."""

    finding: TextItem
    light: TrafficLight
    words: tuple[Line, ...]
    reasons: tuple[Line, ...]
    scale: Scale
    spacing: Spacing

    @property
    @override
    def height(self) -> float:
        return max(self.finding.height, self._light_height)

    @property
    def _light_height(self) -> float:
        words = len(self.words) * self.scale.caption.leading
        return 18.5 + words + len(self.reasons) * self.scale.note.led(9.8).leading + 3

    @property
    @override
    def keeps_next(self) -> bool:
        return True

    @override
    def draw(self, pen: Pen, x: float, y: float) -> None:
        self.finding.draw(pen, x, y)
        rule = x + _LIGHT_RULE
        pen.rule((rule, y), (rule, y + self.height), colour=GREY_LINE)
        draw_light(pen, self.light.state, (x + _LIGHT_LEFT + 1, y + 7.6), large=True)
        room = Box(x + _LIGHT_LEFT, y + 18.5, 0, 0)
        style = self.scale.caption.with_(size=8.3)
        pen.lines(self.words, style, room)
        below = room.y + len(self.words) * style.leading
        reason = _reason_type(self.scale)
        pen.lines(self.reasons, reason, Box(room.x, below, 0, 0))


def _reason_type(scale: Scale) -> Type:
    return scale.note.with_(size=7.0, justify=False).led(9.8)


def lay_opening(section: Section, width: float, scale: Scale, fonts: FontBook) -> list[Item]:
    """Lay out what opens a section, over the full width or in half of it."""
    before = _FOLLOWS if section.follows else 0.0
    words = f"{section.number}{section.title}"
    half = width < TEXT_WIDTH - 1
    title = scale.section.with_(size=15) if half else scale.section
    rows = tuple(set_lines(words, title, width, fonts))
    beside = rows[-1].width + _STAMP_PAD + _stamp_width(section.stamp, scale, fonts) <= width
    below = bool(section.stamp) and not beside
    spacing = Spacing(before, 3.5)
    items: list[Item] = [TitleItem(rows, words, section.stamp, scale, width, spacing, below)]
    if section.light and not half:
        items.append(_lay_verdict(section.finding, section.light, scale, fonts))
    elif section.finding:
        style = _half_finding(scale) if half else scale.finding
        rows = tuple(set_lines(section.finding, style, width, fonts))
        items.append(TextItem(rows, style, width, Spacing(0, AFTER_OPENING), keep=True))
    if section.light and half:
        items.append(_lay_light_line(section.light, width, scale, fonts))
    return items


def _half_finding(scale: Scale) -> Type:
    if scale.lang == "zh":
        return scale.finding.with_(size=10.0).led(15.5)
    return scale.finding.with_(size=9.4).led(13.2)


def _lay_verdict(finding: str, light: TrafficLight, scale: Scale, fonts: FontBook) -> VerdictItem:
    style = scale.finding_large
    room = TEXT_WIDTH - _LIGHT_LEFT
    words = set_lines(light.word, scale.caption.with_(size=8.3), room, fonts)
    reasons = set_lines(light.reasons, _reason_type(scale), room, fonts)
    body = paragraph(finding, style, _FINDING_WIDTH, fonts)
    return VerdictItem(body, light, tuple(words), tuple(reasons), scale, Spacing(0, AFTER_OPENING))


@dataclass(frozen=True, slots=True)
class LightLine(Item):
    """The traffic light with its word on one line, for half the width."""

    light: TrafficLight
    scale: Scale
    spacing: Spacing

    @property
    @override
    def height(self) -> float:
        return 15.0

    @property
    @override
    def keeps_next(self) -> bool:
        return True

    @override
    def draw(self, pen: Pen, x: float, y: float) -> None:
        draw_light(pen, self.light.state, (x + 1, y + 7.5))
        word = " · ".join(self.light.word.split("\n"))
        pen.middle(word, self.scale.caption, (x + 54, y + 7.5))


def _lay_light_line(light: TrafficLight, width: float, scale: Scale, fonts: FontBook) -> Item:
    reasons = paragraph(light.reasons, scale.note, width, fonts)
    spacing = Spacing(0, AFTER_OPENING)
    return Stack((LightLine(light, scale, Spacing(0, 2.5)), reasons), spacing, keep=True)
