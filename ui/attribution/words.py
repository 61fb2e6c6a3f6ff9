"""Put attributions into words, cells and rows that leave the program."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from domain.formatting import UNKNOWN
from domain.indicators.families import INDICATORS
from domain.indicators.wording import name as indicator_name
from domain.measures import exactly, measure_of
from domain.tables import Heading
from ui.components.tables.cells import Cell, Column
from ui.place_names import party_short, place_short

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from domain.attribution.ledger import Entry, Ledger, Place
    from domain.records import Records
    from domain.tables import Cell as Exported
    from ui.values import Values

_INDENT: Final = "\u2003"
LOOKS: Final = {
    "agreed": ("ok", ""),
    "rule": ("ok", ""),
    "full": ("warn", ""),
    "rest": ("warn", ""),
    "partial": ("crit", ""),
    "open": ("unknown", ""),
}
"""State → look and icon of its cell."""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the ledger: an indicator, or one of several places where it is counted."""

    entry: Entry
    place: Place | None

    @property
    def key(self) -> str:
        """Name the row so that it is found again when the records were read anew."""
        return f"{self.entry.indicator}/{self.place.region if self.place else ''}"

    @property
    def places(self) -> tuple[Place, ...]:
        """The places that are agreed on from this row."""
        return (self.place,) if self.place else self.entry.places


def shown_rows(ledger: Ledger) -> list[ShownRow]:
    """Return the rows: each indicator, and its places where there are several."""
    rows: list[ShownRow] = []
    for entry in ledger.entries:
        rows.append(ShownRow(entry, None))
        if len(entry.places) > 1:
            rows += [ShownRow(entry, place) for place in entry.places]
    return rows


@dataclass(frozen=True, slots=True)
class Wording:
    """Word a ledger in the language in force."""

    values: Values
    records: Records

    def indicator(self, key: str) -> str:
        """Return what an indicator is called; one that is none of ours keeps its own name."""
        language = self.values.language
        known = key in INDICATORS
        return indicator_name(language.texts, language.lang, key, short=True) if known else key

    def unit(self, key: str) -> str:
        """Return the unit of an indicator."""
        return self.values.format.unit(_unit(key))

    def amount(self, key: str, value: int | None) -> str:
        """Return a value of an indicator, without its unit."""
        known = INDICATORS.get(key)
        return self.values.format.measure(value, _unit(key), known.decimals if known else None)

    def share(self, share: Fraction | None) -> str:
        """Return a share in percent, always with a decimal: figures before it stay in line."""
        return self.values.format.percent(share)

    def region(self, region: str) -> str:
        """Return the short name of a place."""
        return place_short(self.values, self.records, "region", region) if region else UNKNOWN

    def party(self, party: str) -> str:
        """Return the short name of a party."""
        return party_short(self.values, self.records, party)

    def state(self, row: ShownRow) -> str:
        """Return in words how far an attribution is agreed."""
        say = self.values.language.say
        place = row.place or row.entry.places[0]
        state = (row.place or row.entry).state
        if state in ("rule", "rest"):
            ruled = place.ruled or next(each.ruled for each in row.entry.places if each.ruled)
            code = ruled.rules[0][0] if ruled else ""
            return say(f"attribution.state.{state}", rule=code)
        if row.place is None and state == "open" and row.entry.counted:
            return say("attribution.state.some")
        twice = state == "agreed" and row.place is None and row.entry.twice
        return say("attribution.state.twice" if twice else f"attribution.state.{state}")

    def place_words(self, row: ShownRow) -> str:
        """Return where an indicator is counted by law."""
        if row.place is not None or len(row.entry.places) == 1:
            return self.region(row.places[0].region)
        count = len(row.entry.places)
        return self.values.language.say(
            "attribution.places", count=count, number=self.values.format.integer(count)
        )

    def columns(self, parties: Sequence[str]) -> tuple[Column, ...]:
        """Return the columns of the ledger."""
        say = self.values.language.say
        return (
            Column(say("attribution.indicator"), "text", -1, "", "indicator"),
            # Where it has no room, the panel beside says where an indicator is counted.
            Column(say("attribution.legal"), "text", -1, "", "legal", spare=True),
            Column(say("attribution.total"), "figure", -1, "", "total"),
            *(Column(self.party(party), "figure", -1, "", party) for party in parties),
            Column(say("attribution.state"), "state", 0, "", "state"),
        )

    def cells(self, row: ShownRow, parties: Sequence[str]) -> list[Cell]:
        """Return the cells of a row; the consolidated total stands there once."""
        entry, one = row.entry, row.place
        key, place = entry.indicator, self.place_words(row)
        value = one.value if one else entry.value
        tone = "" if one is None else "text_secondary"
        if one is None:
            name = Cell(self.indicator(key), self.unit(key), strong=True)
        else:
            # Below its indicator a place stands further in, and leaves the column of places free.
            name = Cell(f"{_INDENT}{place}", tone=tone, tip=f"{self.indicator(key)}, {place}")
        told = self.state(row)
        state, icon = LOOKS[(one or entry).state]
        if state == "ok" and one is None and entry.twice:
            state = "warn"
        return [
            name,
            Cell(place if one is None else "", tone="text_secondary"),
            Cell(self.amount(key, value), strong=one is None, tone=tone),
            *(self._party_cell(row, party, tone) for party in parties),
            Cell(told, state=state, icon=icon, tip=told),
        ]

    def _party_cell(self, row: ShownRow, party: str, tone: str) -> Cell:
        source = row.place or row.entry
        figure = (row.place.figures or {}).get(party) if row.place else row.entry.figure(party)
        share = source.share_of(party)
        if figure is None and share is None:
            return Cell(UNKNOWN, tone="text_note")
        return Cell(self.amount(row.entry.indicator, figure), self.share(share), tone=tone)


