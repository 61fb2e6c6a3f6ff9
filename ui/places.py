"""Say which places the navigation has and which pages each holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Specs


@dataclass(frozen=True, slots=True)
class PlaceSpec:
    """One entry of the navigation.

    Attributes:
        key: its name; its words are ``place.<key>``.
        icon: role of the icon.
        pages: names of special screens and entities, the first is shown first.
        wide: whether its pages take the room of the navigation's words.
    """

    key: str
    icon: str
    pages: tuple[str, ...]
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Views:
    """The ways to see the records of a page, each a tab.

    Attributes:
        said: where their words stand among the texts, before the view.
        ways: the views, in the order of their tabs; the first stands at the start.
        listing: the view that is the table of all records.
    """

    said: str
    ways: tuple[str, ...]
    listing: str


VIEWS: Final[Mapping[str, Views]] = {
    "return_project": Views(
        "returns.view", ("projects", "milestones", "quadrants", "counties", "map"), "projects"
    ),
    "sharing_rule_version": Views("rules.view", ("list", "course"), "list"),
    "land_entry": Views("land.view", ("ledger", "entries"), "entries"),
    "unit": Views("space.view", ("plan", "list"), "list"),
    "building": Views("space.buildings", ("list", "regimes"), "list"),
    "lease": Views("space.leases", ("all", "running", "ending", "rent"), "all"),
    "booking": Views("space.bookings", ("week", "list"), "list"),
    "operator_contract": Views("space.view", ("scorecard", "contracts"), "contracts"),
}
"""Page → its views; known before its screen is made, so that no tab comes as it is opened."""


GROUPS: Final[tuple[tuple[PlaceSpec, ...], ...]] = (
    (
        PlaceSpec("home", "home", ("home",)),
        PlaceSpec("entry", "entry", ("quarter_entry", "quarter")),
    ),
    (
        PlaceSpec("firms", "firms", ("firm", "patent", "incentive", "rival_offer")),
        PlaceSpec(
            "pipeline",
            "pipeline",
            ("pipeline", "stage_change", "gate_criterion", "gate_finding", "admission_check"),
            wide=True,
        ),
        PlaceSpec(
            "return", "return", ("return_project", "return_milestone", "return_quarter"), wide=True
        ),
    ),
    (
        PlaceSpec(
            "meetings",
            "meetings",
            (
                "meeting",
                "resolution",
                "action_board",
                "action_item",
                "agenda_item",
                "meeting_party",
                "vote",
                "countersignature",
            ),
        ),
        PlaceSpec(
            "agreements",
            "agreements",
            (
                "agreement",
                "sharing_rule",
                "sharing_rule_version",
                "settlement",
                "settlement_line",
                "attribution",
                "land_entry",
                "land_commitment",
            ),
        ),
        PlaceSpec(
            "space",
            "space",
            (
                "unit",
                "building",
                "lease",
                "booking",
                "operator_contract",
                "operator_indicator",
                "operator_score",
                "cost",
            ),
        ),
        PlaceSpec(
            "network",
            "network",
            (
                "network",
                "enclave",
                "party",
                "region",
                "diffusion_entry",
                "factor_flow",
                "talent_need",
                "event",
                "broker",
                "fund_deal",
                "region_figure",
            ),
        ),
    ),
    (
        PlaceSpec("models", "models", ("models", "scenario")),
        PlaceSpec(
            "reports", "reports", ("reports", "indicators", "report_issue", "target", "risk")
        ),
    ),
    (
        PlaceSpec("data", "data", ("data", "trail", "tables", "import_mapping")),
        PlaceSpec("settings", "settings", ("settings", "person", "setting", "saved_view")),
    ),
)
PLACES: Final = tuple(place for group in GROUPS for place in group)


def pages_of(place: PlaceSpec, specs: Specs) -> tuple[str, ...]:
    """Return the pages of a place: those named, then the other entities of its area."""
    named = {page for each in PLACES for page in each.pages}
    rest = (table for table, spec in specs.items() if spec.area == place.key and table not in named)
    return (*place.pages, *rest)


def all_pages(specs: Specs) -> tuple[str, ...]:
    """Return the names of all pages, in the order of the navigation."""
    return tuple(page for place in PLACES for page in pages_of(place, specs))


def place_of(page: str, specs: Specs) -> PlaceSpec:
    """Return the place that holds a page; a place's own name leads to itself.

    Raises:
        KeyError: no place holds it.
    """
    for place in PLACES:
        if page == place.key or page in pages_of(place, specs):
            return place
    raise KeyError(page)
