"""What is refused of agreements, sharing rules, settlements and the land ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.entities.sharing_rule_version import phase_breaches

if TYPE_CHECKING:
    from domain.records import Value
    from tests.domain.entities.park import Park

Refused = list[tuple[str, str]]


def version(park: Park, **values: Value) -> str:
    """Record version 1 of the park's rule, adopted unless told otherwise."""
    usual: dict[str, Value] = {
        "rule": park.rule,
        "version": 1,
        "valid_from": "2019-07-01",
        "valid_to": "2022-12-31",
        "resolution": park.resolution,
    }
    return park.add("sharing_rule_version", **{**usual, **values})


def phase(park: Park, of: str, number: int, first: int, last: int | None, *shares: int) -> str:
    """Record a phase with the shares of the origin, the host and the county."""
    record = park.add("rule_phase", version=of, phase=number, from_year=first, to_year=last)
    for party, share in zip((park.origin, park.host, park.third), shares, strict=False):
        park.add("phase_share", phase=record, party=party, share_bp=share)
    return record


def test_an_agreement_ends_after_it_starts(park: Park) -> None:
    title: dict[str, Value] = {"code": "AG-2", "title_fr": "Accord", "start": "2019-07-01"}
    assert park.refusals("agreement", **title, end="2034-06-30") == []
    assert park.refusals("agreement", **title) == []
    refused = park.refusals("agreement", **title, end="2019-06-30")
    assert refused == [("end_before_start", "end")]


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "refused"),
    [
        ("2023-01-01", None, []),
        ("2022-12-31", None, [("versions_overlap", "valid_from")]),
        ("2018-01-01", "2019-06-30", []),
        ("2018-01-01", "2019-07-01", [("versions_overlap", "valid_from")]),
        ("2018-01-01", None, [("versions_overlap", "valid_from")]),
        ("2023-01-01", "2022-12-31", [("end_before_start", "valid_to")]),
    ],
)
def test_adopted_versions_of_a_rule_do_not_overlap(
    park: Park, valid_from: str, valid_to: Value, refused: Refused
) -> None:
    version(park)
    found = park.refusals(
        "sharing_rule_version",
        rule=park.rule,
        version=2,
        valid_from=valid_from,
        valid_to=valid_to,
        resolution=park.resolution,
    )
    assert found == refused


def test_a_draft_version_may_lie_beside_the_one_in_force(park: Park) -> None:
    version(park, valid_to=None)
    draft: dict[str, Value] = {"rule": park.rule, "version": 2, "valid_from": "2023-01-01"}
    assert park.refusals("sharing_rule_version", **draft) == []


def test_a_version_may_be_adopted_while_another_is_a_draft(park: Park) -> None:
    version(park, resolution=None, valid_to=None)
    adopted: dict[str, Value] = {"rule": park.rule, "version": 2, "valid_from": "2023-01-01"}
    found = park.refusals("sharing_rule_version", **adopted, resolution=park.resolution)
    assert found == []


def test_the_phases_of_a_version_are_looked_at_in_their_order(park: Park) -> None:
    draft = version(park, resolution=None)
    phase(park, draft, 2, 3, None, 10_000)
    phase(park, draft, 1, 1, 2, 10_000)
    assert list(phase_breaches(park, draft)) == []


def test_a_resolution_that_was_not_adopted_puts_no_version_in_force(park: Park) -> None:
    deferred = park.add(
        "resolution", number="R-9", meeting=park.meeting, text="三方分成。", state="deferred"
    )
    refused = park.refusals(
        "sharing_rule_version",
        rule=park.rule,
        version=2,
        valid_from="2024-01-01",
        resolution=deferred,
    )
    assert refused == [("resolution_not_adopted", "resolution")]


def test_growth_is_shared_over_a_known_base_year(park: Park) -> None:
    rule = park.add(
        "sharing_rule",
        agreement=park.agreement,
        code="R3",
        base="tax_growth",
        clock="signature",
    )
    adopted: dict[str, Value] = {
        "rule": rule,
        "version": 1,
        "valid_from": "2019-07-01",
        "resolution": park.resolution,
    }
    assert park.refusals("sharing_rule_version", **adopted, base_year_amount_fen=0) == []
    refused = park.refusals("sharing_rule_version", **adopted)
    assert refused == [("required", "base_year_amount_fen")]


def test_a_version_is_adopted_when_its_phases_divide_the_whole(park: Park) -> None:
    draft = version(park, resolution=None)
    phase(park, draft, 1, 1, 2, 4500, 3333, 2167)
    phase(park, draft, 2, 3, None, 4000, 4167, 1833)
    assert list(phase_breaches(park, draft)) == []
    adopted = park.refusals_of_change("sharing_rule_version", draft, resolution=park.resolution)
    assert adopted == []


