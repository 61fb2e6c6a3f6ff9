"""Taxes that firms pay, what stays with the localities, and yield per area."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.indicators.definition import Figure, Indicator, ratios
from domain.indicators.space import let_area
from domain.indicators.sums import firm_total
from domain.models.recorded_bases import TAX_FIELDS
from domain.models.settlement_inputs import settle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Records
    from domain.units import Quarter

_HUNDREDTHS: Final = 100

tax_total: Final = firm_total(*TAX_FIELDS.values())
output_host: Final = firm_total("output_host_fen")


def local_retained(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Sum what the sharing rules share: each tax × its locally retained share.

    Unknown while no rule is in force, while nothing is reported, or when the terms cannot be
    applied (the note then says so). Source: agreement.
    """
    return tuple(_retained(records, quarter) for quarter in quarters)


def _retained(records: Records, quarter: Quarter) -> Figure:
    try:
        result = settle(records, quarter)
    except DomainError as error:
        # Terms nobody can apply are told where the settlement is; here the figure is unknown.
        return Figure(None, note=error.key)
    settled = any(rule.outcome == "settled" for rule in result.incomes)
    return Figure(result.pool_fen if settled else None, result.known, result.expected)


def tax_per_m2(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Divide the quarter's tax by the area let on its last day, in fen per m²."""
    return _per_m2(tax_total(records, quarters), let_area(records, quarters))


def output_per_m2(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Divide the quarter's output in the host by the area let on its last day, fen per m²."""
    return _per_m2(output_host(records, quarters), let_area(records, quarters))


def _per_m2(amounts: Sequence[Figure], areas: Sequence[Figure]) -> tuple[Figure, ...]:
    """Divide amounts by areas; known and expected are the firms', not the units'."""
    firms = [Figure(area.value, money.known) for money, area in zip(amounts, areas, strict=True)]
    return ratios(amounts, firms, _HUNDREDTHS)


INDICATORS: Final = (
    Indicator("tax_total", "money", "tax", tax_total, "up", headline=True, flow=True),
    Indicator("tax_vat", "money", "tax", firm_total("vat_fen"), "up", flow=True),
    Indicator("tax_cit", "money", "tax", firm_total("cit_fen"), "up", flow=True),
    Indicator("tax_pit", "money", "tax", firm_total("pit_fen"), "up", flow=True),
    Indicator("tax_other", "money", "tax", firm_total("other_tax_fen"), "up", flow=True),
    Indicator("local_retained", "money", "tax", local_retained, "up", flow=True),
    Indicator("tax_per_m2", "yuan_per_m2", "tax", tax_per_m2, "up"),
    Indicator("output_per_m2", "yuan_per_m2", "tax", output_per_m2, "up"),
)
