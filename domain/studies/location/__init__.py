"""Study where firms innovate and produce: quadrants, the best pair of cities, when to move."""

from __future__ import annotations

from typing import Final

from domain.studies.location import inputs as taken
from domain.studies.location import running, telling
from domain.studies.study import Study

STUDY: Final = Study(
    "location",
    "1",
    taken.choices,
    taken.inputs,
    lambda values, _seed, progress: running.run(values, progress),
    telling.tell,
)
"""Where to innovate and where to produce, for one firm and for all."""
