"""Study what a party gave and got in the exchange of land quota against park land."""

from __future__ import annotations

from typing import Final

from domain.studies.land_exchange import inputs as taken
from domain.studies.land_exchange import running, telling
from domain.studies.study import Study, undrawn

STUDY: Final = Study(
    "land_exchange", "1", taken.choices, taken.inputs, undrawn(running.run), telling.tell
)
"""Running balance, present values and break-even ratio of the exchange with the host."""
