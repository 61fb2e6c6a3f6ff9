"""Each indicator of a park, defined once: unit, direction, formula over records, source."""

from __future__ import annotations

from domain.indicators.definition import Figure, Indicator
from domain.indicators.families import INDICATORS
from domain.indicators.reading import Change, change, evaluate, readings, series, status

__all__ = [
    "INDICATORS",
    "Change",
    "Figure",
    "Indicator",
    "change",
    "evaluate",
    "readings",
    "series",
    "status",
]