def test_a_version_without_phases_or_without_shares_is_not_adopted(park: Park) -> None:
    draft = version(park, resolution=None)
    adopted: dict[str, Value] = {"resolution": park.resolution}
    refused = park.refusals_of_change("sharing_rule_version", draft, **adopted)
    assert refused == [("phases_missing", "resolution")]
    bare = phase(park, draft, 1, 1, None)
    refused = park.refusals_of_change("sharing_rule_version", draft, **adopted)
    assert refused == [("phase_not_whole", "resolution")]
    park.add("phase_share", phase=bare, party=park.origin, share_bp=10_000)
    assert park.refusals_of_change("sharing_rule_version", draft, **adopted) == []


def test_a_version_on_output_that_halves_between_home_and_host_needs_no_shares_of_parties(
    park: Park,
) -> None:
    rule = park.add(
        "sharing_rule", agreement=park.agreement, code="R2", base="output", clock="construction"
    )
    halves: dict[str, Value] = {"home_bp": 8000, "host_bp": 2000}
    for of, refused in ((rule, []), (park.rule, [("phase_not_whole", "resolution")])):
        draft = version(park, rule=of, version=2, valid_from="2023-01-01", valid_to=None,
                        resolution=None)  # fmt: skip
        park.add("rule_phase", version=draft, phase=1, from_year=1, **halves)
        found = park.refusals_of_change("sharing_rule_version", draft, resolution=park.resolution)
        assert found == refused


@pytest.mark.parametrize(
    ("first", "second", "key"),
    [
        ((1, 2, 5000, 3000, 2100), (3, None, 10_000), "phase_not_whole"),
        ((1, 2, 5000, 2300, 2300), (3, None, 10_000), "phase_not_whole"),
        ((1, 2, 10_000), (4, None, 10_000), "phases_not_contiguous"),
        ((1, 2, 10_000), (2, None, 10_000), "phases_not_contiguous"),
        ((2, 2, 10_000), (3, None, 10_000), "phases_not_contiguous"),
        ((1, None, 10_000), (3, None, 10_000), "phases_not_contiguous"),
    ],
)
def test_a_version_with_a_gap_or_a_wrong_sum_is_not_adopted(
    park: Park, first: tuple[int, ...], second: tuple[int, ...], key: str
) -> None:
    draft = version(park, resolution=None)
    phase(park, draft, 1, *first)
    phase(park, draft, 2, *second)
    refused = park.refusals_of_change("sharing_rule_version", draft, resolution=park.resolution)
    assert refused == [(key, "resolution")]


def test_the_phases_of_an_adopted_version_stay_contiguous(park: Park) -> None:
    adopted = version(park)
    phase(park, adopted, 1, 1, 2)
    second: dict[str, Value] = {"version": adopted, "phase": 2}
    assert park.refusals("rule_phase", **second, from_year=3, to_year=5) == []
    gap = [("phases_not_contiguous", "from_year")]
    assert park.refusals("rule_phase", **second, from_year=4) == gap
    assert park.refusals("rule_phase", **second, from_year=2) == gap
    third = phase(park, adopted, 2, 3, 5)
    assert park.refusals("rule_phase", version=adopted, phase=3, from_year=6) == []
    phase(park, adopted, 3, 6, None)
    refused = park.refusals_of_change("rule_phase", third, to_year=6)
    assert refused == [("phases_not_contiguous", "to_year")]
    refused = park.refusals_of_change("rule_phase", third, to_year=None)
    assert refused == [("phases_not_contiguous", "to_year")]


def test_the_first_phase_of_an_adopted_version_starts_in_year_one(park: Park) -> None:
    new: dict[str, Value] = {"version": version(park), "phase": 1}
    assert park.refusals("rule_phase", **new, from_year=1) == []
    gap = [("phases_not_contiguous", "from_year")]
    assert park.refusals("rule_phase", **new, from_year=2) == gap


def test_the_phases_of_a_draft_are_free(park: Park) -> None:
    draft = version(park, resolution=None)
    assert park.refusals("rule_phase", version=draft, phase=1, from_year=4) == []


@pytest.mark.parametrize("table", ["rule_phase", "degression_step"])
def test_years_run_forward(park: Park, table: str) -> None:
    step: dict[str, Value] = {"version": version(park, resolution=None), "from_year": 3}
    step |= {"phase": 1} if table == "rule_phase" else {"share_bp": 9000}
    assert park.refusals(table, **step, to_year=3) == []
    assert park.refusals(table, **step, to_year=2) == [("years_order", "from_year")]


