"""Who may count which part of each statistic, as the page of the attribution shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.attribution.ledger import ledger
from domain.formatting import UNKNOWN
from domain.indicators.families import INDICATORS
from domain.reports.tree import Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.attribution.ledger import Entry, Ledger
    from domain.reports.page import Page


def counted(page: Page) -> Ledger:
    """Return who may count what in the quarter that the report ends with."""
    return ledger(page.records, page.quarter)


def listed(found: Ledger) -> tuple[Entry, ...]:
    """Return the statistics that the table lists; none where nothing is agreed beside the rules."""
    recorded = any(place.record for entry in found.entries for place in entry.places)
    return tuple(entry for entry in found.entries if entry.counted) if recorded else ()


def attributed(page: Page, found: Ledger) -> tuple[Table, ...]:
    """Return the shares agreed for the quarter as a table, nothing where it would list nothing.

    The total stands once; what is counted twice and what is not agreed yet is said below.
    """
    shown = listed(found)
    if not shown:
        return ()
    parties = tuple(
        party
        for party in _parties(found)
        if any(entry.figure(party) is not None for entry in shown)
    )
    table = Table(
        page.table(),
        page.say("sharing.attributed"),
        (
            Column(page.say("sharing.attributed.indicator")),
            Column(page.say("sharing.attributed.total"), "right"),
            *(Column(page.names.party_short(party), "right") for party in parties),
        ),
        tuple(_row(page, entry, parties) for entry in shown),
        unit=page.say("sharing.attributed.unit"),
        note=page.sentences(_twice(page, found), not_agreed(page, found)),
        density="tight",
    )
    return (table,)


def not_agreed(page: Page, found: Ledger) -> str:
    """Say of which statistics nothing whole is agreed yet, empty when all are agreed."""
    names = [_name(page, entry) for entry in found.not_agreed]
    return page.say("sharing.attributed.open", indicators=page.listed(names)) if names else ""


def _parties(found: Ledger) -> tuple[str, ...]:
    """Return those that share, then whoever else was given something."""
    others = [
        party for entry in found.entries for place in entry.places for party in place.figures or {}
    ]
    return tuple(dict.fromkeys([*found.parties, *others]))


def _row(page: Page, entry: Entry, parties: Sequence[str]) -> Row:
    cells = [_cell(page, entry, party) for party in parties]
    name = page.say(
        "sharing.attributed.name", indicator=_name(page, entry), unit=_unit(page, entry)
    )
    return Row((name, _amount(page, entry, entry.value), *cells))


def _cell(page: Page, entry: Entry, party: str) -> str:
    figure = entry.figure(party)
    if figure is None:
        return UNKNOWN
    share = page.fmt.percent(entry.share_of(party))
    return page.say("sharing.attributed.cell", amount=_amount(page, entry, figure), share=share)


def _amount(page: Page, entry: Entry, value: int | None) -> str:
    known = INDICATORS.get(entry.indicator)
    return page.fmt.measure(value, known.unit if known else "", known.decimals if known else None)


def _name(page: Page, entry: Entry) -> str:
    known = entry.indicator in INDICATORS
    return page.indicator(entry.indicator) if known else entry.indicator


def _unit(page: Page, entry: Entry) -> str:
    known = INDICATORS.get(entry.indicator)
    return page.fmt.unit(known.unit) if known else ""


def _twice(page: Page, found: Ledger) -> str:
    names = [_name(page, entry) for entry in found.twice]
    return page.say("sharing.attributed.twice", indicators=page.listed(names)) if names else ""
