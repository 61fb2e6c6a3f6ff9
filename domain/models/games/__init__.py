"""Cooperative games: what each party brings, stable divisions, and how stable one is."""

from domain.models.games.diagnosing import diagnose
from domain.models.games.sampling import shapley_sampled
from domain.models.games.solving import solve

__all__ = ["diagnose", "shapley_sampled", "solve"]
