"""Inter-regional flow of innovation factors: stocks, returns, dispersion, policies compared."""

from domain.models.flow.comparing import compare_policies
from domain.models.flow.convergence import convergence_test
from domain.models.flow.dispersion import dispersion
from domain.models.flow.running import run
from domain.models.flow.stability import local_stability, stability, steady_state

__all__ = [
    "compare_policies",
    "convergence_test",
    "dispersion",
    "local_stability",
    "run",
    "stability",
    "steady_state",
]
