"""Put into words and cells who owes whom of the costs that are divided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.components.tables.cells import Cell, Column

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.settling.owing import Transfer
    from ui.settling.words import Names
    from ui.values import Values


def owed_columns(values: Values) -> tuple[Column, ...]:
    """Return the columns of who owes whom."""
    say, yuan = values.language.say, values.format.unit("yuan")
    return (
        Column(say("settling.rule.title"), "text", -1, "", "rule"),
        Column(say("settling.owed.debtor"), "text", 0, "", "debtor"),
        Column(say("settling.owed.creditor"), "text", 0, "", "creditor"),
        *(
            Column(say(f"settling.owed.{name}"), "figure", -1, yuan, name)
            for name in ("amount", "paid", "open")
        ),
    )


def owed_cells(values: Values, names: Names, rule: str, owed: Transfer) -> list[Cell]:
    """Return the cells of what one party owes another."""
    yuan = values.format.yuan
    return [
        Cell(rule, tone="text_secondary"),
        Cell(names.party(owed.debtor.party)),
        Cell(names.party(owed.creditor.party)),
        Cell(yuan(owed.fen), strong=True),
        Cell(yuan(owed.paid_fen)),
        Cell(yuan(owed.open_fen), tone="" if owed.open_fen else "text_note"),
    ]


def owed_sentences(values: Values, names: Names, found: Iterable[Transfer], party: str) -> str:
    """Say what a party owes whom, or who owes it what, one sentence a line."""
    say, yuan = values.language.say, values.format.yuan
    return "\n".join(
        say(
            "settling.owed.sentence",
            debtor=names.party(each.debtor.party),
            creditor=names.party(each.creditor.party),
            amount=yuan(each.fen),
            open=yuan(each.open_fen),
        )
        for each in found
        if party in {each.debtor.party, each.creditor.party}
    )
