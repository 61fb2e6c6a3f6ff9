"""Hold the page's grid and the scale of type for each language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from storage.pdf.palette import GREY, INK, TEXT

Family: TypeAlias = Literal["serif", "sans"]

MM: Final = 72 / 25.4
PAGE_WIDTH: Final = 210 * MM
PAGE_HEIGHT: Final = 297 * MM
LEFT: Final = 28 * MM
TEXT_WIDTH: Final = 160 * MM
TOP: Final = 25 * MM
BOTTOM: Final = 264 * MM
GUTTER: Final = 4 * MM
COLUMN: Final = (TEXT_WIDTH - 11 * GUTTER) / 12


def span(columns: int) -> float:
    """Return the width in points of `columns` of the twelve columns with the gutters between."""
    return columns * COLUMN + (columns - 1) * GUTTER


@dataclass(frozen=True, slots=True)
class Type:
    """How words are set: family, size and leading in points, weight, colour, justified or ragged.

    `lang` decides whose quotation marks and dashes are used.
    """

    family: Family
    size: float
    leading: float
    bold: bool = False
    colour: str = TEXT
    justify: bool = False
    lang: str = "zh"

    @lru_cache(maxsize=1024)  # noqa: B019 - a setting is a value; the same few are asked for
    def with_(
        self,
        *,
        colour: str | None = None,
        bold: bool | None = None,
        size: float | None = None,
        justify: bool | None = None,
    ) -> Type:
        """Return the same setting with another colour, weight, size or justification."""
        return replace(
            self,
            colour=self.colour if colour is None else colour,
            bold=self.bold if bold is None else bold,
            size=self.size if size is None else size,
            justify=self.justify if justify is None else justify,
        )

    def led(self, leading: float) -> Type:
        """Return the same setting with another leading in points."""
        return replace(self, leading=leading)


@dataclass(frozen=True, slots=True)
class Scale:
    """The settings used in one language, from the cover's title to the foot.

    `row_extra` is added to the height of each row of a table, in points.
    """

    lang: str
    cover: Type
    cover_subtitle: Type
    section: Type
    finding: Type
    finding_large: Type
    heading: Type
    caption: Type
    unit: Type
    body: Type
    table: Type
    head: Type
    chart: Type
    note: Type
    foot: Type
    row_extra: float = 0.0


def scale(lang: str) -> Scale:
    """Return the scale of type of a language; Latin text is a little smaller and ragged."""
    han = lang == "zh"

    def serif(size: float, leading: float, *, bold: bool = False, justify: bool = False) -> Type:
        return Type("serif", size, leading, bold=bold, justify=justify, lang=lang)

    def sans(
        size: float,
        leading: float,
        *,
        bold: bool = False,
        colour: str = TEXT,
        justify: bool = False,
    ) -> Type:
        return Type("sans", size, leading, bold=bold, colour=colour, justify=justify, lang=lang)

    return Scale(
        lang=lang,
        cover=serif(40, 50, bold=True).with_(colour=INK),
        cover_subtitle=serif(16.6, 24, bold=True),
        section=serif(18, 24, bold=True).with_(colour=INK),
        finding=serif(11.5, 19 if han else 17, bold=True, justify=han),
        finding_large=serif(12.5 if han else 11.5, 20.6 if han else 17, bold=True, justify=han),
        heading=sans(10.5, 15, bold=True, colour=INK),
        caption=sans(8.5, 12, bold=True),
        unit=sans(7.8, 12, colour=GREY),
        body=serif(10, 17, justify=True) if han else serif(9.5, 14.5),
        table=sans(8.3 if han else 8.0, 11.5),
        head=sans(7.5, 10.5, colour=GREY),
        chart=sans(7.5, 10),
        note=sans(7.3, 10.6, colour=GREY, justify=han),
        foot=sans(7, 9.6, colour=GREY),
    )
