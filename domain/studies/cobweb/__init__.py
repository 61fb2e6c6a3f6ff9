"""The cobweb of a market for talent: posts sought and filled, the price offered, the budget."""

from __future__ import annotations

from typing import Final

from domain.studies.cobweb import market, model, telling
from domain.studies.study import Study

STUDY: Final = Study(
    "cobweb",
    "1",
    market.choices,
    market.inputs,
    lambda values, _seed, progress: model.run(values, progress),
    telling.tell,
)
"""Ask whether a market settles, and what the budget leaves unfilled."""
