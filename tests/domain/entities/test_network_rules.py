"""What is refused of regions, parties, enclaves, flows, targets, attachments and quarters."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from domain.entities.factor_flow import UNITS

if TYPE_CHECKING:
    from domain.records import Value
    from tests.domain.entities.park import Park

Refused = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("party", {"code": "ZJ", "kind": "province"}),
        ("region", {"kind": "city"}),
        ("agreement", {"code": "AG-2", "start": "2020-01-01"}),
    ],
)
def test_a_record_is_named_in_one_language_at_least(
    park: Park, table: str, values: dict[str, Value]
) -> None:
    name = "title" if table == "agreement" else "name"
    assert park.refusals(table, **values) == [("name_missing", f"{name}_zh")]
    for lang in ("zh", "fr", "en"):
        assert park.refusals(table, **values, **{f"{name}_{lang}": "Zhejiang"}) == []


def test_an_enclave_has_an_origin_and_another_party_as_host(park: Park) -> None:
    new: dict[str, Value] = {"code": "E1", "name_zh": "海创园", "typology": "reverse_enclave"}
    assert park.refusals("enclave", **new, origin=park.origin, host=park.host) == []
    refused = park.refusals("enclave", **new, origin=park.origin, host=park.origin)
    assert refused == [("same_party", "host")]
    assert park.refusals("enclave", **new, host=park.host) == [("required", "origin")]


def test_a_region_is_not_part_of_itself(park: Park) -> None:
    province = park.add("region", name_zh="浙江省", kind="province")
    assert park.refusals_of_change("region", park.city, parent=province) == []
    refused = park.refusals_of_change("region", park.city, parent=park.county)
    assert refused == [("parent_loop", "parent")]
    refused = park.refusals_of_change("region", park.city, parent=park.city)
    assert refused == [("parent_loop", "parent")]


def test_a_chain_of_regions_that_does_not_end_is_refused_and_not_followed_for_ever(
    park: Park,
) -> None:
    one = park.add("region", name_zh="甲", kind="other")
    two = park.add("region", name_zh="乙", kind="other", parent=one)
    park.tables["region"][one]["parent"] = two
    refused = park.refusals("region", name_zh="丙", kind="other", parent=one)
    assert refused == [("parent_loop", "parent")]


def figure(park: Park, **values: Value) -> Refused:
    """Return what a figure of the park's county breaks."""
    usual: dict[str, Value] = {"region": park.county, "indicator": "patents", "year": 2024}
    return park.refusals("region_figure", **{**usual, **values})


def test_a_region_has_one_figure_per_indicator_and_year_or_quarter(park: Park) -> None:
    park.add("region_figure", region=park.county, indicator="patents", year=2024)
    assert figure(park) == [("duplicate", "year")]
    assert figure(park, year=2023) == []
    assert figure(park, quarter="2024Q4") == []
    park.add("region_figure", region=park.county, indicator="patents", year=2024, quarter="2024Q4")
    assert figure(park, quarter="2024Q4") == [("duplicate", "quarter")]


def test_the_quarter_of_a_figure_is_of_its_year(park: Park) -> None:
    assert figure(park, quarter="2024Q1") == []
    assert figure(park, quarter="2023Q4") == [("year_mismatch", "quarter")]


def test_a_target_is_set_once_for_all_and_once_per_party(park: Park) -> None:
    target: dict[str, Value] = {"indicator": "patents", "quarter": "2024Q4", "value": 60.0}
    park.add("target", **target)
    assert park.refusals("target", **target) == [("duplicate", "quarter")]
    assert park.refusals("target", **target, party=park.host) == []


@pytest.mark.parametrize(
    ("kind", "unit", "refused"),
    [
        ("talent", "persons", []),
        ("talent", "gigabytes", [("unit_does_not_fit", "unit")]),
        ("capital", "wan_yuan", []),
        ("capital", "items", [("unit_does_not_fit", "unit")]),
        ("service", "person_days", []),
        ("knowledge", "times", []),
        ("technology", "items", []),
        ("data", "gigabytes", []),
        ("land", "wan_yuan", [("kind_unknown", "kind")]),
    ],
)
def test_a_factor_is_counted_in_a_unit_of_its_kind(
    park: Park, kind: str, unit: str, refused: Refused
) -> None:
    found = park.refusals(
        "factor_flow",
        kind=kind,
        unit=unit,
        from_region=park.host_region,
        to_region=park.county,
        date="2024-12-31",
        quantity=5.0,
    )
    assert found == refused


