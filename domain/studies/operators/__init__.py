"""Study how operators rank by what they attained, with thresholds that bind."""

from __future__ import annotations

from typing import Final

from domain.studies.operators import inputs as taken
from domain.studies.operators import running, telling
from domain.studies.study import Study, undrawn

STUDY: Final = Study(
    "operators", "1", taken.choices, taken.inputs, undrawn(running.run), telling.tell
)
"""Operators ranked by criteria weighed by judgement and by the data."""