def test_home_and_host_shares_add_up(park: Park) -> None:
    new: dict[str, Value] = {"version": version(park), "phase": 1, "from_year": 1}
    assert park.refusals("rule_phase", **new, home_bp=8000, host_bp=2000) == []
    refused = park.refusals("rule_phase", **new, home_bp=8000, host_bp=2001)
    assert refused == [("phase_not_whole", "host_bp")]


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({"share_bp": 2167}, []),
        ({"share_bp": 2168}, [("shares_exceed", "share_bp")]),
        ({"share_bp": 10_001}, [("too_large", "share_bp"), ("shares_exceed", "share_bp")]),
        ({"share_bp": 0, "floor_fen": 5, "cap_fen": 5}, []),
        ({"share_bp": 0, "floor_fen": 6, "cap_fen": 5}, [("floor_gt_cap", "floor_fen")]),
    ],
)
def test_shares_of_an_adopted_phase_stay_within_the_whole_and_a_floor_below_its_cap(
    park: Park, values: dict[str, Value], refused: Refused
) -> None:
    first = phase(park, version(park), 1, 1, None, 4500, 3333)
    assert park.refusals("phase_share", phase=first, party=park.third, **values) == refused


def test_shares_of_a_draft_are_added_up_only_when_it_is_adopted(park: Park) -> None:
    first = phase(park, version(park, resolution=None), 1, 1, None, 9000)
    assert park.refusals("phase_share", phase=first, party=park.host, share_bp=9000) == []


@pytest.mark.parametrize("table", ["land_entry", "land_commitment"])
def test_land_goes_from_one_party_to_another(park: Park, table: str) -> None:
    entry: dict[str, Value] = {"quota_kind": "farmland_balance", "land": 1263}
    entry |= {"date": "2016-03-15"} if table == "land_entry" else {"agreement": park.agreement}
    accepted = park.refusals(table, **entry, from_party=park.origin, to_party=park.host)
    assert accepted == []
    refused = park.refusals(table, **entry, from_party=park.host, to_party=park.host)
    assert refused == [("same_party", "to_party")]


def test_land_given_back_is_an_entry_in_the_other_direction(park: Park) -> None:
    refused = park.refusals(
        "land_entry",
        date="2016-03-15",
        from_party=park.origin,
        to_party=park.host,
        quota_kind="quota_return",
        land=-5000,
    )
    assert refused == [("negative", "land")]


def settlement(park: Park, *due: int, state: str = "draft") -> str:
    """Record a settlement of 100 fen with lines of these amounts."""
    record = park.add(
        "settlement",
        rule_version=version(park),
        quarter="2022Q4",
        base_amount_fen=100,
        state=state,
    )
    for party, amount in zip((park.origin, park.host), due, strict=False):
        park.add("settlement_line", settlement=record, party=party, due_fen=amount)
    return record


@pytest.mark.parametrize(
    ("due", "refused"),
    [
        ((60, 40), []),
        ((60, 39), [("lines_not_whole", "state")]),
        ((60, 41), [("lines_not_whole", "state")]),
        ((), [("lines_not_whole", "state")]),
    ],
)
def test_a_settlement_is_agreed_when_its_lines_add_up_to_the_fen(
    park: Park, due: tuple[int, ...], refused: Refused
) -> None:
    record = settlement(park, *due)
    assert park.refusals_of_change("settlement", record, note="草稿") == []
    assert park.refusals_of_change("settlement", record, state="agreed") == refused


@pytest.mark.parametrize(
    ("reinvested", "closing", "refused"),
    [
        (10, 70, []),
        (9, 70, [("lines_not_whole", "state")]),
        (10, 69, [("escrow_not_whole", "state")]),
    ],
)
def test_what_is_reinvested_first_and_what_is_held_back_add_up_when_it_is_agreed(
    park: Park, reinvested: int, closing: int, refused: Refused
) -> None:
    record = settlement(park, 60, 30)
    park.tables["settlement"][record]["reinvested_fen"] = reinvested
    park.add(
        "settlement_escrow",
        settlement=record,
        party=park.origin,
        opening_fen=50,
        corrected_fen=-5,
        deposit_fen=40,
        release_fen=10,
        forfeit_fen=5,
        closing_fen=closing,
    )
    assert park.refusals_of_change("settlement", record, state="agreed") == refused


def test_what_is_reinvested_is_part_of_what_is_due(park: Park) -> None:
    line: dict[str, Value] = {"settlement": settlement(park), "party": park.origin, "due_fen": 60}
    assert park.refusals("settlement_line", **line, reinvested_fen=60) == []
    refused = park.refusals("settlement_line", **line, reinvested_fen=61)
    assert refused == [("reinvested_gt_due", "reinvested_fen")]


def test_the_internal_shares_of_an_indicator_are_at_most_the_whole(park: Park) -> None:
    attribution = park.add(
        "attribution", indicator="patents", quarter="2024Q4", legal_region=park.county
    )
    park.add("attribution_share", attribution=attribution, party=park.origin, share_bp=6000)
    other: dict[str, Value] = {"attribution": attribution, "party": park.host}
    assert park.refusals("attribution_share", **other, share_bp=4000) == []
    refused = park.refusals("attribution_share", **other, share_bp=4001)
    assert refused == [("shares_exceed", "share_bp")]