def _unit(key: str) -> str:
    known = INDICATORS.get(key)
    return known.unit if known else ""


def sheet(
    wording: Wording, ledger: Ledger, parties: Sequence[str]
) -> tuple[tuple[Heading, ...], list[list[Exported]]]:
    """Return the ledger as a table that leaves the program: money in yuan, shares in percent."""
    say = wording.values.language.say
    titles = ("indicator", "unit", "legal", "total", "twice", "state")
    named = {name: say(f"attribution.{name}") for name in titles}
    heads = [Heading(name, named[name], "", numeric=False) for name in titles[:3]]
    heads.append(Heading("total", named["total"], "", numeric=True))
    for party in parties:
        name = wording.party(party)
        heads.append(Heading("figure", name, "", numeric=True))
        heads.append(Heading("share", name, "%", numeric=True))
    heads.append(Heading("twice", named["twice"], "", numeric=True))
    heads.append(Heading("state", named["state"], "", numeric=False))
    rows = [_exported(wording, row, parties) for row in shown_rows(ledger)]
    return tuple(heads), rows


def _exported(wording: Wording, row: ShownRow, parties: Sequence[str]) -> list[Exported]:
    key, source = row.entry.indicator, row.place or row.entry
    unit = _unit(key)
    money = unit == "money"
    shown = wording.values.format.unit("yuan" if money else unit)
    cells: list[Exported] = [wording.indicator(key), shown, wording.place_words(row)]
    cells.append(_number(source.value, unit))
    for party in parties:
        figure = (row.place.figures or {}).get(party) if row.place else row.entry.figure(party)
        share = source.share_of(party)
        cells += [_number(figure, unit), None if share is None else _decimal(share / 100)]
    return [*cells, _number(source.twice or None, unit), wording.state(row)]


def _number(value: int | None, unit: str) -> Decimal | int | None:
    if value is None:
        return None
    divisor = measure_of("yuan" if unit == "money" else unit).divisor
    return value if divisor == 1 else _decimal(exactly(value) / divisor)


def _decimal(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.01"))
