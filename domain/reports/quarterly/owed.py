"""Costs that are divided: who owes whom, as a sentence and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.reports.sources import Source
from domain.reports.tree import Column, Row, Table
from domain.settling.owing import owed

if TYPE_CHECKING:
    from domain.models.settled import QuarterSettlement
    from domain.models.sharing_terms import RuleTerms
    from domain.reports.page import Page
    from domain.reports.tree import Block
    from domain.settling.owing import Transfer
    from domain.settling.statement import Statement

_AMOUNTS: Final = ("amount", "paid", "open")


def owed_finding(page: Page, result: QuarterSettlement) -> str:
    """Say how much is divided and what each party gets back or owes, empty without such a rule."""
    settled = [rule for rule in result.costs if rule.outcome == "settled"]
    if not settled:
        return ""
    balances = {party: result.set_off_fen(party) for party in result.parties}
    parts = [
        page.say(
            "sharing.finding.paid_back" if amount > 0 else "sharing.finding.owes",
            party=page.names.party_short(party),
            amount=page.fmt.yuan(abs(amount)),
        )
        for party, amount in balances.items()
        if amount
    ]
    total = page.fmt.yuan(sum(rule.pool_fen for rule in settled))
    if not parts:
        return page.say("sharing.finding.costs.even", total=total)
    return page.say("sharing.finding.costs", total=total, parts=page.listed(parts))


def counted_costs(page: Page, terms: RuleTerms) -> str:
    """Say how many costs are left out for want of an amount or a payer, empty when none is."""
    known = sum(each.known for each in terms.taxes)
    expected = sum(each.expected for each in terms.taxes)
    if known == expected:
        return ""
    return page.say("sharing.note.costs", rule=terms.code, known=known, expected=expected)


def owed_blocks(page: Page, found: Statement) -> list[Block]:
    """Return a table of who owes whom, nothing where no cost is divided."""
    owing = [(rule.rule, each) for rule in found.rules for each in owed(rule)]
    if not owing:
        return []
    say = page.texts.say
    columns = (
        Column(say("entity.sharing_rule", page.lang)),
        Column(say("settling.owed.debtor", page.lang)),
        Column(say("settling.owed.creditor", page.lang)),
        *(Column(say(f"settling.owed.{name}", page.lang), "right") for name in _AMOUNTS),
    )
    rows = tuple(_row(page, code, each) for code, each in owing)
    unit = page.say("sharing.table.unit")
    return [Table(page.table(), page.say("sharing.owed"), columns, rows, unit=unit)]


def _row(page: Page, rule: str, owing: Transfer) -> Row:
    """Return what one party owes another; both names lead to the lines of the settlement."""
    amounts = map(page.fmt.yuan, (owing.fen, owing.paid_fen, owing.open_fen))
    lines = (owing.debtor, owing.creditor)
    cells = (rule, *(page.names.party_short(line.party) for line in lines), *amounts)
    if not owing.debtor.record:
        return Row(cells)
    own, other = ((Source("settlement_line", line.record),) for line in lines)
    return Row(cells, sources=((), own, other, own, own, own))
