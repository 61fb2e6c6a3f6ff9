"""Reckon who may count which part of each statistic of a quarter."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from domain.attribution.counted import COUNTED, counted_at
from domain.attribution.ruled import ruled
from domain.indicators.remembered import Remembered
from domain.records import Condition, Query
from domain.standing.rows import amount, text
from domain.units import WHOLE_BP, largest_remainder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from domain.attribution.ruled import Ruled
    from domain.records import Records, Row
    from domain.units import Quarter

State = Literal["agreed", "full", "rule", "rest", "partial", "open"]
NOT_AGREED: Final = frozenset({"open", "partial", "rest"})
"""States in which somebody has still to agree on something."""
_WORST_FIRST: Final[tuple[State, ...]] = ("partial", "open", "rest", "full", "agreed", "rule")


@dataclass(frozen=True, slots=True)
class Place:
    """An indicator where it is counted by law, with what each party may count of it.

    Attributes:
        region: the legal place, empty when it is not recorded.
        value: what arises there, in recorded units; None when unknown.
        record: the agreed attribution, empty when there is none; ``counting`` and ``note`` are its.
        shares: party → agreed basis points.
        figures: party → what it may count.
        ruled: what a rule of an agreement divides of it.
    """

    indicator: str
    region: str
    value: int | None
    state: State
    record: str = ""
    counting: str = "divided"
    note: str = ""
    shares: Mapping[str, int] | None = None
    figures: Mapping[str, int] | None = None
    ruled: Ruled | None = None

    @property
    def counted(self) -> int:
        """What the parties count together."""
        return sum((self.figures or {}).values())

    @property
    def twice(self) -> int:
        """What is counted more than once."""
        return max(0, self.counted - (self.value or 0))

    def share_of(self, party: str) -> Fraction | None:
        """Return which part a party may count, in basis points; None while it may not any."""
        if party in (self.figures or {}) and self.value:
            return Fraction((self.figures or {})[party] * WHOLE_BP, self.value)
        share = (self.shares or {}).get(party)
        return None if share is None else Fraction(share)


@dataclass(frozen=True, slots=True)
class Entry:
    """One indicator of the ledger.

    Attributes:
        value: the consolidated total, as the indicator itself is defined.
    """

    indicator: str
    value: int | None
    places: tuple[Place, ...]

    @property
    def state(self) -> State:
        """The state that most asks for attention among the places."""
        states = {place.state for place in self.places}
        return next(state for state in _WORST_FIRST if state in states)

    @property
    def counted(self) -> int:
        """What the parties count together."""
        return sum(place.counted for place in self.places)

    @property
    def twice(self) -> int:
        """What is counted more than once: by several parties in full, or at several places."""
        within = sum(place.twice for place in self.places)
        return max(within, self.counted - (self.value or 0), 0)

    def figure(self, party: str) -> int | None:
        """Return what a party may count, None while it may not any."""
        found = [(place.figures or {}).get(party) for place in self.places]
        known = [each for each in found if each is not None]
        return sum(known) if known else None

    def share_of(self, party: str) -> Fraction | None:
        """Return which part of the total a party may count, in basis points."""
        if len(self.places) == 1:
            return self.places[0].share_of(party)
        figure = self.figure(party)
        return (
            Fraction(figure * WHOLE_BP, self.value) if figure is not None and self.value else None
        )


@dataclass(frozen=True, slots=True)
class Ledger:
    """The attribution of a quarter.

    Attributes:
        parties: those that share, in the order of the agreements.
    """

    quarter: Quarter
    parties: tuple[str, ...]
    entries: tuple[Entry, ...]

    @property
    def not_agreed(self) -> tuple[Entry, ...]:
        """Indicators of which something is not agreed yet."""
        return tuple(entry for entry in self.entries if entry.state in NOT_AGREED)

    @property
    def twice(self) -> tuple[Entry, ...]:
        """Indicators that are counted more than once."""
        return tuple(entry for entry in self.entries if entry.twice)


def ledger(records: Records, quarter: Quarter) -> Ledger:
    """Return the attribution of a quarter, every indicator once."""
    remembered = Remembered(records)
    typed = _typed(remembered, quarter)
    others = dict.fromkeys(text(row, "indicator") for row in typed)
    indicators = dict.fromkeys([*COUNTED, *others])
    return Ledger(
        quarter,
        sharing_parties(remembered),
        tuple(entry(remembered, quarter, each) for each in indicators),
    )


def history(
    records: Records, indicator: str, quarters: Sequence[Quarter]
) -> tuple[tuple[Quarter, Entry], ...]:
    """Return how an indicator was attributed over several quarters."""
    remembered = Remembered(records)
    return tuple((quarter, entry(remembered, quarter, indicator)) for quarter in quarters)


def entry(records: Records, quarter: Quarter, indicator: str) -> Entry:
    """Return one indicator of a quarter at all places where it is counted by law."""
    counted = counted_at(records, indicator, quarter)
    typed = {
        text(row, "legal_region"): row
        for row in _typed(records, quarter)
        if text(row, "indicator") == indicator
    }
    by_rule = ruled(records, quarter) if indicator == "return_output" else {}
    own = counted.places or {"": counted.value}
    # What is not counted place by place is counted where the parties say that it is.
    regions = dict.fromkeys([*(own if counted.apart or not typed else ()), *typed])
    places = tuple(
        _place(
            records,
            Place(indicator, region, own.get(region) if counted.apart else counted.value, "open"),
            typed.get(region),
            by_rule.get(region),
        )
        for region in regions
    )
    return Entry(indicator, counted.value, places)


def sharing_parties(records: Records) -> tuple[str, ...]:
    """Return who may share: the parties of the agreements, else those that own territory."""
    agreed = records.select(
        Query("agreement_party", columns=("party",), order=("agreement.code", "rank"))
    )
    if agreed:
        return tuple(dict.fromkeys(text(row, "party") for row in agreed))
    kinds = ("origin", "host", "county", "district")
    rows = records.select(
        Query("party", columns=("kind",), where=(Condition("kind", "in", kinds),), order=("code",))
    )
    ranked = sorted(rows, key=lambda row: kinds.index(text(row, "kind")))
    return tuple(text(row, "id") for row in ranked)


def _typed(records: Records, quarter: Quarter) -> list[Row]:
    columns = ("indicator", "legal_region", "counting", "note")
    where = (Condition("quarter", "=", str(quarter)),)
    return records.select(Query("attribution", columns=columns, where=where, order=("id",)))


def _place(records: Records, bare: Place, row: Row | None, rule: Ruled | None) -> Place:
    """Return a place with the shares agreed; a rule goes before what was typed by hand."""
    left = None if bare.value is None else bare.value - (rule.total if rule else 0)
    figures = dict(rule.figures) if rule else {}
    if row is None:
        state: State = ("rest" if left else "rule") if rule else "open"
        return Place(
            bare.indicator, bare.region, bare.value, state, figures=figures or None, ruled=rule
        )
    shares = shares_of(records, text(row, "id"))
    counting = text(row, "counting") or "divided"
    whole = counting == "full" or sum(shares.values()) == WHOLE_BP
    if left is not None and shares and whole:
        for party, part in _parts(left, shares, counting).items():
            figures[party] = figures.get(party, 0) + part
    state = "full" if counting == "full" else "agreed"
    return Place(
        bare.indicator,
        bare.region,
        bare.value,
        state if whole and shares else "partial",
        text(row, "id"),
        counting,
        text(row, "note"),
        shares,
        figures or None,
        rule,
    )


def shares_of(records: Records, attribution: str) -> dict[str, int]:
    """Return party → agreed basis points of a recorded attribution."""
    rows = records.select(
        Query(
            "attribution_share",
            columns=("party", "share_bp"),
            where=(Condition("attribution", "=", attribution),),
            order=("party.code",),
        )
    )
    return {text(row, "party"): amount(row, "share_bp") for row in rows}


def _parts(value: int, shares: Mapping[str, int], counting: str) -> dict[str, int]:
    """Divide whole units so that the parts add up to the value; in full each gets all of it."""
    if counting == "full":
        return dict.fromkeys(shares, value)
    sign = -1 if value < 0 else 1
    parts = largest_remainder(abs(value), tuple(shares.values()))
    return {party: sign * part for party, part in zip(shares, parts, strict=True)}


def earlier_agreed(records: Records, quarter: Quarter, indicator: str, region: str) -> Row | None:
    """Return the last attribution agreed before a quarter for an indicator at a place."""
    rows = records.select(
        Query(
            "attribution",
            columns=("quarter", "counting", "note"),
            where=(
                Condition("indicator", "=", indicator),
                Condition("legal_region", "=", region),
                Condition("quarter", "<", str(quarter)),
            ),
            order=("-quarter",),
            limit=1,
        )
    )
    return rows[0] if rows else None


def open_places(entries: Iterable[Entry]) -> tuple[Place, ...]:
    """Return the places of entries on which nothing whole is agreed yet."""
    return tuple(place for entry in entries for place in entry.places if place.state in NOT_AGREED)
