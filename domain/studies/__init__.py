"""Studies: the models of ``domain.models`` on the park's own records, one module each."""

from __future__ import annotations

import importlib
from typing import Final, cast

# Loaded before the function below is defined: the module would take its name otherwise.
from domain.studies.study import Study  # noqa: TC001

STUDIES: Final[tuple[str, ...]] = (
    "flow",
    "flow_uncertainty",
    "calibration",
    "backtest",
    "convergence",
    "cobweb",
    "pipeline",
    "location",
    "net_benefit",
    "negotiation",
    "land_exchange",
    "subsidy_race",
    "operators",
    "cost_recovery",
    "industry_fit",
    "spillover",
)
"""Names of the studies in the order in which they are offered; each is a module or package here."""


def study(name: str) -> Study:
    """Return a study by its name; its module is loaded when it is asked for.

    Raises:
        KeyError: there is no such study.
    """
    if name not in STUDIES:
        raise KeyError(name)
    return cast("Study", importlib.import_module(f"domain.studies.{name}").STUDY)
