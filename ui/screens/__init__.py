"""Hold the screens by name; those named here replace the generic one of an entity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ui.screen import Screen, ScreenContext

# Imports stay inside, so that a screen costs nothing until it is opened.


def _home(context: ScreenContext) -> Screen:
    from ui.screens.home import HomeScreen

    return HomeScreen(context)


def _quarter_entry(context: ScreenContext) -> Screen:
    from ui.screens.quarter_entry import QuarterEntryScreen

    return QuarterEntryScreen(context)


def _quarter(context: ScreenContext) -> Screen:
    from ui.screens.quarter import QuarterScreen

    return QuarterScreen(context)


def _firms(context: ScreenContext) -> Screen:
    from ui.screens.firm_merging import FirmMergingScreen

    return FirmMergingScreen(context)


def _pipeline(context: ScreenContext) -> Screen:
    from ui.screens.pipeline import PipelineScreen

    return PipelineScreen(context)


def _indicators(context: ScreenContext) -> Screen:
    from ui.screens.indicators import IndicatorsScreen

    return IndicatorsScreen(context)


def _reports(context: ScreenContext) -> Screen:
    from ui.screens.reports import ReportsScreen

    return ReportsScreen(context)


def _meetings(context: ScreenContext) -> Screen:
    from ui.screens.meetings import MeetingsScreen

    return MeetingsScreen(context)


def _action_board(context: ScreenContext) -> Screen:
    from ui.screens.action_board import ActionBoardScreen

    return ActionBoardScreen(context)


def _data(context: ScreenContext) -> Screen:
    from ui.screens.data import DataScreen

    return DataScreen(context)


def _tables(context: ScreenContext) -> Screen:
    from ui.screens.tables import TablesScreen

    return TablesScreen(context)


def _trail(context: ScreenContext) -> Screen:
    from ui.screens.trail import TrailScreen

    return TrailScreen(context)


def _settings(context: ScreenContext) -> Screen:
    from ui.screens.settings import SettingsScreen

    return SettingsScreen(context)


def _returns(context: ScreenContext) -> Screen:
    from ui.screens.returns.screen import ReturnsScreen

    return ReturnsScreen(context)


def _buildings(context: ScreenContext) -> Screen:
    from ui.screens.space.buildings import BuildingsScreen

    return BuildingsScreen(context)


def _operators(context: ScreenContext) -> Screen:
    from ui.screens.space.operators import OperatorsScreen

    return OperatorsScreen(context)


def _units(context: ScreenContext) -> Screen:
    from ui.screens.space.units import UnitsScreen

    return UnitsScreen(context)


def _leases(context: ScreenContext) -> Screen:
    from ui.screens.space.leases import LeasesScreen

    return LeasesScreen(context)


def _bookings(context: ScreenContext) -> Screen:
    from ui.screens.space.bookings import BookingsScreen

    return BookingsScreen(context)


def _risks(context: ScreenContext) -> Screen:
    from ui.screens.risks import RisksScreen

    return RisksScreen(context)


def _incentives(context: ScreenContext) -> Screen:
    from ui.screens.incentives import IncentivesScreen

    return IncentivesScreen(context)


def _settlements(context: ScreenContext) -> Screen:
    from ui.screens.settlement import SettlementScreen

    return SettlementScreen(context)


def _rule_versions(context: ScreenContext) -> Screen:
    from ui.screens.rule_versions import RuleVersionsScreen

    return RuleVersionsScreen(context)


def _settlement_lines(context: ScreenContext) -> Screen:
    from ui.screens.settlement_lines import SettlementLinesScreen

    return SettlementLinesScreen(context)


def _land(context: ScreenContext) -> Screen:
    from ui.screens.land import LandScreen

    return LandScreen(context)


def _attribution(context: ScreenContext) -> Screen:
    from ui.screens.attribution import AttributionScreen

    return AttributionScreen(context)


def _resolutions(context: ScreenContext) -> Screen:
    from ui.screens.traced import TracedScreen

    return TracedScreen(context, "resolution")


def _network(context: ScreenContext) -> Screen:
    from ui.screens.network import NetworkScreen

    return NetworkScreen(context)


def _models(context: ScreenContext) -> Screen:
    from ui.screens.models import ModelsScreen

    return ModelsScreen(context)


def _scenarios(context: ScreenContext) -> Screen:
    from ui.screens.scenarios import ScenariosScreen

    return ScenariosScreen(context)


SCREENS: Final[Mapping[str, Callable[[ScreenContext], Screen]]] = {
    "home": _home,
    "quarter_entry": _quarter_entry,
    "quarter": _quarter,
    "firm": _firms,
    "pipeline": _pipeline,
    "return_project": _returns,
    "unit": _units,
    "building": _buildings,
    "operator_contract": _operators,
    "meeting": _meetings,
    "action_board": _action_board,
    "lease": _leases,
    "booking": _bookings,
    "reports": _reports,
    "indicators": _indicators,
    "risk": _risks,
    "incentive": _incentives,
    "resolution": _resolutions,
    "sharing_rule_version": _rule_versions,
    "settlement": _settlements,
    "settlement_line": _settlement_lines,
    "attribution": _attribution,
    "land_entry": _land,
    "network": _network,
    "models": _models,
    "scenario": _scenarios,
    "data": _data,
    "trail": _trail,
    "tables": _tables,
    "settings": _settings,
}
"""Name of a page → what makes its screen."""


def make_screen(context: ScreenContext, name: str) -> Screen:
    """Return the screen of a page: a special one, else the generic one of the entity.

    Raises:
        KeyError: neither a special screen nor an entity is called so.
    """
    special = SCREENS.get(name)
    if special is not None:
        return special(context)
    from ui.screens.entity import EntityScreen

    return EntityScreen(context, context.specs[name])
