"""Hold a report as a tree: document, sections, blocks, words ready in the report's language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from domain.reports.sources import NOT_PRINTED

if TYPE_CHECKING:
    from domain.reports.diagrams import Chart
    from domain.reports.sources import Sources

RunStyle: TypeAlias = Literal[
    "plain", "bold", "mark", "raised", "lowered", "small", "muted", "whole"
]
"""How a piece of text is set: mark is the brick sign of a deviation (①, a), raised a superscript,
lowered a subscript, small a size smaller (units after a figure), muted grey; what is whole stays
on one line."""

Language: TypeAlias = Literal["zh", "fr", "en"]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style."""

    text: str
    style: RunStyle = "plain"


Text: TypeAlias = str | tuple[Run, ...]
"""Plain words, or pieces in several styles. A line break is written as a newline."""


# ------------------------------------------------------------------------------- in table cells


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A small line of a series; None is a gap.

    Attributes:
        values: oldest first.
        last: index of this quarter's point (filled); None when it is unknown.
        year_ago: index of last year's point (hollow); None when there is none.
    """

    values: tuple[float | None, ...]
    last: int | None
    year_ago: int | None = None


@dataclass(frozen=True, slots=True)
class MicroBar:
    """A small bar of value over full; outlined shows the full measure too."""

    value: float
    full: float
    outlined: bool = False
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Dots:
    """A grade as filled and empty dots with its word, e.g. ●●○ 中."""

    filled: int
    of: int
    word: str


LightState: TypeAlias = Literal["green", "amber", "red", "none"]


@dataclass(frozen=True, slots=True)
class Light:
    """The three shapes ● ▲ ■ with one filled, as a cell; the word stands in the next cell."""

    state: LightState


Cell: TypeAlias = Text | Sparkline | MicroBar | Dots | Light | None
"""None is an empty place (nothing to say), not an unknown: unknown is the word "—"."""


# ------------------------------------------------------------------------------------- tables


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        head: its head with the unit; newlines allowed.
        align: numbers right.
        weight: share of the width that is left over; 0 keeps the column as narrow as its cells.
        kind: text, label (bold first column), key (the large figure), muted (units, small grey).
        wrap: whether long cells may break into lines; None: left-aligned columns may.
        narrow: whether the column stays in half-width tables of a report in two languages.
        copied: its head in copies of the table where paper needs none.
    """

    head: str
    align: Literal["left", "right", "centre"] = "left"
    weight: float = 1.0
    kind: Literal["text", "label", "key", "muted"] = "text"
    wrap: bool | None = None
    narrow: bool = True
    copied: str = field(default="", metadata=NOT_PRINTED)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: as many cells as columns; a group has one, set over the whole width on tint.

    Styles: normal; subtotal and total bold (total under a stronger line);
    group a tinted head; minor small grey (ranges under a figure). ``sources`` names per cell the
    records that it tells of; it is not printed.
    """

    cells: tuple[Cell, ...]
    style: Literal["normal", "subtotal", "total", "group", "minor"] = "normal"
    sources: Sources = field(default=(), metadata=NOT_PRINTED)


@dataclass(frozen=True, slots=True)
class HeadGroup:
    """Words over the heads of columns first…last (counted from 0, last included)."""

    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table with caption, heads that are repeated on each page, rows and a note.

    Without number and title there is no caption; with empty heads there is no head.

    Attributes:
        number: e.g. "表3", "Tableau 3", "Table 3".
        unit: said at the right of the caption.
        density: height of the rows, from key (22 pt) over airy (18.5), normal (16.4),
            compact (14.6) to tight (12.7).
    """

    number: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: str = ""
    note: Text = ""
    groups: tuple[HeadGroup, ...] = ()
    density: Literal["key", "airy", "normal", "compact", "tight"] = "normal"


