"""Study whether parks outbid each other, and which tenants may leave for another offer."""

from __future__ import annotations

from typing import Final

from domain.studies.study import Study, undrawn
from domain.studies.subsidy_race import inputs as taken
from domain.studies.subsidy_race import running, telling

STUDY: Final = Study(
    "subsidy_race",
    "1",
    taken.choices,
    lambda records, quarter, _chosen: taken.inputs(records, quarter),
    undrawn(running.run),
    telling.tell,
)
"""Signs of a subsidy race, its equilibrium, and hopping for subsidies."""
