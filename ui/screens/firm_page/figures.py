"""Say the figures that stand at the head of a firm's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.formatting import UNKNOWN
from domain.records import Aggregate, Condition, Query
from ui.components.key_figure import Figure

if TYPE_CHECKING:
    from domain.units import Quarter
    from ui.screen import ScreenContext
    from ui.values import Values

_NO_NOTE: Final = " "
"""Keeps a figure without a note on the line of the others."""
_OF_THE_QUARTER: Final = ("revenue_fen", "headcount", "rd_staff", "financing_fen")


def key_figures(
    context: ScreenContext, values: Values, firm: str, quarter: Quarter
) -> list[Figure]:
    """Return the figures of a quarter beside those before it, then patents and incentives."""
    spec = context.specs["firm_quarter"]
    find = context.records.find
    now = next(iter(find("firm_quarter", firm=firm, quarter=str(quarter))), {})
    before = next(iter(find("firm_quarter", firm=firm, quarter=str(quarter.plus(-1)))), {})
    found = []
    for name in _OF_THE_QUARTER:
        field = spec.field(name)
        note = context.say("firm_page.before", value=values.text(field, before.get(name)))
        value = values.text(field, now.get(name))
        unit = values.unit(field) if value != UNKNOWN else ""
        found.append(Figure(values.name(spec, field), value, unit, note))
    return [*found, _patents(context, values, firm), _incentives(context, values, firm)]


def _patents(context: ScreenContext, values: Values, firm: str) -> Figure:
    mine = Condition("firm", "=", firm)
    count = context.records.count(Query("patent", where=(mine,)))
    inventions = Condition("kind", "=", "invention")
    among = context.records.count(Query("patent", where=(mine, inventions)))
    note = context.say("firms.inventions", count=among)
    return Figure(context.say("firms.fact.patents"), values.format.integer(count), "", note)


def _incentives(context: ScreenContext, values: Values, firm: str) -> Figure:
    query, say = Query("incentive", where=(Condition("firm", "=", firm),)), context.say
    total = context.records.aggregate(query, [Aggregate("sum", "total", "amount_fen")])
    payers = len(context.records.aggregate(query, [], ("payer",)))
    fen = total[0]["sum"] if total else None
    known = fen if isinstance(fen, int) else None
    unit = values.format.unit("money") if known is not None else ""
    note = say("firms.payers", count=payers) if payers else _NO_NOTE
    return Figure(say("firms.fact.incentives"), values.format.money(known), unit, note)
