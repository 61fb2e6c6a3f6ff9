"""What the records hold of the costs that rules divide: their sums, who paid, who used the park."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.models.sharing_terms import COST_BASES, TaxBase
from domain.records import Condition, Query
from domain.space.rent import all_terms
from domain.standing.kept import kept
from domain.standing.rows import amount, text, text_of, whole_of
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from domain.records import Records
    from domain.units import Quarter


@dataclass(frozen=True, slots=True)
class CostEntry:
    """A cost of the quarter: what was paid less what was recovered.

    Attributes:
        building: its record.
        payer: code of the party that paid, empty while it is not known.
        net_fen: None while it is not known what was paid; what was recovered counts once known.
    """

    record: str
    building: str
    category: str
    payer: str
    net_fen: int | None

    @property
    def counted_fen(self) -> int | None:
        """What is divided: None while the amount, or the party to be paid back, is unknown."""
        return self.net_fen if self.payer else None


def cost_entries(records: Records, quarter: Quarter) -> tuple[CostEntry, ...]:
    """Return the costs of a quarter, by building and kind."""
    rows = records.select(
        Query(
            "cost",
            columns=("building", "category", "payer.code", "actual_fen", "recovered_fen"),
            where=(Condition("quarter", "=", str(quarter)),),
            order=("building.code", "category"),
        )
    )
    return tuple(
        CostEntry(
            text(row, "id"),
            text(row, "building"),
            text(row, "category"),
            text(row, "payer.code"),
            None
            if (actual := whole_of(row, "actual_fen")) is None
            else actual - amount(row, "recovered_fen"),
        )
        for row in rows
    )


def cost_bases(
    entries: Iterable[CostEntry], divisions: Mapping[str, str]
) -> tuple[tuple[TaxBase, ...], tuple[tuple[str, int], ...]]:
    """Return the kinds of cost that a rule divides, and what each party paid of them.

    Args:
        entries: of the quarter.
        divisions: kind of cost → ``shares`` or ``use``; without any all kinds go by shares.
    """
    mine = [each for each in entries if not divisions or each.category in divisions]
    present = {each.category for each in mine}
    bases = [
        _base(category, [each.counted_fen for each in mine if each.category == category], divisions)
        for category in COST_BASES
        if category in (divisions or present)
    ]
    paid: dict[str, int] = {}
    for each in mine:
        if each.counted_fen is not None:
            paid[each.payer] = paid.get(each.payer, 0) + each.counted_fen
    return tuple(bases), tuple(paid.items())


def _base(category: str, amounts: list[int | None], divisions: Mapping[str, str]) -> TaxBase:
    known = [fen for fen in amounts if fen is not None]
    return TaxBase(
        COST_BASES[category],
        sum(known) if known else None,
        WHOLE_BP,
        len(known),
        len(amounts),
        by_use=divisions.get(category) == "use",
    )


@dataclass(frozen=True, slots=True)
class Use:
    """A lease that ran in a quarter.

    Attributes:
        area: hundredths of a m².
        days: of the quarter on which it ran.
        party: on whose account the area counts, empty where that cannot be said.
    """

    lease: str
    number: str
    firm: str
    area: int
    days: int
    party: str


@dataclass(frozen=True, slots=True)
class Accounts:
    """On whose account a tenant uses the park: the party of the region where it produces.

    Attributes:
        regions: region → party; ``above`` region → the one it belongs to.
        sites: firm → region of its production.
        otherwise: party where no region on the way up has one, empty when there is none.
    """

    regions: Mapping[str, str]
    above: Mapping[str, str]
    sites: Mapping[str, str]
    otherwise: str = ""

    def party(self, firm: str) -> str:
        """Return the party of a tenant, empty while its place of production is not known."""
        region = self.sites.get(firm, "")
        if not region:
            return ""
        while region and region not in self.regions:
            region = self.above.get(region, "")
        return self.regions.get(region, self.otherwise)


@kept
def _places(records: Records) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return which region lies in which, and where each firm produces."""
    regions = records.select(Query("region", columns=("parent",)))
    firms = records.select(Query("firm", columns=("production_site",)))
    above = {text(row, "id"): parent for row in regions if (parent := text_of(row, "parent"))}
    sites = {text(row, "id"): site for row in firms if (site := text_of(row, "production_site"))}
    return above, sites


def accounts(
    records: Records, agreement: str, named: Mapping[str, str], otherwise: str
) -> Accounts:
    """Return on whose account tenants use the park under a rule.

    Args:
        records: the park's.
        agreement: whose parties count for their own regions.
        named: region → party as the rule says; it goes before a party's own region.
        otherwise: the rule's party of the origin.
    """
    rows = records.select(
        Query(
            "agreement_party",
            columns=("party.code", "party.region"),
            where=(Condition("agreement", "=", agreement), Condition("party.region", "known")),
            order=("-rank",),
        )
    )
    own = {text(row, "party.region"): text(row, "party.code") for row in rows}
    return Accounts({**own, **named}, *_places(records), otherwise)


def uses(records: Records, quarter: Quarter, of: Accounts) -> tuple[Use, ...]:
    """Return the leases that ran in a quarter, each on some party's account, by number."""
    found: list[Use] = []
    for each in all_terms(records):
        first, last = max(each.start, quarter.first_day), min(each.until, quarter.last_day)
        days = (last - first).days + 1
        if days > 0:
            party = of.party(each.firm)
            found.append(Use(each.lease, each.number, each.firm, each.area, days, party))
    return tuple(found)


def by_party(found: Iterable[Use]) -> tuple[tuple[str, int], ...]:
    """Return the area let on each party's account times its days."""
    sums: dict[str, int] = {}
    for each in found:
        if each.party:
            sums[each.party] = sums.get(each.party, 0) + each.area * each.days
    return tuple(sums.items())
