"""Study what the records tell of the flow model's parameters."""

from __future__ import annotations

from typing import Final

from domain.studies.calibration import running, taking, telling
from domain.studies.study import Study
from domain.studies.taking import by_name

STUDY: Final = Study(
    "calibration",
    "1",
    taking.choices,
    taking.inputs,
    running.run,
    lambda inputs, result, formatter: telling.tell(
        telling.Told(by_name(inputs), result, formatter)
    ),
    random=True,
)
"""Fit the flow model to recorded stocks; refuse what the records cannot tell."""
