"""Say what a new record begins with: what the table is narrowed to, today, the quarter in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.periods import is_closed
from domain.records import Kind
from domain.units import Quarter

if TYPE_CHECKING:
    from domain.records import EntitySpec, Value
    from ui.screen import ScreenContext
    from ui.screens.facets import Narrowing


def begun(
    context: ScreenContext, spec: EntitySpec, quarter: str, narrowing: Narrowing
) -> dict[str, Value]:
    """Return what a new record begins with, to be typed over where it is another.

    A day that it must have begins as today, a quarter that it must have as that in force,
    ``quarter``, unless it is closed.
    """
    known: dict[str, Value] = {}
    open_ = bool(quarter) and not is_closed(context.records, Quarter.parse(quarter))
    for each in spec.fields:
        if not each.required or each.unique:
            continue
        if each.kind is Kind.DATE and each.name == "date":
            known[each.name] = context.today().isoformat()
        elif each.kind is Kind.QUARTER and each.name == "quarter" and open_:
            known[each.name] = quarter
    for given in narrowing.given:
        if given.operator == "=" and not isinstance(given.value, tuple):
            known[given.name] = given.value
    return known
