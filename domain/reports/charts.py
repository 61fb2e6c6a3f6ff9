"""Hold what a report's charts show: figures and ready words, nothing about how they are drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

Tone: TypeAlias = Literal["ink", "mid", "sand", "pale", "brick", "dark", "grey"]
"""A colour of the print palette. Series go from dark to light: ink, mid, sand, pale."""

Dash: TypeAlias = Literal["solid", "dashed", "dotted"]
"""Record solid, comparison dashed, third party dotted."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis, in the axis' unit, and its word. An empty label draws the line only."""

    at: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """The range of an axis in its unit, its ticks, and whether it is logarithmic (low > 0)."""

    low: float
    high: float
    ticks: tuple[Tick, ...] = ()
    log: bool = False

    def share(self, value: float) -> float:
        """Return where a value lies: 0 at the low end, 1 at the high end."""
        if self.log:
            span = math.log(self.high) - math.log(self.low)
            return (math.log(value) - math.log(self.low)) / span
        return (value - self.low) / ((self.high - self.low) or 1.0)


@dataclass(frozen=True, slots=True)
class BarSeries:
    """Bars of one kind, one value per category; None is unknown and leaves a gap.

    Attributes:
        values: in the unit of the figure; in a stacked chart negatives hang below the zero line.
        labels: a word above (below) each bar, empty where none; not drawn inside stacks.
        end_label: the value said beside the last bar, with the name.
        estimate: hatched with a dashed edge: a figure that is not in the totals.
        hatch: hatched with a solid edge: a kind counted apart.
    """

    name: str
    values: tuple[float | None, ...]
    tone: Tone = "ink"
    labels: tuple[str, ...] = ()
    end_label: str = ""
    estimate: bool = False
    hatch: bool = False


@dataclass(frozen=True, slots=True)
class CategoryGroup:
    """A word over `count` neighbouring categories, e.g. a year over its quarters."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class BarChart:
    """Vertical bars from zero, stacked or side by side.

    Attributes:
        categories: a word under each place; may be empty strings when the groups say enough.
        groups: years over or under the places; their counts add up to the number of categories.
        axis: values; None draws no scale (then label the bars).
        totals: a word over each stack, empty where none.
        total: name and value of the sum, said over the names of the series at the right.
        names: whether the series' names stand at the right.
        height: of the drawing in mm.
    """

    categories: tuple[str, ...]
    series: tuple[BarSeries, ...]
    axis: Axis | None = None
    groups: tuple[CategoryGroup, ...] = ()
    groups_below: bool = False
    stacked: bool = True
    totals: tuple[str, ...] = ()
    total: tuple[str, str] | None = None
    names: bool = True
    height: float = 50.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A marked point of a line: its index; filled for this quarter, hollow for a year ago."""

    index: int
    filled: bool = True


