"""A pool is shared within floors and caps exactly, whatever the terms."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import DomainError
from domain.models.agreement import Bounded, bounded_proportional, clock_year, term_at
from domain.models.sharing_terms import Degression
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Sequence

Terms = tuple[int, int, int | None]  # share, floor, cap


def _shared(pool: int, terms: Sequence[Terms]) -> Bounded:
    return bounded_proportional(
        Fraction(pool),
        [Fraction(share) for share, _, _ in terms],
        [Fraction(floor) for _, floor, _ in terms],
        [None if cap is None else Fraction(cap) for _, _, cap in terms],
    )


@st.composite
def _terms(draw: st.DrawFn) -> list[Terms]:
    parties = []
    for _ in range(draw(st.integers(1, 6))):
        floor = draw(st.integers(0, 500))
        cap = draw(st.none() | st.integers(floor, floor + 1000))
        parties.append((draw(st.integers(0, 50)), floor, cap))
    if not any(share for share, _, _ in parties):
        parties[0] = (1, *parties[0][1:])
    return parties


def test_without_bounds_the_pool_is_shared_in_proportion() -> None:
    result = _shared(1000, [(5000, 0, None), (3000, 0, None), (2000, 0, None)])
    assert list(result.amounts) == [500, 300, 200]
    assert result.bounds == ("free", "free", "free")
    assert result.level == Fraction(1, 10)


def test_what_a_cap_cuts_goes_to_those_who_are_free() -> None:
    # 600 of 1,000 would exceed the cap of 400; the other 600 are shared 3:1.
    result = _shared(1000, [(60, 0, 400), (30, 0, None), (10, 0, None)])
    assert list(result.amounts) == [400, 450, 150]
    assert result.bounds == ("cap", "free", "free")


def test_a_floor_is_paid_by_those_who_are_free() -> None:
    result = _shared(1000, [(50, 0, None), (40, 0, None), (10, 190, None)])
    assert list(result.amounts) == [450, 360, 190]
    assert result.bounds == ("free", "free", "floor")


def test_floors_above_the_pool_share_it_in_proportion_to_the_floors() -> None:
    result = _shared(90, [(50, 100, None), (50, 50, None)])
    assert list(result.amounts) == [60, 30]
    assert result.floors_reduced


def test_what_no_party_may_take_is_told() -> None:
    result = _shared(1000, [(50, 0, 300), (50, 0, 200)])
    assert list(result.amounts) == [300, 200]
    assert result.excess == 500
    assert result.level is None


def test_a_party_without_share_keeps_its_floor() -> None:
    assert list(_shared(100, [(0, 30, None), (1, 0, None)]).amounts) == [30, 70]


def test_terms_that_contradict_themselves_are_refused() -> None:
    with pytest.raises(DomainError, match="floor_above_cap"):
        _shared(100, [(1, 60, 50)])
    with pytest.raises(DomainError, match="weights_zero"):
        _shared(100, [(0, 0, None)])


@given(pool=st.integers(0, 5000), terms=_terms())
def test_the_parts_and_the_excess_are_the_pool(pool: int, terms: list[Terms]) -> None:
    result = _shared(pool, terms)
    assert sum(result.amounts) + result.excess == pool
    assert result.excess >= 0


@given(pool=st.integers(0, 5000), terms=_terms())
def test_floors_and_caps_hold_whenever_the_pool_allows(pool: int, terms: list[Terms]) -> None:
    result = _shared(pool, terms)
    floors = sum(floor for _, floor, _ in terms)
    for amount, (_, floor, cap) in zip(result.amounts, terms, strict=True):
        assert cap is None or amount <= cap
        assert floors > pool or amount >= floor


@given(pool=st.integers(0, 5000), terms=_terms())
def test_free_parties_get_the_same_per_unit_of_share(pool: int, terms: list[Terms]) -> None:
    result = _shared(pool, terms)
    for amount, bound, (share, _, _) in zip(result.amounts, result.bounds, terms, strict=True):
        if bound == "free":
            assert result.level is not None
            assert amount == result.level * share


@given(pool=st.integers(0, 5000), terms=_terms(), data=st.data())
def test_the_order_of_the_parties_does_not_matter(
    pool: int, terms: list[Terms], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(terms))))
    straight = _shared(pool, terms).amounts
    mixed = _shared(pool, [terms[at] for at in order]).amounts
    assert [straight[at] for at in order] == list(mixed)


def test_a_clock_counts_years_of_four_quarters_from_its_own() -> None:
    clock = Quarter(2019, 4)
    assert clock_year(clock, Quarter(2019, 4)) == 1
    assert clock_year(clock, Quarter(2020, 3)) == 1
    assert clock_year(clock, Quarter(2020, 4)) == 2
    assert clock_year(clock, Quarter(2024, 4)) == 6
    assert clock_year(clock, Quarter(2019, 3)) == 0


def test_the_term_of_a_year_is_found_by_its_bounds() -> None:
    steps = (Degression(1, 3, 9000), Degression(4, 5, 7500), Degression(6, None, 5000))
    assert [term_at(steps, year) for year in (0, 3, 4, 99)] == [None, steps[0], steps[1], steps[2]]
    assert term_at(steps[:2], 6) is None