# ------------------------------------------------------------------------------------- blocks


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; never the last thing on a page."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Body text. `indent` starts with two characters (minutes, Chinese).

    What is `ragged` is not justified: equations.
    """

    text: Text
    indent: bool = False
    ragged: bool = False


@dataclass(frozen=True, slots=True)
class NumberedDeviation:
    """A deviation explained: its mark, the bold lead sentence, the rest."""

    mark: str
    lead: str
    text: Text


@dataclass(frozen=True, slots=True)
class DecisionBox:
    """What is asked for: a tinted box of at most three numbered items."""

    title: str
    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with caption and note, kept on one page."""

    number: str
    title: str
    chart: Chart
    unit: str = ""
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """Items of a list."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A note in small grey."""

    text: Text


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Terms and what they mean, in two columns with fine lines."""

    items: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class SealPlace:
    """A party's place on paper.

    Attributes:
        name, role: the party and what it is in the agreement.
        seal: word in the ring of the seal, empty for no ring.
        lines: per line to fill in, its label and words at its right end (年　月　日).
    """

    name: str
    role: str = ""
    seal: str = ""
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Places for signatures side by side, three or four in a row."""

    places: tuple[SealPlace, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value in a table of facts; `code` sets hashes smaller."""

    label: str
    value: str
    code: bool = False


@dataclass(frozen=True, slots=True)
class Masthead:
    """The head of minutes and sheets: centred title, number, facts in two columns."""

    title: str
    subtitle: str = ""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks side by side; the split counts the page's twelve columns, e.g. 6+6 two halves."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]
    split: Literal["6+6", "8+4", "7+5", "5+7", "4+8"] = "6+6"


@dataclass(frozen=True, slots=True)
class TextPanel:
    """Blocks under a caption like a figure's: its sign (说明), title, words at the right."""

    number: str
    title: str
    blocks: tuple[Block, ...]
    unit: str = ""


Block: TypeAlias = (
    "Heading | Paragraph | NumberedDeviation | DecisionBox | Table | Figure | Bullets | Note"
    " | DefinitionList | SignatureBlock | PageBreak | Masthead | Columns | TextPanel"
)


# ----------------------------------------------------------------------------- section, cover


@dataclass(frozen=True, slots=True)
class TrafficLight:
    """The verdict of a section: state, its word (lines allowed), the reasons."""

    state: LightState
    word: str
    reasons: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report, on a new page unless `follows`.

    Attributes:
        number: with its separator: "一、", "1. ", "附录　"; empty for none.
        finding: what was found, in one sentence; empty for none.
        stamp: boxed words after the title ("推演，非实绩"); with it the page has a hatched band.
        follows: set it after the section before when there is room for its head and first block.
        twin: the same section in the second language, block for block.
    """

    number: str
    title: str
    blocks: tuple[Block, ...]
    finding: str = ""
    light: TrafficLight | None = None
    stamp: str = ""
    follows: bool = False
    twin: Section | None = None


@dataclass(frozen=True, slots=True)
class Strip:
    """The row of fine bars on a cover: caption, values (None unknown), words at both ends."""

    caption: str
    values: tuple[float | None, ...]
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover: park in two languages, title, quarter, the parties' places, facts."""

    park: str
    park_other: str
    title: str
    subtitle: str
    other_titles: tuple[str, ...] = ()
    strip: Strip | None = None
    places: tuple[SealPlace, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A report, ready to print.

    Attributes:
        kind: which report, e.g. "quarterly", "minutes".
        lang: language of the words; `second_lang` that of the twins in a report in two.
        title: for the file's properties; `head_left`, `head_right` stand at the top of each page.
        page_words: words of the page number with the places {page} and {pages}.
        imprint: lines at the foot beside the code: revision and issue, name of the digest.
        digest: SHA-256 of the report's data in hexadecimal; printed in groups of eight.
        head_hash: head of the workbook's audit chain in hexadecimal.
        qr: what the square code at the foot says; empty for none.
        watermark: the word across each page of a draft; empty when the quarter is closed.
    """

    kind: str
    lang: Language
    title: str
    park: str
    quarter: str
    revision: str
    issued: str
    head_left: str
    head_right: str
    page_words: str
    sections: tuple[Section, ...]
    imprint: tuple[str, ...] = ()
    digest: str = ""
    head_hash: str = ""
    qr: str = ""
    watermark: str = ""
    cover: Cover | None = None
    second_lang: Language | None = None
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = field(default=())

    @property
    def draft(self) -> bool:
        """Tell whether the quarter was still open when this was made."""
        return bool(self.watermark)
