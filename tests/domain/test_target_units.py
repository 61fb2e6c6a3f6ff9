"""The value of a target is a figure of its indicator, in the unit of that."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import resources
from domain.commands import AddRow
from domain.entities import SPECS
from domain.indicators.families import INDICATORS
from domain.records import Kind, Query
from domain.tables import table_rows
from domain.target_units import read_as
from domain.text import Texts

if TYPE_CHECKING:
    from domain.records import Value
    from storage.workbook import Workbook

VALUE = SPECS["target"].field("value")


@pytest.mark.parametrize(
    ("indicator", "kind", "unit"),
    [
        ("revenue", Kind.MONEY, "money"),
        ("output_per_m2", Kind.MONEY, "yuan_per_m2"),
        ("headcount", Kind.NUMBER, "heads"),
        ("occupancy", Kind.SHARE, "share"),
        ("own_figure", Kind.NUMBER, ""),
        (None, Kind.NUMBER, ""),
    ],
)
def test_a_target_is_read_in_the_unit_of_its_indicator(
    indicator: str | None, kind: Kind, unit: str
) -> None:
    read = read_as("target", VALUE, {"indicator": indicator})
    assert (read.kind, read.unit) == (kind, unit)


def test_every_indicator_lends_its_unit_to_its_target() -> None:
    for key, indicator in INDICATORS.items():
        assert read_as("target", VALUE, {"indicator": key}).unit == indicator.unit


def test_other_fields_are_read_as_they_are() -> None:
    field = SPECS["firm_quarter"].field("revenue_fen")
    assert read_as("firm_quarter", field, {"indicator": "headcount"}) is field


def test_a_target_of_money_leaves_the_program_in_yuan_as_all_money(park: Workbook) -> None:
    texts = Texts(resources.load_texts())
    values: dict[str, Value] = {"indicator": "revenue", "quarter": "2024Q4", "value": 2_886_400}
    park.run(AddRow("target", values))
    ((*cells,),) = table_rows(park, SPECS, Query("target"), texts, "en")
    assert Decimal(28_864) in cells
