"""Study how far the flow model can be trusted: ranges of its parameters, and what decides."""

from __future__ import annotations

from typing import Final

from domain.studies.flow_uncertainty import inputs, running, telling
from domain.studies.study import Study
from domain.studies.taking import by_name

STUDY: Final = Study(
    "flow_uncertainty",
    "1",
    inputs.choices,
    inputs.inputs,
    running.run,
    lambda taken, result, formatter: telling.tell(telling.Told(by_name(taken), result, formatter)),
    random=True,
)
"""Vary the parameters of the flow model within their ranges."""
