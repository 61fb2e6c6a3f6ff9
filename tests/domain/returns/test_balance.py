"""Plan and actual of return projects add up to the park's expected figures."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from domain.returns.balance import Against, balances, standings
from domain.units import Quarter
from tests.fakes import MemoryRecords

if TYPE_CHECKING:
    from domain.records import Records
    from domain.returns.balance import Standing

LAST = Quarter.parse("2024Q4")


@pytest.fixture(scope="module")
def known(sample_park: Records) -> tuple[Standing, ...]:
    return standings(sample_park, LAST)


def test_the_total_is_that_expected(known: tuple[Standing, ...], expected: dict[str, Any]) -> None:
    wanted, total = expected["return_projects"], balances(known)[-1]
    assert total.projects == wanted["projects"] == 18
    assert total.innovation == wanted["innovation_driven"]
    assert total.land.planned == wanted["land_hundredths_mu"] == 15_028
    assert total.investment.planned == wanted["planned_investment_fen"]
    assert total.investment.actual == wanted["investment_to_date_fen"]
    assert total.output_to_date == wanted["output_fen"]
    assert total.tax_to_date == wanted["tax_fen"]
    assert total.jobs.planned == wanted["planned_jobs"]


def test_the_counties_add_up_to_the_total(
    known: tuple[Standing, ...], sample_park: Records, expected: dict[str, Any]
) -> None:
    *counties, total = balances(known)
    names = {
        str((sample_park.get("region", each.county) or {})["name_zh"]): each.projects
        for each in counties
    }
    assert names == expected["return_projects"]["by_county"]
    for name in ("output_to_date", "tax_to_date", "producing_land"):
        assert sum(getattr(each, name) or 0 for each in counties) == getattr(total, name)
    for name in ("land", "investment", "jobs"):
        parts = [getattr(each, name).actual or 0 for each in counties]
        assert sum(parts) == (getattr(total, name).actual or 0)


def test_the_jobs_and_output_of_quarters_are_those_expected(
    known: tuple[Standing, ...], expected: dict[str, Any]
) -> None:
    by_quarter = expected["return_projects"]["per_quarter"]
    output = [sum(each.series["output_fen"][at] or 0 for each in known) for at in (-4, -3, -2, -1)]
    names = ("2024Q1", "2024Q2", "2024Q3", "2024Q4")
    assert output == [by_quarter[name]["output_fen"] for name in names]
    jobs = sum(each.series["jobs"][-1] or 0 for each in known)
    assert jobs == by_quarter["2024Q4"]["jobs"]


def _park() -> MemoryRecords:
    records = MemoryRecords()
    one = records.add(
        "return_project", number="HL-1", county="a", driver="innovation", land=1_000,
        planned_investment_fen=1_000, planned_output_fen=400, planned_jobs=10,
    )  # fmt: skip
    two = records.add("return_project", number="HL-2", county="a", driver="rent", land=500)
    records.add("return_project", number="HL-3", county="b", driver="innovation", land=100)
    days = ("2022-01-01", "2022-02-01", "2022-03-01", "2022-04-01", "2022-05-01", "2023-01-01")
    states = ("intent", "site_matched", "agreement", "land_granted", "construction",
              "in_production")  # fmt: skip
    for state, on in zip(states, days, strict=True):
        records.add("return_milestone", project=one, state=state, date=on)
    records.add("return_milestone", project=two, state="intent", date="2024-01-01")
    for quarter, invested, output in (
        ("2023Q4", 700, 90), ("2024Q1", 800, 100), ("2024Q2", None, None), ("2024Q3", None, 110),
        ("2025Q1", 999, 999),
    ):  # fmt: skip
        records.add(
            "return_quarter", project=one, quarter=quarter, investment_fen=invested,
            output_fen=output, tax_fen=None, jobs=None,
        )  # fmt: skip
    return records


def test_a_project_shows_what_it_reported_last_and_how_much_is_known() -> None:
    one, two, three = standings(_park(), LAST)
    assert (one.state, two.state, three.state) == ("in_production", "intent", "")
    assert one.land == Against(1_000, 1_000)
    assert two.land == Against(500, None)
    assert one.investment == Against(1_000, 800)
    assert one.investment.share == Fraction(8_000)
    # The last four quarters: 100, unknown, 110, none.
    assert (one.output, one.known_quarters) == (Against(400, 210), 2)
    assert (one.output_to_date, one.tax_to_date) == (300, None)
    assert one.jobs == Against(10, None)
    assert one.jobs.share is None


def test_a_project_driven_by_rent_is_no_innovation_return() -> None:
    county, total = balances(standings(_park(), LAST))
    assert (county.projects, county.innovation) == (2, 1)
    assert (total.projects, total.innovation, total.land.planned) == (2, 1, 1_500)
    # 210 fen over the 10.00 mu of the one that produces.
    assert total.output_per_mu == 21
    assert balances(())[-1].output_per_mu is None
