"""Study what part of its operating cost the park earns, building by building."""

from __future__ import annotations

from typing import Final

from domain.studies.cost_recovery import inputs as taken
from domain.studies.cost_recovery import running, telling
from domain.studies.study import Study, undrawn

STUDY: Final = Study(
    "cost_recovery", "1", taken.choices, taken.inputs, undrawn(running.run), telling.tell
)
"""Cost recovery without and with subsidy, and the occupancy that would break even."""
