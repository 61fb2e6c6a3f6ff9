"""Every statistic stands once in the ledger, however its parts are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.attribution.commands import AgreeShares, TakeOverShares, check_shares, taken_over
from domain.attribution.counted import COUNTED, counted_at
from domain.attribution.ledger import (
    Entry,
    Ledger,
    Place,
    earlier_agreed,
    entry,
    history,
    ledger,
    open_places,
    sharing_parties,
)
from domain.commands import AddRow, RemoveRow, SetFields, WriteBatch
from domain.errors import DomainError
from domain.indicators.reading import evaluate
from domain.records import Write
from domain.units import WHOLE_BP, Quarter
from tests.domain.entities.park import Park

if TYPE_CHECKING:
    from domain.records import Records, Value
    from storage.workbook import Workbook

NOW = Quarter(2024, 4)
QUARTERS = ("2021Q2", "2022Q4", "2023Q3", "2024Q4")


def party(records: Records, code: str) -> str:
    return str(records.find("party", code=code)[0]["id"])


def of(found: Ledger, indicator: str) -> Entry:
    return next(each for each in found.entries if each.indicator == indicator)


def regions(found: Entry) -> tuple[str, ...]:
    return tuple(place.region for place in found.places)


def agree(
    park: Workbook,
    indicator: str,
    shares: dict[str, int],
    counting: str = "divided",
    quarter: Quarter = NOW,
) -> None:
    places = regions(entry(park, quarter, indicator))
    by_id = {party(park, code): share for code, share in shares.items()}
    park.run(AgreeShares(quarter, indicator, places, by_id, counting))


@pytest.mark.parametrize("quarter", QUARTERS)
def test_returned_output_is_counted_as_the_rule_was_computed_elsewhere(
    sample_park: Records, expected: dict[str, Any], quarter: str
) -> None:
    truth = expected["attribution"][quarter]
    found = of(ledger(sample_park, Quarter.parse(quarter)), "return_output")
    assert found.value == truth["total_fen"] == found.counted
    for code, fen in truth["per_party_fen"].items():
        assert found.figure(party(sample_park, code)) == fen
    assert (found.state, found.twice) == ("rule", 0)
    assert {rule for place in found.places if place.ruled for rule in place.ruled.rules} == {
        ("R2", 1, "R-2019-01")
    }


@pytest.mark.parametrize("quarter", QUARTERS)
def test_each_total_is_the_indicators_own_value_and_the_sum_of_its_places(
    sample_park: Records, quarter: str
) -> None:
    for each in ledger(sample_park, Quarter.parse(quarter)).entries:
        assert each.value == evaluate(sample_park, each.indicator, quarter).value
        assert sum(place.value or 0 for place in each.places) == each.value


def test_what_firms_report_counts_at_the_host_and_what_projects_report_in_their_county(
    sample_park: Records,
) -> None:
    found = ledger(sample_park, NOW)
    host = (sample_park.get("party", party(sample_park, "YH")) or {})["region"]
    assert regions(of(found, "tax_total")) == (host,)
    counties = {row["county"] for row in sample_park.find("return_project")}
    assert set(regions(of(found, "return_investment"))) <= counties


def test_nothing_is_agreed_until_somebody_agrees(sample_park: Records) -> None:
    found = ledger(sample_park, NOW)
    open_ones = [each.indicator for each in found.not_agreed]
    assert open_ones == [each for each in COUNTED if each != "return_output"]
    assert found.twice == ()
    assert of(found, "tax_total").figure(party(sample_park, "QZ")) is None
    assert of(found, "tax_total").share_of(party(sample_park, "QZ")) is None
    assert [place.region for place in open_places([of(found, "tax_total")])] == list(
        regions(of(found, "tax_total"))
    )


def test_agreed_shares_divide_the_value_to_the_fen(park: Workbook) -> None:
    agree(park, "tax_total", {"QZ": 3333, "YH": 3333, "LY": 3334})
    found = of(ledger(park, NOW), "tax_total")
    # 1,770,095,600 fen: 33.33 % is 589,972,863.48, 33.34 % is 590,149,873.04.
    figures = [found.figure(party(park, code)) for code in ("QZ", "YH", "LY")]
    assert found.value == 1_770_095_600
    assert sorted(each or 0 for each in figures) == [589_972_863, 589_972_864, 590_149_873]
    assert sum(each or 0 for each in figures) == found.value
    assert (found.state, found.twice) == ("agreed", 0)


def test_what_each_counts_fully_is_flagged_and_its_total_stands_once(park: Workbook) -> None:
    agree(park, "patents_granted", {"QZ": WHOLE_BP, "YH": WHOLE_BP}, "full")
    found = of(ledger(park, NOW), "patents_granted")
    assert (found.value, found.counted, found.twice, found.state) == (14, 28, 14, "full")
    assert found.share_of(party(park, "YH")) == WHOLE_BP
    assert ledger(park, NOW).twice == (found,)
    assert found.indicator not in [each.indicator for each in ledger(park, NOW).not_agreed]


def test_an_indicator_counted_at_two_places_is_counted_twice(park: Workbook) -> None:
    agree(park, "tax_total", {"YH": WHOLE_BP})
    other = str(park.find("region", name_zh="衢州市")[0]["id"])
    park.run(AgreeShares(NOW, "tax_total", (other,), {party(park, "QZ"): WHOLE_BP}))
    found = of(ledger(park, NOW), "tax_total")
    assert len(found.places) == 2
    assert found.counted == 2 * (found.value or 0)
    assert found.twice == found.value


def test_what_a_rule_does_not_cover_can_be_agreed_beside_it(park: Workbook) -> None:
    project = next(row for row in park.find("return_project") if row["number"] == "HL-01")
    for step in park.find("return_milestone", project=project["id"]):
        if step["state"] == "construction":
            moved = Write("update", "return_milestone", str(step["id"]), {"date": "2025-02-01"})
            park.run(WriteBatch((moved,)))
    before = of(ledger(park, NOW), "return_output")
    place = next(each for each in before.places if each.region == project["county"])
    assert (before.state, place.state) == ("rest", "rest")
    left = (place.value or 0) - place.counted
    assert left > 0
    park.run(AgreeShares(NOW, "return_output", (place.region,), {party(park, "LY"): WHOLE_BP}))
    after = next(
        each
        for each in of(ledger(park, NOW), "return_output").places
        if each.region == place.region
    )
    assert after.state == "agreed"
    assert after.counted == after.value
    gained = (after.figures or {})[party(park, "LY")] - (place.figures or {})[party(park, "LY")]
    assert gained == left


def test_the_history_shows_each_quarter_by_what_held_then(sample_park: Records) -> None:
    past = history(sample_park, "return_output", (Quarter(2021, 2), NOW))
    host = party(sample_park, "YH")
    shares = [round(float(each.share_of(host) or 0)) for _, each in past]
    # 2,744,715,000 of 5,489,430,000 and 4,764,663,...: half, then less as the phases go on.
    assert shares[0] == 5_000
    assert shares[1] < shares[0]


def test_a_ratio_is_not_divided_and_a_foreign_indicator_has_no_value(park: Workbook) -> None:
    assert counted_at(park, "occupancy", NOW).value is None
    host = regions(entry(park, NOW, "tax_total"))
    park.run(AgreeShares(NOW, "gdp", host, {party(park, "QZ"): WHOLE_BP}))
    found = of(ledger(park, NOW), "gdp")
    assert (found.value, found.counted, found.state) == (None, 0, "agreed")
    assert found.share_of(party(park, "QZ")) == WHOLE_BP


@given(st.lists(st.integers(0, WHOLE_BP), min_size=1, max_size=6))
def test_shares_are_refused_unless_they_add_up(shares: list[int]) -> None:
    by_party = {str(at): share for at, share in enumerate(shares)}
    if sum(shares) == WHOLE_BP:
        check_shares(by_party, "divided")
        return
    with pytest.raises(DomainError) as refused:
        check_shares(by_party, "divided")
    total = sum(shares)
    key = (
        "attribution_nobody"
        if not total
        else "attribution_shares_short"
        if total < WHOLE_BP
        else "attribution_shares_over"
    )
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("shares", "key"),
    [((-500, 6000, 4500), "negative"), ((10_500, -500, 0), "too_large"), ((10_001,), "too_large")],
)
@pytest.mark.parametrize("counting", ["divided", "full"])
def test_no_share_lies_below_nothing_or_above_the_whole(
    shares: tuple[int, ...], key: str, counting: str
) -> None:
    with pytest.raises(DomainError) as refused:
        check_shares({str(at): share for at, share in enumerate(shares)}, counting)
    place = (refused.value.table, refused.value.field)
    assert (refused.value.key, *place) == (key, "attribution_share", "share_bp")


def test_shares_that_do_not_add_up_leave_everything_as_it_was(park: Workbook) -> None:
    agree(park, "tax_total", {"QZ": 6000, "YH": 4000})
    with pytest.raises(DomainError) as refused:
        agree(park, "tax_total", {"QZ": 5000, "YH": 2300, "LY": 2300})
    assert refused.value.key == "attribution_shares_short"
    assert refused.value.values["gap_bp"] == 400
    found = of(ledger(park, NOW), "tax_total")
    assert found.share_of(party(park, "QZ")) == pytest.approx(6000)


def test_agreeing_anew_takes_the_place_of_what_was_agreed_and_is_undone_in_one_step(
    park: Workbook,
) -> None:
    agree(park, "return_tax", {"QZ": 6000, "YH": 4000})
    agree(park, "return_tax", {"QZ": WHOLE_BP, "YH": WHOLE_BP}, "full")
    assert of(ledger(park, NOW), "return_tax").state == "full"
    park.undo()
    found = of(ledger(park, NOW), "return_tax")
    assert (found.state, len(park.find("attribution"))) == ("agreed", len(found.places))
    assert found.counted == found.value
    park.undo()
    assert park.find("attribution") == []
    assert park.find("attribution_share") == []


def test_a_closed_quarter_protects_what_was_agreed(park: Workbook) -> None:
    with pytest.raises(DomainError) as refused:
        agree(park, "tax_total", {"QZ": WHOLE_BP}, quarter=Quarter(2024, 3))
    assert refused.value.key == "quarter_closed"
    agree(park, "tax_total", {"QZ": WHOLE_BP})
    quarter = str(park.find("quarter", quarter=str(NOW))[0]["id"])
    park.run(WriteBatch((Write("update", "quarter", quarter, {"state": "closed"}),)))
    with pytest.raises(DomainError) as again:
        agree(park, "tax_total", {"YH": WHOLE_BP})
    assert again.value.key == "quarter_closed"
    assert of(ledger(park, NOW), "tax_total").share_of(party(park, "QZ")) == WHOLE_BP
    with pytest.raises(DomainError) as over:
        park.run(TakeOverShares(NOW))
    assert over.value.key == "attribution_nothing_earlier"


def test_the_shares_agreed_last_are_taken_over_wherever_nothing_is_agreed(park: Workbook) -> None:
    agree(park, "tax_total", {"QZ": 6000, "YH": 4000})
    agree(park, "patents_granted", {"QZ": WHOLE_BP, "YH": WHOLE_BP}, "full")
    after = NOW.plus(1)
    assert taken_over(park, NOW) == ()
    offered = {each.indicator: each for each in taken_over(park, after)}
    assert set(offered) == {"tax_total", "patents_granted"}
    park.run(TakeOverShares(after))
    found = ledger(park, after)
    assert of(found, "tax_total").share_of(party(park, "YH")) == 4000
    assert of(found, "patents_granted").state == "full"
    assert taken_over(park, after) == ()


def test_shares_that_were_left_incomplete_are_shown_and_not_taken_over(park: Workbook) -> None:
    region = regions(entry(park, NOW, "tax_total"))[0]
    owner = AddRow(
        "attribution", {"indicator": "tax_total", "quarter": str(NOW), "legal_region": region}
    )
    park.run(owner)
    found = of(ledger(park, NOW), "tax_total")
    assert (found.state, found.counted) == ("partial", 0)
    assert taken_over(park, NOW.plus(1)) == ()
    share: dict[str, Value] = {
        "attribution": owner.record,
        "party": party(park, "QZ"),
        "share_bp": 6000,
    }
    park.run(AddRow("attribution_share", share))
    found = of(ledger(park, NOW), "tax_total")
    assert found.state == "partial"
    assert found.share_of(party(park, "QZ")) == 6000
    assert taken_over(park, NOW.plus(1)) == ()
    assert earlier_agreed(park, NOW, "tax_total", region) is None


def test_negative_tax_is_divided_to_the_fen_as_well() -> None:
    park = Park()
    park.add("enclave", code="P1", name_zh="飞地", origin=park.origin, host=park.host)
    park.tables["party"][park.host]["region"] = park.host_region
    park.add("firm_quarter", firm=park.firm, quarter=str(NOW), vat_fen=-101)
    owner = park.add(
        "attribution", indicator="tax_total", quarter=str(NOW), legal_region=park.host_region,
        counting="divided",
    )  # fmt: skip
    for who in (park.origin, park.host):
        park.add("attribution_share", attribution=owner, party=who, share_bp=5000)
    found = entry(park, NOW, "tax_total")
    assert found.value == -101
    assert sorted(each for each in (found.places[0].figures or {}).values()) == [-51, -50]


def test_without_an_agreement_those_that_own_territory_share(sample_park: Records) -> None:
    park = Park()
    assert sharing_parties(park) == (park.origin, park.host, park.third)
    agreed = [party(sample_park, code) for code in ("QZ", "YH", "LY")]
    assert list(sharing_parties(sample_park)) == agreed
    assert ledger(Park(), NOW).not_agreed


def test_without_a_region_of_the_host_the_place_is_unknown() -> None:
    found = entry(Park(), NOW, "tax_total")
    assert (regions(found), found.value) == (("",), None)
    assert entry(Park(), NOW, "return_output").places[0].value is None


def test_what_counts_fully_is_not_divided_by_a_change_of_one_word(park: Workbook) -> None:
    agree(park, "patents_granted", {"QZ": WHOLE_BP, "YH": WHOLE_BP}, "full")
    record = entry(park, NOW, "patents_granted").places[0].record
    with pytest.raises(DomainError) as refused:
        park.run(SetFields("attribution", record, {"counting": "divided"}))
    assert (refused.value.key, refused.value.values["total_bp"]) == (
        "attribution_counted_fully",
        20_000,
    )
    share: dict[str, Value] = {"attribution": record, "party": party(park, "LY"), "share_bp": 5000}
    with pytest.raises(DomainError) as part:
        park.run(AddRow("attribution_share", share))
    assert part.value.key == "attribution_share_in_part"
    park.run(RemoveRow("attribution", record))
    assert park.find("attribution_share") == []


def test_a_place_without_a_value_counts_nothing() -> None:
    place = Place("tax_total", "", None, "open")
    assert (place.counted, place.twice, place.share_of("QZ")) == (0, 0, None)
    two = Entry("tax_total", None, (place, place))
    assert (two.share_of("QZ"), two.figure("QZ"), two.twice) == (None, None, 0)
