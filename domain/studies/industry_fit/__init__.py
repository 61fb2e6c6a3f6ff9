"""Study how well tenants fit the industry at home."""

from __future__ import annotations

from typing import Final

from domain.studies.industry_fit import inputs as taken
from domain.studies.industry_fit import running, telling
from domain.studies.study import Study, undrawn

STUDY: Final = Study(
    "industry_fit", "1", taken.choices, taken.inputs, undrawn(running.run), telling.tell
)
"""Location quotients, likeness of the two mixes, and relatedness where regions are known."""
