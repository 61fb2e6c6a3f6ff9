"""Governance diagnostics: do parks outbid each other, does industry fit, do operators perform."""

from domain.models.governance.fit import industry_fit
from domain.models.governance.hopping import hop_score, subsidy_hop
from domain.models.governance.operators import operator_index, topsis
from domain.models.governance.race import race_detector, subsidy_race
from domain.models.governance.recovery import cost_recovery, invention_share
from domain.models.governance.weighing import ahp, entropy_weights

__all__ = [
    "ahp",
    "cost_recovery",
    "entropy_weights",
    "hop_score",
    "industry_fit",
    "invention_share",
    "operator_index",
    "race_detector",
    "subsidy_hop",
    "subsidy_race",
    "topsis",
]
