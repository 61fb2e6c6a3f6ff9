"""The kinds of table that the park's offices keep, each in a module of its own."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from domain.imports.kinds import (
    building_regime,
    cost,
    diffusion_entry,
    factor_flow,
    firm,
    firm_quarter,
    incentive,
    land_entry,
    lease,
    operator_contract,
    operator_indicator,
    operator_score,
    patent,
    region_figure,
    region_years,
    return_milestone,
    return_project,
    return_quarter,
    stage_change,
    talent_need,
    unit,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from domain.imports.columns import SheetKind
    from domain.imports.intake import Intake
    from domain.imports.rows import TableRow

_KINDS: Final = (
    region_figure,
    firm,
    unit,
    building_regime,
    lease,
    incentive,
    patent,
    firm_quarter,
    stage_change,
    return_project,
    return_milestone,
    return_quarter,
    talent_need,
    factor_flow,
    diffusion_entry,
    cost,
    land_entry,
    operator_contract,
    operator_indicator,
    operator_score,
)
SHEET_KINDS: Final[tuple[SheetKind, ...]] = tuple(module.KIND for module in _KINDS)
TAKE: Final[Mapping[str, Callable[[Intake, TableRow], None]]] = MappingProxyType(
    {region_years.KEY: region_years.take} | {module.KIND.key: module.take for module in _KINDS}
)
"""Key of a kind → what turns a row into records, or refuses it."""
