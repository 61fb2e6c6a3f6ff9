"""How well tenants fit the industry at home: the same trades, or related ones.

Location quotients; cosine of shares; relatedness as the smaller of two conditional probabilities
that regions which specialise in one trade specialise in the other (Hidalgo et al. 2007).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.models.errors import ModelError
from domain.models.given import NOT_NEGATIVE, Given

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from domain.models.operations import Output

_POOR: Final = 0.3


def industry_fit(given: Given) -> Output:
    """Score the tenants' mix against the home's industry; without regions there is no score."""
    import numpy as np

    mix = given.numbers("tenant_mix", NOT_NEGATIVE)
    home = given.numbers("home_industry", NOT_NEGATIVE, length=len(mix))
    reference = given.numbers("reference_industry", NOT_NEGATIVE, length=len(mix))
    regions = None
    if given.has("region_industry"):
        regions = given.matrix("region_industry", NOT_NEGATIVE, shape=(None, len(mix)))
    given.done()
    named = {"tenant_mix": mix, "home_industry": home, "reference_industry": reference}
    for name, values in named.items():
        if sum(values) <= 0:
            raise ModelError("out_of_range", given.place(name), value=0, range="Σ > 0")
    tenant, own, whole = (np.asarray(each) / sum(each) for each in named.values())
    quotient = _quotients(own, whole)
    cosine = float(tenant @ own / np.sqrt((tenant @ tenant) * (own @ own)))
    found: dict[str, object] = {
        "location_quotient": [None if np.isnan(each) else float(each) for each in quotient],
        "cosine": cosine,
        "relatedness": None,
        "density": None,
        "fit": None,
        "flagged": None,
    }
    if regions is not None:
        related = _relatedness(np.asarray(regions), whole)
        density = _density(related, tenant, quotient)
        fit = (cosine + density) / 2
        found |= {
            "relatedness": related.tolist(),
            "density": density,
            "fit": fit,
            "flagged": fit < _POOR,
        }
    return found


def _quotients(own: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the location quotients, NaN where the reference has nothing of a trade."""
    import numpy as np

    empty = whole <= 0
    quotient: NDArray[np.float64] = np.where(empty, np.nan, own / np.where(empty, 1.0, whole))
    return quotient


def _relatedness(regions: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return φ_kl = min(P(k|l), P(l|k)) over regions with a quotient above 1; the diagonal is 0."""
    import numpy as np

    sums = regions.sum(axis=1, keepdims=True)
    shares = np.divide(regions, sums, out=np.zeros_like(regions), where=sums > 0)
    special = np.array([_quotients(row, whole) > 1 for row in shares], float)
    both = special.T @ special
    alone = np.maximum(np.diag(both)[:, None], np.diag(both)[None, :])
    related: NDArray[np.float64] = np.divide(both, alone, out=np.zeros_like(both), where=alone > 0)
    np.fill_diagonal(related, 0.0)
    return related


def _density(
    related: NDArray[np.float64], tenant: NDArray[np.float64], quotient: NDArray[np.float64]
) -> float:
    """Return how much of what is related to the tenants' trades the home specialises in."""
    import numpy as np

    sums = related.sum(axis=0)
    near = np.nan_to_num(quotient) > 1
    omega = np.divide(near.astype(float) @ related, sums, out=np.zeros_like(sums), where=sums > 0)
    return float(tenant @ omega)
