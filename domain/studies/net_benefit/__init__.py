"""Study what each party gains by the enclave, and whether any is worse off than without it."""

from __future__ import annotations

from typing import Final

from domain.studies.net_benefit import inputs as taken
from domain.studies.net_benefit import running, telling
from domain.studies.study import Study, undrawn

STUDY: Final = Study(
    "net_benefit", "1", taken.choices, taken.inputs, undrawn(running.run), telling.tell
)
"""Dues, costs, incentives and home tax of each party, against having no enclave."""
