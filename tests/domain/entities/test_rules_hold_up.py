"""Rules look at half-filled and ill-typed rows without falling over: they refuse or keep silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.entities import SPECS
from tests.domain.entities.park import Park

if TYPE_CHECKING:
    from domain.records import Value

SHARED = Park()
VALUES = st.one_of(
    st.none(),
    st.sampled_from(
        ["", "2024Q4", "2022Q5", "2024-12-31", "2021-13-05", "09:00", "closed", "adopted", "gone"]
    ),
    st.sampled_from([SHARED.firm, SHARED.unit, SHARED.origin, SHARED.building, SHARED.resolution]),
    st.integers(-2, 10_001),
    st.floats(allow_nan=True),
    st.binary(max_size=3),
)


@pytest.mark.parametrize("table", SPECS)
def test_an_empty_row_is_refused_only_where_something_is_required(table: str) -> None:
    park = Park()
    row: dict[str, Value] = {"id": "new"} | {each.name: None for each in SPECS[table].fields}
    required = {("required", each.name) for each in SPECS[table].fields if each.required}
    found = {(breach.key, breach.field) for breach in park.breaches(table, row)}
    assert required <= found
    assert {key for key, _ in found} <= {"required", "name_missing", "firm_or_sector"}


@pytest.mark.parametrize("table", SPECS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_row_is_so_wrong_that_a_rule_falls_over(table: str, data: st.DataObject) -> None:
    fields = SPECS[table].fields
    row: dict[str, Value] = {"id": "new"} | {each.name: data.draw(VALUES) for each in fields}
    for breach in SHARED.breaches(table, row):
        assert breach.key
        assert breach.field in {*(each.name for each in fields), ""}
