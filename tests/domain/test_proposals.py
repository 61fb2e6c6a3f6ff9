"""A new record is proposed what earlier ones of its parents said, and no more."""

from __future__ import annotations

import pytest

from domain.entities import SPECS
from domain.proposals import REPEATED, proposals
from domain.records import Kind
from tests.domain.entities.park import Park

NEW_EACH_TIME = {Kind.DATE, Kind.QUARTER, Kind.LONG_TEXT, Kind.MOMENT}


def test_only_fields_that_there_are_and_that_repeat_are_proposed() -> None:
    for table, known in REPEATED.items():
        spec = SPECS[table]
        for name in (*known.parents, *known.fields):
            field = spec.field(name)
            assert field.kind not in NEW_EACH_TIME, (table, name)
            assert not field.unique, (table, name)
        assert not set(known.fields[:1]) & set(known.parents[:1])


@pytest.fixture
def park() -> Park:
    """Give a firm with two incentives of one payer and one of another."""
    made = Park()
    rows = (
        ("B1", made.origin, "2022-01-01", "rent_subsidy", "stay three years"),
        ("B2", made.origin, "2023-01-01", "rd_subsidy", None),
        ("B3", made.host, "2024-01-01", "talent", "employ ten"),
    )
    for number, payer, start, kind, condition in rows:
        made.add("incentive", number=number, firm=made.firm, payer=payer, start=start, kind=kind,
                 condition=condition)  # fmt: skip
    return made


def test_the_last_record_of_both_parents_counts_most(park: Park) -> None:
    spec = SPECS["incentive"]
    row = {"firm": park.firm, "payer": park.origin}
    # The last of both names no clause; the last of the payer is the same, that of the firm has one.
    assert proposals(park, spec, row) == {"kind": "rd_subsidy", "condition": "employ ten"}
    other = park.add("firm", number="QH002", name_zh="乙")
    row = {"firm": other, "payer": park.host}
    assert proposals(park, spec, row) == {"kind": "talent", "condition": "employ ten"}


def test_nothing_is_proposed_where_something_stands_or_no_parent_is_known(park: Park) -> None:
    spec = SPECS["incentive"]
    assert proposals(park, spec, {"firm": None, "payer": None}) == {}
    assert proposals(park, spec, {"payer": park.host, "kind": "tax", "condition": "x"}) == {}
    assert proposals(park, SPECS["party"], {"name_zh": "甲"}) == {}


def test_the_rent_of_the_last_lease_is_proposed(park: Park) -> None:
    for number, start, rent in (("Z1", "2020-01-01", 3_000), ("Z2", "2023-01-01", 3_900)):
        park.add("lease", number=number, firm=park.firm, unit=park.unit, start=start,
                 end="2025-12-31", rent_fen=rent)  # fmt: skip
    assert proposals(park, SPECS["lease"], {"unit": park.unit}) == {"rent_fen": 3_900}
    region = {"region": park.county}
    park.add("region_figure", region=park.county, indicator="gdp", year=2022, source="Bureau")
    expected = {"indicator": "gdp", "source": "Bureau"}
    assert proposals(park, SPECS["region_figure"], region) == expected


def test_wordings_come_with_the_text_that_they_word_and_with_no_other(park: Park) -> None:
    spec = SPECS["region_figure"]
    worded = {"indicator_fr": "PIB", "indicator_en": "GDP", "unit": "yuan"}
    park.add("region_figure", region=park.county, indicator="gdp", year=2022, **worded)
    assert proposals(park, spec, {"region": park.county}) == {"indicator": "gdp", **worded}
    known = {"region": park.county, "indicator": "gdp", "indicator_en": "G.D.P."}
    assert proposals(park, spec, known) == {"unit": "yuan", "indicator_fr": "PIB"}
    other = proposals(park, spec, {"region": park.county, "indicator": "patents"})
    assert set(other) == {"unit"}


def test_a_post_is_worded_as_another_region_words_it(park: Park) -> None:
    row = {"profile": "数据工程师", "profile_fr": "Ingénieur de données"}
    park.add("talent_need", region=park.county, quarter="2023Q1", price_fen=900_000, **row)
    found = proposals(park, SPECS["talent_need"], {"profile": "数据工程师"})
    assert found == {"price_fen": 900_000, "profile_fr": "Ingénieur de données"}
