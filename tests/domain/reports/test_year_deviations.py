"""What is worse over a year is told with the quarter that weighs most and the reports missing."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from domain.assessment.years import year_deviations, year_figures
from domain.report_kinds import KINDS
from domain.reports.request import ReportRequest
from domain.reports.tree import NumberedDeviation
from domain.units import quarters_back
from tests.domain.reports.conftest import ISSUE, QUARTER
from tests.domain.reports.reading import every, plain, section, table
from tests.fakes import MemoryJournal

if TYPE_CHECKING:
    from domain.reports.tree import Document
    from domain.text import Texts

QUARTERS = quarters_back(QUARTER, 8)
THOUSAND = 100_000
# Thousands of yuan by quarter, 2023 then 2024; the second firm has not told the last one.
FIRST = (1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 400, 1_000)
SECOND = (500, 500, 500, 500, 500, 500, 500, None)


@pytest.fixture
def journal() -> MemoryJournal:
    """Give two firms with their revenue over two years."""
    made = MemoryJournal()
    for quarter in QUARTERS:
        made.add("quarter", quarter=str(quarter), state="closed")
    for number, told in (("A", FIRST), ("B", SECOND)):
        firm = made.add("firm", number=number, name_en=number, admission_date="2022-01-01")
        for quarter, revenue in zip(QUARTERS, told, strict=True):
            fen = None if revenue is None else revenue * THOUSAND
            made.add("firm_quarter", firm=firm, quarter=str(quarter), revenue_fen=fen)
    return made


def yearly(journal: MemoryJournal, texts: Texts) -> Document:
    return KINDS["annual"](journal, texts, ReportRequest(QUARTER, ("en",), ISSUE))


def test_a_year_is_held_against_the_same_quarters_of_the_year_before(
    journal: MemoryJournal,
) -> None:
    figure = year_figures(journal, ("revenue",), QUARTER, 4)["revenue"]
    assert figure.now.value == 4_900 * THOUSAND
    assert figure.year_ago.value == 6_000 * THOUSAND
    assert figure.moved().amount == Fraction(-1_100, 6_000)
    assert (figure.now.known, figure.now.expected) == (7, 8)


def test_years_known_for_other_quarters_are_not_compared(journal: MemoryJournal) -> None:
    rows = journal.tables["firm_quarter"].values()
    for row in rows:
        if row["quarter"] == "2023Q2":
            row["revenue_fen"] = None
    figure = year_figures(journal, ("revenue",), QUARTER, 4)["revenue"]
    assert figure.moved().amount is None
    assert not figure.fell
    assert year_deviations(journal, quarters_back(QUARTER, 4)) == ()


def test_the_fall_is_told_with_its_quarter_and_what_is_missing(
    journal: MemoryJournal, texts: Texts
) -> None:
    told = next(every(yearly(journal, texts), NumberedDeviation))
    # 1,100 of 6,000.
    assert "fell 18.3%" in told.lead
    said = plain(told.text)
    assert "4,900.0 k¥ in 2024, 6,000.0 k¥ in the same quarters of 2023." in said
    # 600 of the 1,100.
    assert "The fall lies mostly in 2024Q3: 600.0 k¥ less" in said
    assert "1 report of the year before (500.0 k¥) is missing" in said
    # The seven reports given twice: 5,500, then 4,900.
    assert "Like for like (7 reports)" in said
    assert "fell 10.9%" in said


def test_a_year_that_grew_like_for_like_says_so(journal: MemoryJournal, texts: Texts) -> None:
    for row in journal.tables["firm_quarter"].values():
        if row["quarter"] == "2024Q3" and row["revenue_fen"] == 400 * THOUSAND:
            row["revenue_fen"] = 1_100 * THOUSAND
    told = next(every(yearly(journal, texts), NumberedDeviation))
    # 5,600 for 6,000; like for like 5,600 for 5,500.
    assert "fell 6.7%" in told.lead
    assert "grew 1.8%" in plain(told.text)
    # All of it is the report missing in the fourth quarter.
    assert "mostly in 2024Q4: 500.0 k¥ less" in plain(told.text)


def test_a_year_without_a_meeting_or_a_settlement_says_so(
    journal: MemoryJournal, texts: Texts
) -> None:
    document = yearly(journal, texts)
    assert "No joint meeting was held in the year." in document.sections[0].finding
    assert "No resolution" in section(document, "Follow-up, outlook and data quality").finding
    assert table(document, "Key figures of the year")["Revenue a"][1:4] == (
        *("4,900.0", "6,000.0", "−18.3%"),
    )
