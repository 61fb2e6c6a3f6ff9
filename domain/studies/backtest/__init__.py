"""Study whether forecasts of a recorded series would have been any good."""

from __future__ import annotations

from typing import Final

from domain.studies.backtest import running, taking, telling
from domain.studies.study import Study, undrawn
from domain.studies.taking import by_name

STUDY: Final = Study(
    "backtest",
    "1",
    taking.choices,
    taking.inputs,
    undrawn(running.run),
    lambda inputs, result, formatter: telling.tell(
        telling.Told(by_name(inputs), result, formatter)
    ),
)
"""Forecast from every origin and compare with what came."""
