"""The sample park's report of the fourth quarter of 2024, built once per language."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

import resources
from domain.report_kinds import KINDS
from domain.reports.request import Issue, ReportRequest
from domain.text import Texts
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.records import Records
    from domain.reports.tree import Document, Language

ISSUE = Issue("issued", 2, 1, date(2025, 1, 24), "ab" * 32, "the-workbook")
QUARTER = Quarter(2024, 4)


@pytest.fixture(scope="session")
def texts() -> Texts:
    return Texts(resources.load_texts())


@pytest.fixture(scope="session")
def report(sample_park: Records, texts: Texts) -> Callable[..., Document]:
    """Return what builds the sample's report, and keeps it."""
    made: dict[tuple[str, ...], Document] = {}

    def build(*languages: Language) -> Document:
        if languages not in made:
            request = ReportRequest(QUARTER, languages, ISSUE)
            made[languages] = KINDS["quarterly"](sample_park, texts, request)
        return made[languages]

    return build
