"""The kinds of table that the park's offices keep, each in a module of its own."""

from __future__ import annotations

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
    return_milestone,
    return_project,
    return_quarter,
    stage_change,
    talent_need,
    unit,
)

if TYPE_CHECKING:
    from domain.imports.columns import SheetKind

SHEET_KINDS: Final[tuple[SheetKind, ...]] = tuple(
    module.KIND
    for module in (
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
)
