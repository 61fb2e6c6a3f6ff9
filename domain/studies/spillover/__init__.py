"""Study how inventive the tenants are beside the home county."""

from __future__ import annotations

from typing import Final

from domain.studies.spillover import inputs as taken
from domain.studies.spillover import running, telling
from domain.studies.study import Study, undrawn

STUDY: Final = Study(
    "spillover", "1", taken.choices, taken.inputs, undrawn(running.run), telling.tell
)
"""Share of inventions with its interval, and the lift over the county's."""
