"""How far a result can be trusted: designs, variance shares, fans, backtests, calibration."""

from domain.models.uncertainty.backtests import backtest_metrics, rolling_backtest
from domain.models.uncertainty.calibration import calibrate_flow
from domain.models.uncertainty.fans import fan, latin_hypercube
from domain.models.uncertainty.sensitivity import sobol, tornado

__all__ = [
    "backtest_metrics",
    "calibrate_flow",
    "fan",
    "latin_hypercube",
    "rolling_backtest",
    "sobol",
    "tornado",
]
