"""Study how the contract shares the pie beside what fairness, bargaining and claims would give."""

from __future__ import annotations

from typing import Final

from domain.studies.negotiation import inputs as taken
from domain.studies.negotiation import running, telling
from domain.studies.study import Study, undrawn

STUDY: Final = Study(
    "negotiation", "2", taken.choices, taken.inputs, undrawn(running.run), telling.tell
)
"""Contract, Shapley, nucleolus, bargaining and claims side by side; the core; who objects."""
