"""A new record begins with today and the quarter in force, as a clerk would type them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.commands import WriteBatch
from domain.entities import SPECS
from domain.records import Condition, Write
from ui.screens.beginning import begun
from ui.screens.facets import Narrowing

if TYPE_CHECKING:
    from storage.workbook import Workbook
    from ui.screen import ScreenContext


def test_a_day_begins_as_today_and_a_quarter_as_that_in_force(context: ScreenContext) -> None:
    nothing = Narrowing()
    assert begun(context, SPECS["fund_deal"], "2024Q4", nothing) == {"date": "2025-01-20"}
    assert begun(context, SPECS["target"], "2024Q4", nothing) == {"quarter": "2024Q4"}
    # A quarter's own record names another one, and a party has neither.
    assert begun(context, SPECS["quarter"], "2024Q4", nothing) == {}
    assert begun(context, SPECS["party"], "", nothing) == {}


def test_a_closed_quarter_is_not_offered(context: ScreenContext, park: Workbook) -> None:
    record = str(park.find("quarter", quarter="2024Q3")[0]["id"])
    park.run(WriteBatch((Write("update", "quarter", record, {"state": "closed"}),)))
    assert begun(context, SPECS["target"], "2024Q3", Narrowing()) == {}


def test_what_the_table_is_narrowed_to_comes_first(context: ScreenContext) -> None:
    narrowing = Narrowing(
        given=(
            Condition("quarter", "=", "2024Q3"),
            Condition("party", "in", ("a", "b")),
            Condition("value", ">", 3),
        )
    )
    assert begun(context, SPECS["target"], "2024Q4", narrowing) == {"quarter": "2024Q3"}
