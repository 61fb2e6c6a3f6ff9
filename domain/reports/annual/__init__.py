"""The annual edition of the quarterly report: the same sections told over a year."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from domain.indicators.remembered import Remembered
from domain.reports.annual import settlements, summary
from domain.reports.annual.figures import year_table
from domain.reports.annual.places import ended, flows_of_the_year, where_production_went
from domain.reports.period import ANNUAL, year_of
from domain.reports.quarterly import APPENDICES, BUILDERS, definitions, no_models
from domain.reports.quarterly.summary import KEYS
from domain.reports.quarterly.volume import Builder, Volume

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Records
    from domain.reports.page import Page
    from domain.reports.request import ReportRequest
    from domain.reports.tree import Document, Section
    from domain.text import Texts

KIND: Final = ANNUAL

FIGURES: Final[Mapping[str, tuple[str, ...]]] = {
    "firms": ("admissions", "graduations", "exits", "firms_in_incubation", "firms_on_watch"),
    "returns": ("returns_producing", "return_investment", "return_output", "return_tax"),
    "money": (
        *("tax_vat", "tax_cit", "tax_pit", "tax_other", "tax_total", "local_retained"),
        *("incentives_granted", "cost_recovery"),
    ),
    "innovation": (
        *("patents_filed", "patents_granted", "patents_in_force", "engineer_days"),
        *("diffusion_value", "events_held"),
    ),
    "space": ("occupancy", "let_area", "operator_score", "thresholds_missed"),
    "follow_up": ("actions_overdue", "completeness"),
}
"""Part → the indicators that open it, quarter by quarter."""


def _opened(page: Page, *, keys: tuple[str, ...], builder: Builder) -> Section | None:
    """Return a section of the quarterly report, opened by the year's quarters."""
    table = year_table(page, keys)
    section = builder(page)
    if section is None or table is None:
        return section
    return replace(section, blocks=(table, *section.blocks))


_OPENED: Final[Mapping[str, Builder]] = {
    part: partial(_opened, keys=keys, builder=BUILDERS[part]) for part, keys in FIGURES.items()
}

_ENDED: Final[Mapping[str, Builder]] = {
    "returns": ended(_OPENED["returns"], where_production_went),
    "innovation": ended(_OPENED["innovation"], flows_of_the_year),
}


_SHOWN: Final = (*KEYS, *summary.MORE, *(key for keys in FIGURES.values() for key in keys))
_DEFINED: Final = tuple(dict.fromkeys((*definitions.USED, *_SHOWN)))


def build(
    records: Records, texts: Texts, request: ReportRequest, models: Builder = no_models
) -> Document:
    """Return the report of the year of a quarter, as far as that year is recorded.

    Args:
        records: of the park.
        texts: words of the report.
        request: what is asked for.
        models: builds the part on model scenarios.

    Raises:
        DomainError: ``report_quarter_unknown`` when no quarter of the year is recorded.
    """
    own: dict[str, Builder] = {
        "summary": summary.build,
        "sharing": settlements.build,
        "models": models,
        "definitions": partial(definitions.build, keys=_DEFINED),
    }
    builders = {**BUILDERS, **_OPENED, **_ENDED, **own}
    remembered = Remembered(records)
    period = year_of(remembered, request.quarter)
    # A year's summary does not end with its page: the next section may begin below it.
    volume = Volume(KIND, builders, APPENDICES, period, opening=1)
    return volume.bind(remembered, texts, request)
