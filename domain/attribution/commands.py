"""What is done with attributions: agree on shares, take over those of an earlier quarter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.attribution.ledger import earlier_agreed, ledger, open_places, shares_of
from domain.commands import inserting, updating
from domain.entities.attribution_share import SPEC
from domain.errors import DomainError
from domain.ids import new_id
from domain.periods import check_open
from domain.records import Write
from domain.rules import field_breaches
from domain.standing.rows import text
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from domain.records import Records, Specs, Value
    from domain.units import Quarter


@dataclass(frozen=True, slots=True)
class AgreeShares:
    """Record what the parties agree for an indicator at the places where it is counted by law.

    Attributes:
        regions: the places; the same shares hold at each.
        shares: party → basis points; where each counts fully, 10,000 for each that counts.
        counting: ``divided`` or ``full``.
        note: what the agreement rests on.
    """

    quarter: Quarter
    indicator: str
    regions: tuple[str, ...]
    shares: Mapping[str, int]
    counting: str = "divided"
    note: str = ""
    reason: str = ""
    key: str = "command.agree_attribution"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the attributions with their shares, in place of those agreed before.

        Raises:
            DomainError: what ``check_shares`` refuses, ``required``
                for a place that is not recorded, or ``quarter_closed``.
        """
        check_shares(self.shares, self.counting)
        for region in self.regions:
            yield from self._at(records, specs, region)

    def _at(self, records: Records, specs: Specs, region: str) -> Iterator[Write]:
        found = records.find(
            "attribution",
            indicator=self.indicator,
            quarter=str(self.quarter),
            legal_region=region or None,
        )
        kept: dict[str, Value] = {"counting": self.counting, "note": self.note.strip() or None}
        record = str(found[0]["id"]) if found else new_id()
        if found:
            check_open(records, specs["attribution"], found[0])
            for share in records.find("attribution_share", attribution=record):
                yield Write("delete", "attribution_share", str(share["id"]))
            yield from updating(records, specs, "attribution", record, kept)
        else:
            values: dict[str, Value] = {
                "indicator": self.indicator,
                "quarter": str(self.quarter),
                "legal_region": region or None,
                **kept,
            }
            yield from inserting(records, specs, "attribution", record, values)
        for party, share_bp in self.shares.items():
            if share_bp:
                # Held against each other above; what is taken away here still stands in the
                # records, so that the entity's own rule would add it up too.
                row: dict[str, Value] = {
                    "attribution": record, "party": party, "share_bp": share_bp,
                }  # fmt: skip
                yield Write("insert", "attribution_share", new_id(), row)


def check_shares(shares: Mapping[str, int], counting: str) -> None:
    """Refuse shares that do not divide the whole, or nobody to count it.

    Raises:
        DomainError: ``negative``, ``too_large``, ``attribution_shares_short``,
            ``attribution_shares_over`` or ``attribution_nobody``.
    """
    field = SPEC.field("share_bp")
    for share_bp in shares.values():
        for breach in field_breaches(field, share_bp):
            breach.table = SPEC.table
            raise breach
    total = sum(shares.values())
    place = {"table": SPEC.table, "field": field.name}
    if not total:
        raise DomainError("attribution_nobody", **place)
    if counting != "full" and total != WHOLE_BP:
        gap = WHOLE_BP - total
        key = "attribution_shares_short" if gap > 0 else "attribution_shares_over"
        raise DomainError(key, **place, total_bp=total, gap_bp=abs(gap))


@dataclass(frozen=True, slots=True)
class TakeOverShares:
    """Agree for a quarter, wherever nothing is agreed, on the shares agreed last."""

    quarter: Quarter
    reason: str = ""
    key: str = "command.take_over_attribution"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the attributions with their shares.

        Raises:
            DomainError: ``attribution_nothing_earlier``, or ``quarter_closed``.
        """
        found = taken_over(records, self.quarter)
        if not found:
            raise DomainError("attribution_nothing_earlier", table="attribution")
        for each in found:
            yield from each.writes(records, specs)


def taken_over(records: Records, quarter: Quarter) -> tuple[AgreeShares, ...]:
    """Return what would be agreed for a quarter by the shares agreed last."""
    found: list[AgreeShares] = []
    for place in open_places(ledger(records, quarter).entries):
        row = earlier_agreed(records, quarter, place.indicator, place.region)
        shares = shares_of(records, text(row, "id")) if row else {}
        if row is None or not shares:
            continue
        note, counting = text(row, "note"), text(row, "counting") or "divided"
        if counting == "full" or sum(shares.values()) == WHOLE_BP:
            found.append(
                AgreeShares(quarter, place.indicator, (place.region,), shares, counting, note)
            )
    return tuple(found)
