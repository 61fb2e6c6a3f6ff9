"""Take stocks, capacities and environments of the regions from the published figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.models.given import NOT_NEGATIVE, POSITIVE
from domain.records import Query
from domain.standing.places import places
from domain.standing.rows import number_of, text
from domain.studies.naming import names
from domain.studies.regions import (
    indicators,
    nearest_with_figures,
    series,
    taken,
    tells_room,
    told,
    until,
    usual_stock,
)
from domain.studies.study import Choice, NothingToStudy, Option, Said, StudyInput

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Records
    from domain.studies.regions import Series, Taken

PARK: Final = "park"
"""Stands for the enclave where none is recorded: the park between its origin and its host."""

ASSUMED: Final = "assumed"
EQUAL: Final = "equal"
PER_STOCK: Final = "per:"
_DECAY_PER_KM: Final = 0.002
_FEWEST: Final = 2


@dataclass(frozen=True, slots=True)
class Network:
    """The regions of the model; the home is the first, the host the second.

    Attributes:
        regions: ids of records.
        labels: their names, in the same order.
        stocks: the indicator that counts the factors; ``picked`` its last figures.
        beside: regions left out because a figure they need is nowhere known.
    """

    regions: tuple[str, ...]
    labels: tuple[Said, ...]
    stocks: Series
    picked: Taken
    names: Mapping[str, Said]
    beside: tuple[str, ...] = ()

    @property
    def home(self) -> str:
        """Region that opened the enclave."""
        return self.regions[0]

    @property
    def host(self) -> str:
        """Region in which it stands."""
        return self.regions[1]


def region_of_party(records: Records, party: str) -> str:
    """Return the region of a party, else the region of the same name, empty when there is none."""
    row = records.get("party", party)
    if row is None:
        return ""
    if text(row, "region"):
        return text(row, "region")
    name = text(row, "name_zh")
    same = records.find("region", name_zh=name) if name else []
    return text(same[0], "id") if same else ""


def sides(records: Records, enclave: str) -> tuple[str, str]:
    """Return the regions of an enclave's origin and host; of the park's where none is recorded."""
    if enclave == PARK:
        known = places(records)
        return region_of_party(records, known.origin), region_of_party(records, known.host)
    row = records.get("enclave", enclave) or {}
    host = region_of_party(records, text(row, "host")) or text(row, "region")
    return region_of_party(records, text(row, "origin")), host


def usable(records: Records, enclave: str, quarter: str) -> dict[str, Series]:
    """Return the indicators that have figures of both the home and the host."""
    home, host = sides(records, enclave)
    found = {}
    for each in indicators(records):
        known = until(series(records, each), quarter)
        places = {nearest_with_figures(records, side, known) for side in (home, host)}
        if "" not in places and len(places) == _FEWEST:
            found[each] = known
    return found


def choices(records: Records, quarter: str) -> tuple[Choice, ...]:
    """Return which enclave, and which indicators stand for stock, room and environment.

    Raises:
        NothingToStudy: no enclave, or no figures of both its sides.
    """
    named = names(records, "enclave")
    if not named:
        known = places(records)
        if not known.origin or not known.host:
            raise NothingToStudy(Said("study.flow.nothing.enclave"), "enclave")
        named = {PARK: Said("study.flow.option.park")}
    enclave = next((each for each in named if usable(records, each, quarter)), None)
    if enclave is None:
        raise NothingToStudy(Said("study.flow.nothing.figures"), "region_figure")
    found = usable(records, enclave, quarter)
    stock = usual_stock(tuple(found)) or next(iter(found))
    return (
        Choice("enclave", tuple(Option(key, name) for key, name in named.items()), enclave),
        Choice("stock", tuple(_option(each) for each in found.values()), stock),
        _room_choice(found),
        _environment_choice(found, stock),
    )


def _option(known: Series) -> Option:
    return Option(known.indicator, known.named)


def _room_choice(found: Mapping[str, Series]) -> Choice:
    options = [_option(known) for each, known in found.items() if tells_room(each)]
    options.append(Option(ASSUMED, Said("study.flow.option.no_room")))
    return Choice("capacity", tuple(options), options[0].value)


def _environment_choice(found: Mapping[str, Series], stock: str) -> Choice:
    others = [known for each, known in found.items() if each != stock and not tells_room(each)]
    options = [
        Option(
            f"{PER_STOCK}{each.indicator}",
            Said("study.flow.option.per_stock", {"indicator": each.named}),
        )
        for each in others
    ]
    options += [_option(each) for each in others]
    options.append(Option(EQUAL, Said("study.flow.option.equal")))
    return Choice("environment", tuple(options), options[0].value)


def network(records: Records, quarter: str, chosen: Mapping[str, str]) -> Network:
    """Return the regions that have a figure of stock, and of what else was chosen.

    Raises:
        NothingToStudy: home or host has none.
    """
    stocks = until(series(records, chosen["stock"]), quarter)
    home, host = (
        nearest_with_figures(records, side, stocks) for side in sides(records, chosen["enclave"])
    )
    if not home or not host or home == host:
        raise NothingToStudy(Said("study.flow.nothing.figures"), "region_figure")
    others = sorted(each for each in stocks.values if each not in {home, host})
    picked = taken(stocks, (home, host, *others))
    needed = [
        series(records, chosen[name].removeprefix(PER_STOCK))
        for name in ("capacity", "environment")
        if chosen[name] not in {ASSUMED, EQUAL}
    ]
    whole = [
        each
        for each in picked.values
        if picked.values[each] > 0 and all(_positive(known, each) for known in needed)
    ]
    if home not in whole or host not in whole:
        raise NothingToStudy(Said("study.flow.nothing.figures"), "region_figure")
    named = names(records, "region")
    return Network(
        tuple(whole),
        tuple(named[each] for each in whole),
        stocks,
        taken(stocks, whole),
        named,
        tuple(each for each in stocks.values if each not in whole),
    )


def _positive(known: Series, region: str) -> bool:
    return any(value > 0 for value in known.values.get(region, {}).values())


def stock_input(net: Network) -> StudyInput:
    """Return the stocks with their source, and which regions were left out."""
    source = told(net.stocks, net.picked, net.names)
    if net.beside:
        left = [net.names[each] for each in net.beside]
        source = Said("study.source.figure_left_out", {"figure": source, "regions": left})
    values = [net.picked.values[each] for each in net.regions]
    return StudyInput("stock", values, "records", source, "", NOT_NEGATIVE, labels=net.labels)


def capacity_input(records: Records, quarter: str, chosen: str, net: Network) -> StudyInput:
    """Return the room of each region; without figures each has as much as it uses now."""
    if chosen == ASSUMED:
        values = [net.picked.values[each] for each in net.regions]
        source = Said("study.flow.source.no_room")
        return StudyInput("capacity", values, "assumed", source, "", POSITIVE, labels=net.labels)
    known = until(series(records, chosen), quarter)
    picked = taken(known, net.regions)
    values = [picked.values[each] for each in net.regions]
    source = told(known, picked, net.names)
    return StudyInput("capacity", values, "records", source, "", POSITIVE, labels=net.labels)


def environment_input(records: Records, quarter: str, chosen: str, net: Network) -> StudyInput:
    """Return the environment of each region, scaled to a mean of 1."""
    if chosen == EQUAL:
        source = Said("study.flow.source.equal")
        ones = [1.0] * len(net.regions)
        return StudyInput("environment", ones, "assumed", source, "", POSITIVE, labels=net.labels)
    known = until(series(records, chosen.removeprefix(PER_STOCK)), quarter)
    picked = taken(known, net.regions)
    values = [picked.values[each] for each in net.regions]
    key = "study.flow.source.scaled"
    if chosen.startswith(PER_STOCK):
        key = "study.flow.source.scaled_per_stock"
        values = [
            value / net.picked.values[each] for value, each in zip(values, net.regions, strict=True)
        ]
    mean = sum(values) / len(values)
    source = Said(key, {"figure": told(known, picked, net.names), "stock": net.stocks.named})
    scaled = [value / mean for value in values]
    return StudyInput("environment", scaled, "records", source, "", POSITIVE, labels=net.labels)


def proximity_input(records: Records, net: Network) -> StudyInput:
    """Return how near regions are, from their distances to the host; 1 for all when unknown.

    Two regions lie at least as far apart as their distances to the host differ; nearness falls
    by a fifth per 100 km of that.
    """
    import math

    rows = records.select(Query("region", columns=("distance_km",)))
    known = {text(row, "id"): number_of(row, "distance_km") for row in rows}
    known[net.host] = 0.0
    distances = [known.get(each) for each in net.regions]
    missing = [
        net.names[each]
        for each, distance in zip(net.regions, distances, strict=True)
        if distance is None
    ]
    if missing:
        source = Said("study.flow.source.no_distance", {"count": len(missing)})
        return StudyInput("proximity", 1.0, "assumed", source, "", NOT_NEGATIVE)
    places = [each or 0.0 for each in distances]
    values = [
        [
            0.0 if at == other else math.exp(-_DECAY_PER_KM * abs(one - two))
            for other, two in enumerate(places)
        ]
        for at, one in enumerate(places)
    ]
    source = Said("study.flow.source.distance")
    return StudyInput("proximity", values, "records", source, "", NOT_NEGATIVE, labels=net.labels)
