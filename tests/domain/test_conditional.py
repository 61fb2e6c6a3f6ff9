"""A record asks only for what fits what is typed in it already."""

from __future__ import annotations

from domain.conditional import choices_left, followed, is_asked


def test_the_units_follow_the_kind_of_factor() -> None:
    assert choices_left("factor_flow", "unit", {"kind": "technology"}) == ("items",)
    assert choices_left("factor_flow", "unit", {"kind": None}) is None
    assert choices_left("factor_flow", "kind", {"kind": "technology"}) is None
    assert choices_left("firm", "unit", {}) is None


def test_a_unit_that_no_longer_fits_is_changed_with_the_kind() -> None:
    assert followed("factor_flow", {"kind": "technology", "unit": "persons"}) == {"unit": "items"}
    assert followed("factor_flow", {"kind": "talent", "unit": "persons"}) == {}
    # One unit alone is chosen at once, of several none before the clerk has chosen.
    assert followed("factor_flow", {"kind": "capital"}) == {"unit": "wan_yuan"}
    assert followed("factor_flow", {"kind": "talent"}) == {}
    assert followed("firm", {}) == {}


def test_days_are_asked_of_engineers_and_an_amount_of_licences() -> None:
    engineers, licence = {"kind": "weekend_engineer"}, {"kind": "licence"}
    assert is_asked("diffusion_entry", "person_days", engineers)
    assert not is_asked("diffusion_entry", "amount_fen", engineers)
    assert not is_asked("diffusion_entry", "person_days", licence)
    assert is_asked("diffusion_entry", "amount_fen", licence)
    assert is_asked("diffusion_entry", "beneficiary", licence)


def test_what_is_known_or_not_yet_decided_stays_in_view() -> None:
    assert is_asked("diffusion_entry", "person_days", {"kind": "licence", "person_days": 4})
    assert is_asked("diffusion_entry", "person_days", {"kind": None})
