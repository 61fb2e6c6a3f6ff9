"""Study whether regions converge: recorded figures of one indicator over time."""

from __future__ import annotations

from typing import Final

from domain.studies.convergence import running, taking, telling
from domain.studies.study import Study, undrawn
from domain.studies.taking import by_name

STUDY: Final = Study(
    "convergence",
    "1",
    taking.choices,
    taking.inputs,
    undrawn(running.run),
    lambda inputs, result, formatter: telling.tell(
        telling.Told(by_name(inputs), result, formatter)
    ),
)
"""Measure dispersion, and growth against the start, of recorded figures."""
