"""What was paid of a settlement, what is carried over, and what earlier quarters add."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.reports.tree import Row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.reports.page import Page
    from domain.settling.statement import Line, Statement


def paid_rows(page: Page, found: Statement) -> list[Row]:
    """Tell what was paid of the recorded settlement; unknown while none is recorded."""
    parties = found.parties
    lines = {party: found.lines_of(party) for party in parties}
    paid = {party: _paid(lines[party]) for party in parties}
    rows = [*_correction_rows(page, lines), *_reinvested_rows(page, found)]
    if all(amount is None for amount in paid.values()):
        unknown = page.fmt.number(None)
        cells = [unknown] * (len(parties) + 1)
        words = (page.say("sharing.paid_carried"), page.say("sharing.paid_carried.basis"))
        return [*rows, Row((*words, *cells))]
    carried = {
        party: None if paid[party] is None else sum(line.open_fen for line in lines[party])
        for party in parties
    }
    return [*rows, _sums(page, "paid", paid), _sums(page, "carried", carried)]


def _correction_rows(page: Page, lines: Mapping[str, Sequence[Line]]) -> list[Row]:
    """Tell what earlier quarters add or take back, each on a line of its own."""
    quarters = sorted(
        {each.quarter for party in lines.values() for line in party for each in line.corrections}
    )
    rows = []
    for quarter in quarters:
        amounts = [
            sum(
                each.payable_fen
                for line in party
                for each in line.corrections
                if each.quarter == quarter
            )
            for party in lines.values()
        ]
        cells = [page.fmt.yuan(amount) for amount in (*amounts, sum(amounts))]
        words = page.say("sharing.correction", quarter=page.fmt.quarter(quarter))
        rows.append(Row((words, page.say("sharing.correction.basis"), *cells)))
    return rows


def _reinvested_rows(page: Page, found: Statement) -> list[Row]:
    """Tell what earlier quarters put back into the park, or take out of it, before division."""
    corrections = [each for rule in found.rules for each in rule.reinvested]
    rows = []
    for quarter in sorted({each.quarter for each in corrections}):
        total = sum(each.reinvested_fen for each in corrections if each.quarter == quarter)
        words = page.say("sharing.correction.reinvested", quarter=page.fmt.quarter(quarter))
        basis = page.say("sharing.correction.reinvested.basis")
        nobody = [None] * len(found.parties)
        rows.append(Row((words, basis, *nobody, page.fmt.yuan(total))))
    return rows


def _paid(lines: Sequence[Line]) -> int | None:
    known = [line.paid_fen for line in lines if line.paid_fen is not None]
    return sum(known) if known else None


def _sums(page: Page, key: str, amounts: Mapping[str, int | None]) -> Row:
    known = [amount for amount in amounts.values() if amount is not None]
    whole = sum(known) if len(known) == len(amounts) else None
    cells = [page.fmt.yuan(amount) for amount in (*amounts.values(), whole)]
    return Row((page.say(f"sharing.{key}"), page.say(f"sharing.{key}.basis"), *cells))
