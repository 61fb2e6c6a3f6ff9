"""What each party is counted of returned output for appraisal, where no money moves."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from domain.models.attribution_inputs import attribute
from domain.reports.quarterly.attributed import listed, not_agreed
from domain.reports.tree import Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.attribution.ledger import Ledger
    from domain.reports.page import Page
    from domain.reports.tree import Block


def attributions(page: Page, found: Ledger | None = None) -> tuple[Block, ...]:
    """Tell what each party is counted of output for appraisal, over all quarters told of.

    With the ledger of a quarter it is also said what is not agreed yet.
    """
    totals: dict[str, Counter[str]] = {}
    left: dict[str, dict[str, None]] = {}
    for quarter in page.period.quarters:
        for each in attribute(page.records, quarter):
            if not each.total_fen:
                continue
            parties = totals.setdefault(each.rule.code, Counter())
            parties.update({party: each.party_fen(party) for party in each.parties})
            left.setdefault(each.rule.code, {}).update(dict.fromkeys(each.unattributed))
    told = [
        _attribution(page, rule, parties, tuple(left[rule])) for rule, parties in totals.items()
    ]
    # Where there is a table of what is agreed it is said below that.
    still = not_agreed(page, found) if found and not listed(found) else ""
    words = page.sentences(*told, still)
    return (Note(words),) if words else ()


def _attribution(page: Page, rule: str, parties: Counter[str], left: Sequence[str]) -> str:
    # In the unit of its parts, large as it may be: whoever reads it adds them up.
    total = page.fmt.with_unit(parties.total(), "money")
    parts = [
        page.say(
            "sharing.attribution.part",
            party=page.names.party_short(party),
            amount=page.fmt.with_unit(amount, "money"),
        )
        for party, amount in parties.most_common()
    ]
    told = page.say(
        "sharing.attribution",
        rule=rule,
        parts=page.say("list.comma").join(parts),
        total=total,
    )
    if not left:
        return told
    codes = page.say("list.comma").join(left)
    rest = page.say("sharing.attribution.left", number=len(left), codes=codes)
    return page.sentences(told, rest)
