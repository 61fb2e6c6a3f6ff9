"""The incubation pipeline: how firms move on, how long it takes, how many come home."""

from domain.models.pipeline.chain import absorbing_chain, forecast
from domain.models.pipeline.counting import count_moves, estimate_moves
from domain.models.pipeline.simulation import forecast_simulated
from domain.models.pipeline.survival import cumulative_incidence, survival

__all__ = [
    "absorbing_chain",
    "count_moves",
    "cumulative_incidence",
    "estimate_moves",
    "forecast",
    "forecast_simulated",
    "survival",
]
