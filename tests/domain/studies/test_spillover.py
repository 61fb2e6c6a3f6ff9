"""The study of spillovers on the paper's own figures: 13 inventions of 44 patents."""

from __future__ import annotations

import pytest

from domain.studies import study
from domain.studies.study import NothingToStudy
from tests.domain.studies.trying import tried
from tests.fakes import MemoryRecords


def small_park(inventions: int = 13, total: int = 44) -> MemoryRecords:
    """Return a firm of trajectory I with patents in force, and some that do not count."""
    park = MemoryRecords()
    firm = park.add("firm", number="1", name_en="1", trajectory="I")
    for at in range(total):
        park.add(
            "patent",
            number=f"P{at}",
            kind="invention" if at < inventions else "design",
            filed="2020-01-01",
            granted="2024-02-01" if at < inventions else "2021-01-01",
            firm=firm,
            legal_status="in_force",
        )
    for number, status, granted in (
        ("L", "lapsed", "2021-01-01"),
        ("N", "in_force", None),
        ("F", "in_force", "2025-01-01"),
    ):
        park.add(
            "patent",
            number=number,
            kind="invention",
            filed="2020-01-01",
            granted=granted,
            legal_status=status,
        )
    return park


def test_the_typical_case_is_above_its_county() -> None:
    trial = tried("spillover", small_park(), "2024Q4")
    assert (trial.value("invention"), trial.value("total")) == (13, 44)
    assert trial.result["share"] == pytest.approx(13 / 44)
    assert trial.result["benchmark_share"] == pytest.approx(615 / 5693)
    # Wilson's bounds of 13/44, computed with tables: 18.2 % and 44.2 %
    assert trial.result["share_lower"] == pytest.approx(0.182, abs=5e-4)
    assert trial.result["share_upper"] == pytest.approx(0.442, abs=5e-4)
    told = trial.told("en")
    assert "more than Longyou County (10.8%), 2.7 times (1.7 to 4.1)" in told.verdict
    assert any("published figure" in each for each in told.warnings)
    assert trial.origin("benchmark_total") == "assumed"


def test_before_the_first_patent_there_is_no_share() -> None:
    trial = tried("spillover", small_park(), "2022Q4")
    assert trial.value("totals_before")[:4] == [0, 0, 0, 0]
    assert trial.result["before"][0] is None
    assert trial.result["before"][-1]["share"] == 0
    assert "less than" in trial.told("en").verdict


def test_few_patents_are_never_a_single_number() -> None:
    told = tried("spillover", small_park(1, 9), "2024Q4").told("en")
    assert "cannot be told" in told.verdict
    assert any("fewer than 30" in each for each in told.warnings)


def test_the_county_recorded_is_taken_with_its_latest_year() -> None:
    park = small_park()
    county = park.add("region", name_en="Longyou", kind="county")
    for indicator, year, value in (
        ("有效专利量", 2023, 100.0),
        ("有效发明专利量", 2023, 90.0),
        ("有效专利量", 2022, 100.0),
        ("有效发明专利量", 2022, 1.0),
        ("有效专利量", 2024, 100.0),  # without inventions of the same year
        ("有效发明专利量", 2024, None),
        ("专利授权量", 2023, 5.0),
    ):
        park.add("region_figure", region=county, indicator=indicator, year=year, value=value)
    trial = tried("spillover", park, "2024Q4")
    assert trial.value("benchmark_invention") == 90
    assert trial.value("benchmark_total") == 100
    assert trial.origin("benchmark_total") == "records"
    assert "less than Longyou (90.0%)" in trial.told("en").verdict


def test_a_county_without_inventions_is_no_benchmark() -> None:
    changed = {"benchmark_invention": 0}
    told = tried("spillover", small_park(), "2024Q4", changed=changed).told("en")
    assert "no invention to compare with" in told.verdict


def test_a_park_without_patents_is_told_to_enter_them() -> None:
    with pytest.raises(NothingToStudy) as caught:
        study("spillover").choices(small_park(0, 0), "2024Q4")
    assert caught.value.place == "patent"
    with pytest.raises(NothingToStudy):
        study("spillover").inputs(small_park(), "2024Q4", {"group": "II"})
