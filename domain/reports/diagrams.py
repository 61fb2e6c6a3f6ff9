"""Hold what a report's diagrams show: states, steps, calendars and grids of counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from domain.reports.charts import (
    Axis,
    BarChart,
    BulletChart,
    Fan,
    Funnel,
    Gantt,
    HorizontalBars,
    LineChart,
    QuadrantMatrix,
    ShareBar,
    SmallMultiples,
)
from domain.reports.divisions import CoreDiagram, DotPlot
from domain.reports.networks import FlowChart, PlaceMap


@dataclass(frozen=True, slots=True)
class Tile:
    """A thing standing in a state: its code; hatched when it is of the kind counted apart."""

    code: str
    hatch: bool = False


@dataclass(frozen=True, slots=True)
class TileColumn:
    """A state, how many stand in it as a word, its tiles; `aside` for stalled and ended ones."""

    name: str
    count: str
    tiles: tuple[Tile, ...]
    aside: bool = False


@dataclass(frozen=True, slots=True)
class TileColumns:
    """States in their order, each with a stack of tiles; those aside stand apart at the right."""

    columns: tuple[TileColumn, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step, how many units stand in it, and the words beside them, e.g. "3（2）"."""

    name: str
    count: int
    label: str


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps in their order as rows of small blocks with arrows between."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a grid of counts: its name and its cells (weight 0–1 for the tint, word)."""

    name: str
    cells: tuple[tuple[float, str] | None, ...]


@dataclass(frozen=True, slots=True)
class CountGrid:
    """Counts of pairs: rows against columns, darker where more; None leaves a place empty."""

    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class Appointment:
    """A day on a calendar lane: its place on the axis and its words."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane of a calendar: its name, its days, the shape of their marks."""

    name: str
    appointments: tuple[Appointment, ...]
    mark: Literal["square", "ring", "triangle"] = "square"


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days ahead in lanes; the ticks of `x` open the months."""

    lanes: tuple[Lane, ...]
    x: Axis


Chart: TypeAlias = (
    BarChart
    | LineChart
    | Fan
    | SmallMultiples
    | HorizontalBars
    | Funnel
    | ShareBar
    | QuadrantMatrix
    | Gantt
    | BulletChart
    | TileColumns
    | Steps
    | CountGrid
    | Calendar
    | DotPlot
    | CoreDiagram
    | FlowChart
    | PlaceMap
)
