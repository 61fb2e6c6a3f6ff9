"""What is held back of the parties' amounts, from its opening to its closing in the quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.reports.tree import Column, Row, Table

if TYPE_CHECKING:
    from domain.reports.page import Page
    from domain.reports.tree import Block
    from domain.settling.statement import Held, Statement

_COLUMNS: Final = ("opening", "corrected", "deposit", "release", "forfeit", "closing")


def escrow_blocks(page: Page, found: Statement) -> list[Block]:
    """Return a table of what is held back, nothing where no rule holds anything."""
    held = [(rule.rule, each) for rule in found.rules for each in rule.holdings]
    if not held:
        return []
    say = page.texts.say
    columns = (
        Column(say("entity.sharing_rule", page.lang)),
        Column(say("entity.party", page.lang)),
        Column(say("field.settlement_escrow.clause", page.lang), kind="muted"),
        *(Column(say(f"settling.escrow.{name}", page.lang), "right") for name in _COLUMNS),
    )
    rows = tuple(Row((code, *_cells(page, each))) for code, each in held)
    unit = page.say("sharing.table.unit")
    return [Table(page.table(), page.say("sharing.escrow"), columns, rows, unit=unit)]


def _cells(page: Page, held: Held) -> tuple[str, ...]:
    amounts = (
        held.opening_fen,
        held.corrected_fen,
        held.deposit_fen,
        held.release_fen,
        held.forfeit_fen,
        held.closing_fen,
    )
    clause = held.clause or page.fmt.number(None)
    return (page.names.party_short(held.party), clause, *map(page.fmt.yuan, amounts))
