"""The ledger of a pair says what was given and received, and what is left after each entry."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from domain.models.operations import answer
from domain.standing.land_ledger import PairLedger, pair_ledgers
from tests.domain.entities.park import Park

if TYPE_CHECKING:
    from domain.records import Records

DAY = date(2024, 12, 31)


def of(records: Records, code: str, on: date = DAY) -> PairLedger:
    party = records.find("party", code=code)[0]["id"]
    return next(each for each in pair_ledgers(records, on) if each.party == party)


def test_each_pair_is_that_of_the_truths(sample_park: Records, expected: dict[str, Any]) -> None:
    assert [len(each.lines) for each in pair_ledgers(sample_park, DAY)] == [18, 10]
    names = {"衢州市": "QZ", "龙游县": "LY"}
    for truth in expected["land"]["by_pair"]:
        found = of(sample_park, names[truth["b"]])
        assert found.given.land == truth["b_to_a_hundredths_mu"]
        assert found.received.land == truth["a_to_b_hundredths_mu"]
        assert found.land == -truth["balance_a_minus_b_hundredths_mu"]
        assert found.lines[-1].land == found.land
        assert found.lines[-1].fen == found.fen
    pairs = pair_ledgers(sample_park, DAY)
    assert (
        sum(each.given.fen + each.received.fen for each in pairs) == expected["land"]["value_fen"]
    )
    assert sum(each.unknown for each in pairs) == expected["land"]["value_unknown"]


def test_balances_run_from_entry_to_entry(sample_park: Records) -> None:
    found = of(sample_park, "QZ")
    # 12.63 given, then 26.75 and 6.77 received, at 353.64, 3,210.00 and 880.10 万元.
    assert [line.land for line in found.lines[:3]] == [1263, -1412, -2089]
    assert [line.fen for line in found.lines[:3]] == [353_640_000, -2_856_360_000, -3_736_460_000]
    assert [line.given for line in found.lines[:3]] == [True, False, False]


@pytest.mark.parametrize("code", ["QZ", "LY"])
def test_the_break_even_ratio_is_that_of_the_operation_without_discount(
    sample_park: Records, code: str
) -> None:
    found = of(sample_park, code)
    entries = [
        {
            "direction": "quota_to_host" if line.given else "park_to_home",
            "area_mu": line.move.land / 100,
            "value_per_mu": 0.0,
        }
        for line in found.lines
    ]
    told = answer("agreement.land_balance", {"entries": entries})
    assert told["break_even_value_ratio"] == pytest.approx(float(found.break_even or 0))


def test_what_has_no_counter_value_is_left_out_of_the_price(sample_park: Records) -> None:
    found = of(sample_park, "LY")
    assert (found.given.unknown, found.received.unknown) == (2, 0)
    # 41.85 and 13.61 mu have no counter-value; 109.64 mu cost 4,933.80 万元, 45 万元 each.
    assert found.given.valued == 16_510 - 4_185 - 1_361
    assert found.given.price == Fraction(450_000_00, 100)
    # 8.78 mu came back for 245.84 万元, 28 万元 each: 28 / 45.
    assert found.recorded == Fraction(28, 45)


def test_a_ledger_stands_as_of_a_day(sample_park: Records) -> None:
    early = of(sample_park, "QZ", date(2016, 6, 30))
    assert (len(early.lines), early.received.land, early.break_even) == (1, 0, None)
    assert early.recorded is None
    assert pair_ledgers(sample_park, date(2016, 1, 1)) == ()


def test_without_the_host_stands_first_who_gave_first() -> None:
    park = Park()
    park.add(
        "land_entry", date="2020-01-01", from_party=park.third, to_party=park.origin,
        quota_kind="park_land", land=100,
    )  # fmt: skip
    (found,) = pair_ledgers(park, DAY)
    assert (found.party, found.partner) == (park.third, park.origin)
    assert (found.given.price, found.fen, found.unknown) == (None, 0, 1)
