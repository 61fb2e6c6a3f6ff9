"""Compute how well tenants fit the industry at home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.models.operations import answer
from domain.studies.taking import check_known

if TYPE_CHECKING:
    from domain.studies.study import Values

_NAMES: Final = ("tenant_mix", "home_industry", "reference_industry", "region_industry")


def run(values: Values) -> dict[str, object]:
    """Return quotients, likeness, and density and fit where regions are known."""
    check_known(values, "region_industry")
    return answer("governance.industry_fit", {name: values[name] for name in _NAMES})
