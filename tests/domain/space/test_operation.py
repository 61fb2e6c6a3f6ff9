"""Who operates a building follows from its regimes and from the contracts that cover it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from domain.space.operation import contracted, operator_on, regime_on, regimes
from tests.fakes import MemoryRecords

if TYPE_CHECKING:
    from domain.records import Records

FIRST, SECOND = "浙江澄舟园区运营有限公司", "浙江泓屿产业服务有限公司"


def named(records: Records, code: str, on: date) -> tuple[str, str]:
    """Return regime and operator of a building of the sample on a day."""
    building = str(records.find("building", code=code)[0]["id"])
    regime = regime_on(regimes(records), building, on)
    assert regime is not None
    operator = operator_on(regime, contracted(records), on)
    return regime.regime, str((records.get("party", operator) or {}).get("name_zh", ""))


def test_the_sample_changed_operators_and_regimes_at_the_end_of_2021(
    sample_park: Records,
) -> None:
    before, after = date(2021, 12, 31), date(2022, 1, 1)
    assert named(sample_park, "1号楼", before) == ("third_party", FIRST)
    assert named(sample_park, "1号楼", after) == ("third_party", SECOND)
    assert named(sample_park, "2号楼", before) == ("third_party", FIRST)
    assert named(sample_park, "2号楼", after) == ("committee", "")


def test_a_regime_names_its_operator_before_any_contract_does() -> None:
    records = MemoryRecords()
    building = records.add("building", code="B1")
    contract = records.add("operator_contract", code="C", operator="two", start="2016-01-01")
    records.add("contract_building", contract=contract, building=building)
    unsigned = records.add("operator_contract", code="D", operator="three", start=None)
    records.add("contract_building", contract=unsigned, building=building)
    records.add(
        "building_regime", building=building, regime="third_party", operator="one",
        start="2016-01-01",
    )  # fmt: skip
    records.add("building_regime", building=building, regime="third_party", start=None)
    (regime,) = regimes(records)
    assert operator_on(regime, contracted(records), date(2020, 1, 1)) == "one"
    assert operator_on(regime, (), date(2020, 1, 1)) == "one"


def test_without_regime_or_contract_nobody_is_named() -> None:
    records = MemoryRecords()
    building = records.add("building", code="B1")
    records.add("building_regime", building=building, regime="third_party", start="2016-01-01")
    (regime,) = regimes(records)
    assert operator_on(regime, contracted(records), date(2020, 1, 1)) == ""
    assert regime_on((regime,), building, date(2015, 12, 31)) is None
