"""The quarterly governance report: what a steering committee prints, signs and files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.indicators.remembered import Remembered
from domain.reports.period import Period
from domain.reports.quarterly import (
    definitions,
    firms,
    follow_up,
    innovation,
    money,
    register,
    returns,
    sharing,
    space,
    summary,
)
from domain.reports.quarterly.volume import Builder, Volume

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Records
    from domain.reports.page import Page
    from domain.reports.request import ReportRequest
    from domain.reports.tree import Document
    from domain.text import Texts

KIND: Final = "quarterly"


def no_models(_page: Page) -> None:
    """Stand for the part on models where nobody knows them."""


BUILDERS: Final[Mapping[str, Builder]] = {
    "summary": summary.build,
    "firms": firms.build,
    "returns": returns.build,
    "money": money.build,
    "sharing": sharing.build,
    "innovation": innovation.build,
    "space": space.build,
    "models": no_models,
    "follow_up": follow_up.build,
    "definitions": definitions.build,
    "register": register.build,
}
"""Part → what builds it, in the order of the report; None when there is nothing to tell."""

APPENDICES: Final = ("definitions", "register")
PARTS: Final = tuple(BUILDERS)


def build(
    records: Records, texts: Texts, request: ReportRequest, models: Builder = no_models
) -> Document:
    """Return the quarterly report of the records.

    Everything in it comes from the records; a section without records is left out.

    Args:
        records: of the park.
        texts: words of the report.
        request: what is asked for.
        models: builds the part on model scenarios.
    """
    builders = {**BUILDERS, "models": models}
    volume = Volume(KIND, builders, APPENDICES, Period(request.quarter))
    return volume.bind(Remembered(records), texts, request)