def test_every_kind_of_factor_has_a_unit() -> None:
    assert set(UNITS) == {"talent", "technology", "capital", "knowledge", "data", "service"}


def test_a_factor_flows_from_one_region_to_another(park: Park) -> None:
    refused = park.refusals(
        "factor_flow",
        kind="talent",
        unit="persons",
        from_region=park.county,
        to_region=park.county,
        date="2024-12-31",
    )
    assert refused == [("same_region", "to_region")]


def test_a_negative_number_of_days_is_refused(park: Park) -> None:
    refused = park.refusals(
        "diffusion_entry",
        kind="weekend_engineer",
        firm=park.firm,
        beneficiary="龙游县翊砚机械有限公司",
        date="2024-12-31",
        person_days=-4,
    )
    assert refused == [("negative", "person_days")]


def test_an_attachment_is_what_its_digest_says(park: Park) -> None:
    content = "会议纪要".encode()
    file: dict[str, Value] = {
        "owner_table": "meeting",
        "owner_record": park.meeting,
        "name": "纪要.pdf",
        "content": content,
    }
    digest = hashlib.sha256(content).hexdigest()
    assert park.refusals("attachment", **file, sha256=digest) == []
    refused = park.refusals("attachment", **file, sha256=digest[::-1])
    assert refused == [("content_changed", "sha256")]


def test_a_quarter_is_reopened_by_a_second_person(park: Park) -> None:
    closed = park.add("quarter", quarter="2024Q3", state="closed", closed_by="叶清和")
    reopen: dict[str, Value] = {"state": "reopened"}
    accepted = park.refusals_of_change("quarter", closed, **reopen, reopened_by="徐守一")
    assert accepted == []
    refused = park.refusals_of_change("quarter", closed, **reopen, reopened_by="叶清和")
    assert refused == [("second_person_needed", "reopened_by")]
    refused = park.refusals_of_change("quarter", closed, **reopen)
    assert refused == [("required", "reopened_by")]


def test_a_quarter_is_approved_by_two_persons(park: Park) -> None:
    refused = park.refusals(
        "quarter", quarter="2024Q3", approved_origin_by="叶清和", approved_host_by="叶清和"
    )
    assert refused == [("second_person_needed", "approved_host_by")]


def test_a_quarter_is_approved_when_what_was_divided_is_whole(park: Park) -> None:
    quarter = park.add("quarter", quarter="2024Q4", state="reconciled")
    attribution = park.add(
        "attribution", indicator="patents", quarter="2024Q4", legal_region=park.county
    )
    share = park.add("attribution_share", attribution=attribution, party=park.origin, share_bp=9000)
    refused = park.refusals_of_change("quarter", quarter, state="approved")
    assert refused == [("shares_not_whole", "state")]
    park.tables["attribution_share"][share]["share_bp"] = 10_000
    assert park.refusals_of_change("quarter", quarter, state="approved") == []


def test_a_quarter_is_closed_when_its_settlements_add_up(park: Park) -> None:
    quarter = park.add("quarter", quarter="2024Q4", state="approved")
    version = park.add("sharing_rule_version", rule=park.rule, version=1, valid_from="2019-07-01")
    settlement = park.add("settlement", rule_version=version, quarter="2024Q4", base_amount_fen=100)
    line = park.add("settlement_line", settlement=settlement, party=park.origin, due_fen=99)
    refused = park.refusals_of_change("quarter", quarter, state="closed")
    assert refused == [("lines_not_whole", "state")]
    park.tables["settlement_line"][line]["due_fen"] = 100
    assert park.refusals_of_change("quarter", quarter, state="closed") == []


def test_a_rival_offer_is_made_to_a_firm_or_to_an_industry(park: Park) -> None:
    offer: dict[str, Value] = {
        "offered_by": "宁波高新区",
        "kind": "rent_subsidy",
        "date": "2024-11-12",
    }
    assert park.refusals("rival_offer", **offer) == [("firm_or_sector", "firm")]
    assert park.refusals("rival_offer", **offer, sector=" ") == [("firm_or_sector", "firm")]
    assert park.refusals("rival_offer", **offer, sector="C34") == []
    assert park.refusals("rival_offer", **offer, firm=park.firm) == []
