"""Figures of the year that show places: where production went, what flowed between them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from domain.reports.network_charts import Teller, flow_chart, place_map
from domain.reports.tree import Figure
from domain.returns.balance import standings
from domain.standing.network import flows_over_a_year
from domain.standing.places import places

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.reports.page import Page
    from domain.reports.quarterly.volume import Builder
    from domain.reports.tree import Section


def ended(builder: Builder, figure: Callable[[Page], Figure | None]) -> Builder:
    """Return what builds a section and ends it with a figure, where there is one."""

    def build(page: Page) -> Section | None:
        section = builder(page)
        last = figure(page) if section is not None else None
        if section is None or last is None:
            return section
        return replace(section, blocks=(*section.blocks, last))

    return build


def where_production_went(page: Page) -> Figure | None:
    """Return the schematic map of the return projects at the end of the year."""
    chart = place_map(_teller(page), page.records, standings(page.records, page.quarter))
    if chart is None:
        return None
    title, note = page.say("annual.map"), page.say("network.map.note")
    return Figure(page.figure(), title, chart, page.fmt.date(page.day, "month"), note)


def flows_of_the_year(page: Page) -> Figure | None:
    """Return what flowed between places of the factor that has the most entries."""
    flows = flows_over_a_year(page.records, page.quarter)
    entries = Counter[str]()
    for flow in flows:
        entries[flow.kind] += flow.entries
    kind = min(entries, key=lambda each: (-entries[each], each), default="")
    chart = flow_chart(_teller(page), flows, kind) if kind else None
    if chart is None:
        return None
    title = page.say("annual.flows", kind=page.choice("factor_kind", kind))
    left = sum(flow.unmeasured for flow in flows if flow.kind == kind)
    note = page.count("network.unmeasured", left) if left else ""
    return Figure(page.figure(), title, chart, page.say("annual.flows.unit"), note)


def _teller(page: Page) -> Teller:
    return Teller(page.fmt, page.names, places(page.records))