@dataclass(frozen=True, slots=True)
class LineSeries:
    """A line through points (x, y); y None is unknown and breaks the line.

    Attributes:
        end_label: the value said under or beside the name at the line's end.
        step: hold each value until the next point (stocks, ledgers).
        key: said over the chart beside a piece of the line, where its end has no room for a name.
    """

    name: str
    points: tuple[tuple[float, float | None], ...]
    end_label: str = ""
    dash: Dash = "solid"
    tone: Tone = "ink"
    step: bool = False
    dots: tuple[Dot, ...] = ()
    strong: bool = True
    key: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """An area between two lines (x, low, high), e.g. the 5–95 % band; list the widest first.

    Attributes:
        low_label, high_label: said at the right end of the edges, empty for none.
    """

    points: tuple[tuple[float, float, float], ...]
    low_label: str = ""
    high_label: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A tinted range of x over the whole height, with the words under its two edges."""

    start: float
    end: float
    start_label: str = ""
    end_label: str = ""


@dataclass(frozen=True, slots=True)
class Cutoff:
    """A vertical line at x with a word on each side of its head.

    Brick marks a limit or an agreed value; grey divides record and projection.
    """

    at: float
    left: str = ""
    right: str = ""
    dash: Dash = "dashed"
    tone: Tone = "brick"


@dataclass(frozen=True, slots=True)
class Callout:
    """A hollow dot at (x, y) with a bold word above it, or below."""

    x: float
    y: float
    text: str
    below: bool = False


@dataclass(frozen=True, slots=True)
class LineChart:
    """Lines over a common x: record, comparison, third; fan of bands; regions and cut-offs.

    An axis that does not start at zero must be said in the figure's unit note.
    """

    series: tuple[LineSeries, ...]
    x: Axis
    y: Axis
    bands: tuple[Band, ...] = ()
    regions: tuple[Region, ...] = ()
    cutoffs: tuple[Cutoff, ...] = ()
    callouts: tuple[Callout, ...] = ()
    height: float = 50.0


@dataclass(frozen=True, slots=True)
class Fan:
    """A projection with its uncertainty: record and median lines over widening bands."""

    lines: LineChart


@dataclass(frozen=True, slots=True)
class Panel:
    """One of several small charts: its title and its lines (drawn on the common axes)."""

    title: str
    series: tuple[LineSeries, ...]


@dataclass(frozen=True, slots=True)
class SmallMultiples:
    """Small line charts in one row with common axes; only the first says scale and keys."""

    panels: tuple[Panel, ...]
    x: Axis
    y: Axis
    height: float = 28.0


@dataclass(frozen=True, slots=True)
class HorizontalBar:
    """A named bar from zero; value None is unknown: no bar, `value_label` says so."""

    label: str
    value: float | None
    value_label: str
    note: str = ""
    tone: Tone = "ink"
    hatch: bool = False


@dataclass(frozen=True, slots=True)
class HorizontalBars:
    """Named bars under each other, all on the scale 0–`full`."""

    bars: tuple[HorizontalBar, ...]
    full: float


@dataclass(frozen=True, slots=True)
class FunnelStage:
    """A stage of the funnel.

    Attributes:
        reached: how many ever came so far; `reached_label` is the same as a word.
        passed: the share of the stage before, e.g. "96.9%".
        now: how many stand there now; `now_note` small words beside it.
        dwell: days spent by those who left: lower quartile, median, upper quartile.
        dwell_label: the median as a word.
        last: the stage that counts (drawn dark).
    """

    name: str
    reached: int
    reached_label: str
    passed: str = ""
    now: str = ""
    now_note: str = ""
    dwell: tuple[float, float, float] | None = None
    dwell_label: str = ""
    last: bool = False


@dataclass(frozen=True, slots=True)
class Funnel:
    """Stages as bars, those standing there now, and days spent as dots with quartile lines.

    Heads stand over the three parts. `dwell_axis` None leaves the third part out.
    """

    stages: tuple[FunnelStage, ...]
    reached_head: str
    now_head: str
    dwell_head: str = ""
    dwell_axis: Axis | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A party's part of the whole: its name, share and value as words; `value` sets the width."""

    name: str
    value: float
    share_label: str
    value_label: str


@dataclass(frozen=True, slots=True)
class ShareBar:
    """One stacked bar: who gets what of the whole (at most four parts, dark to light)."""

    parts: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class QuadrantCell:
    """A quadrant: its count, last quarter's and last year's, and the movements as words."""

    count: str
    before: str = ""
    moves: str = ""
    tinted: bool = False


@dataclass(frozen=True, slots=True)
class QuadrantMatrix:
    """Where firms innovate (rows) and produce (columns).

    Attributes:
        columns: words over the two columns.
        rows: per row a small lead word and the place, e.g. ("创新在", "杭州").
        cells: two rows of two.
        unknown: label, words and count of the firms with a place not recorded; None for none.
    """

    columns: tuple[str, str]
    rows: tuple[tuple[str, str], tuple[str, str]]
    cells: tuple[tuple[QuadrantCell, QuadrantCell], tuple[QuadrantCell, QuadrantCell]]
    unknown: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A bar of a Gantt line from start to end on the time axis; `thin` draws a fine line."""

    start: float
    end: float
    tone: Tone = "ink"
    thin: bool = False


@dataclass(frozen=True, slots=True)
class Milestone:
    """A mark on a Gantt line: hollow dot (step), white bar (target reached), cross (stopped)."""

    at: float
    shape: Literal["dot", "reached", "stopped"] = "dot"


@dataclass(frozen=True, slots=True)
class GanttRow:
    """A project: code, name, place, spans, milestones, what is said at the right."""

    code: str
    name: str
    place: str
    spans: tuple[Span, ...]
    milestones: tuple[Milestone, ...] = ()
    remark: str = ""
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Gantt:
    """Projects over time (x in years, e.g. 2024.25) with the cut-off day as a dashed line.

    ``pitch`` is the distance of its rows in mm.
    """

    rows: tuple[GanttRow, ...]
    x: Axis
    cutoff: float | None = None
    pitch: float = 4.09


@dataclass(frozen=True, slots=True)
class Bullet:
    """A value against its full measure or target; `alert` sets its label in brick."""

    label: str
    value: float | None
    full: float
    value_label: str
    target: float | None = None
    alert: bool = False


@dataclass(frozen=True, slots=True)
class BulletChart:
    """Values against their measures, in one or more columns (filled downwards)."""

    bullets: tuple[Bullet, ...]
    columns: int = 1
