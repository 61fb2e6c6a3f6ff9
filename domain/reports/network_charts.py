"""Draw up the charts of places: what flows between them, where production went."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.measures import exactly, measure_of
from domain.numeral import with_unit
from domain.records import Query
from domain.reports.networks import (
    FlowBand,
    FlowChart,
    FlowEnd,
    MapArea,
    MapKey,
    MapPlace,
    MapWay,
    PlaceMap,
)
from domain.returns.balance import balances
from domain.standing.returns import PRODUCING
from domain.standing.rows import number_of, text
from domain.text import plural_form
from domain.units import FEN_PER_WAN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from domain.formatting import Formatter
    from domain.records import Records
    from domain.reports.charts import Tone
    from domain.reports.names import Names
    from domain.returns.balance import Balance, Standing
    from domain.standing.network import Flow
    from domain.standing.places import Places

MOST_PLACES: Final = 8
"""More places than these at one side are drawn together."""

_REST: Final = ""
_FIFTH: Final = 5


@dataclass(frozen=True, slots=True)
class Teller:
    """What a chart of places says its words with."""

    fmt: Formatter
    names: Names
    where: Places

    def say(self, key: str, **values: object) -> str:
        """Return a text of the charts of places."""
        return self.fmt.texts.say(f"network.{key}", self.fmt.lang, **values)


def quantity(fmt: Formatter, unit: str, amount: float | Fraction) -> str:
    """Write a quantity of a factor with its unit; money recorded in 万元 in the language's."""
    if unit == "wan_yuan":
        return fmt.with_unit(exactly(amount) * FEN_PER_WAN, "money", 0)
    number = fmt.number(amount)
    if not unit:
        return number
    name = fmt.texts.say(_unit_key(fmt, unit, amount), fmt.lang)
    key = "report.innovation.flows.amount"
    return with_unit(number, fmt.texts.say(key, fmt.lang, number=number, unit=name))


def _unit_key(fmt: Formatter, unit: str, amount: float | Fraction) -> str:
    """Return the key of what a unit is called beside an amount: ``1 item``, ``2 items``."""
    one = f"factor_unit.one.{unit}"
    alone = plural_form(fmt.lang, float(amount)) == "one"
    return one if alone and fmt.texts.has(one) else f"choice.factor_unit.{unit}"


def main_unit(flows: Sequence[Flow], kind: str) -> str:
    """Return the unit in which most entries of a kind have a quantity, empty for none."""
    entries: dict[str, int] = {}
    for flow in flows:
        if flow.kind == kind and flow.quantity:
            entries[flow.unit] = entries.get(flow.unit, 0) + flow.entries - flow.unmeasured
    return max(sorted(entries), key=lambda unit: entries[unit], default="")


def flow_chart(tell: Teller, flows: Sequence[Flow], kind: str) -> FlowChart | None:
    """Return what flowed of a kind of factor in its main unit, None where nothing is measured."""
    unit = main_unit(flows, kind)
    mine = [each for each in flows if each.kind == kind and each.unit == unit and each.quantity]
    if not mine:
        return None
    sent = _sums(mine, lambda flow: flow.start)
    come = _sums(mine, lambda flow: flow.end)
    starts, ends = _shown(sent), _shown(come)
    bands: dict[tuple[int, int], Fraction] = {}
    for flow in mine:
        pair = (_index(starts, flow.start), _index(ends, flow.end))
        bands[pair] = bands.get(pair, Fraction(0)) + (flow.quantity or 0)
    return FlowChart(
        (tell.say("from"), tell.say("to")),
        tuple(_end(tell, each, sent, starts, unit) for each in starts),
        tuple(_end(tell, each, come, ends, unit) for each in ends),
        tuple(
            FlowBand(*pair, float(size), _label(tell, pair, bands, unit))
            for pair, size in sorted(bands.items())
        ),
    )


def _label(
    tell: Teller, pair: tuple[int, int], bands: Mapping[tuple[int, int], Fraction], unit: str
) -> str:
    """Return the words of a band, none where it is all that one of its places sends or gets."""
    alone = any(sum(other[side] == pair[side] for other in bands) == 1 for side in (0, 1))
    return "" if alone else quantity(tell.fmt, unit, bands[pair])


def _sums(flows: Sequence[Flow], side: Callable[[Flow], str]) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for flow in flows:
        found[side(flow)] = found.get(side(flow), Fraction(0)) + (flow.quantity or 0)
    return found


def _shown(sums: Mapping[str, Fraction]) -> tuple[str, ...]:
    """Return the places of a side, the largest first; the smallest of many stand as one."""
    order = sorted(sums, key=lambda place: (-sums[place], place))
    if len(order) <= MOST_PLACES:
        return tuple(order)
    return (*order[: MOST_PLACES - 1], _REST)


def _index(shown: tuple[str, ...], place: str) -> int:
    return shown.index(place) if place in shown else len(shown) - 1


def _end(
    tell: Teller, place: str, sums: Mapping[str, Fraction], shown: tuple[str, ...], unit: str
) -> FlowEnd:
    if place != _REST:
        label = quantity(tell.fmt, unit, sums[place])
        return FlowEnd(tell.names.region_short(place), label, _tone(tell.where, place))
    rest = [each for each in sums if each not in shown]
    label = quantity(tell.fmt, unit, sum((sums[each] for each in rest), Fraction(0)))
    return FlowEnd(tell.say("rest", count=len(rest)), label, "grey")


def _tone(where: Places, place: str) -> Tone:
    """Return the tone of a place: host, origin, any other."""
    city = where.city_of.get(place, place)
    if city == where.host_city:
        return "ink"
    return "sand" if city == where.origin_city else "grey"


# ------------------------------------------------------------------------------- schematic map


def place_map(tell: Teller, records: Records, known: Sequence[Standing]) -> PlaceMap | None:
    """Return where the projects went, None when none has begun or a side is not recorded."""
    *counties, total = balances(known)
    if not counties or not tell.where.host_city or not tell.where.origin_city:
        return None
    producing = _producing(known)
    largest = max((each.output_year or 0 for each in counties), default=0)
    most = max(each.projects for each in counties)
    left = MapArea(
        tell.names.region(tell.where.origin_city),
        tell.say("map.projects", count=total.projects, producing=sum(producing.values())),
        tuple(_county(tell, each, producing[each.county], largest) for each in counties),
    )
    (enclave, away) = _enclave(tell, records)
    right = MapArea(tell.names.region(tell.where.host_city), away, (enclave,))
    ways = tuple(MapWay(0, at, each.projects / most) for at, each in enumerate(counties))
    return PlaceMap(left, right, ways, _key(tell, largest))


def _key(tell: Teller, largest: int) -> MapKey | None:
    """Return two circles of round outputs, None while no county produces.

    The larger is the greatest of 1, 2, 5, 10, 20, 50 … of the shown unit within the largest
    output, in fen; the smaller a fifth of it.
    """
    divisor, _, _ = measure_of("money").in_language(tell.fmt.lang)
    whole = int(largest / divisor)
    if not whole:
        return None
    power = 10 ** (len(str(whole)) - 1)
    round_one = max(step * power for step in (1, 2, 5) if step * power <= whole)
    figures = (round_one * divisor, Fraction(round_one * divisor, _FIFTH))
    return MapKey(
        tell.say("map.key"),
        tuple((float(each / largest), tell.fmt.with_unit(each, "money", 0)) for each in figures),
    )


def _producing(known: Sequence[Standing]) -> dict[str, int]:
    found = {each.project.county: 0 for each in known}
    for each in known:
        found[each.project.county] += each.state in PRODUCING
    return found


def _county(tell: Teller, each: Balance, producing: int, largest: int) -> MapPlace:
    size = (each.output_year or 0) / largest if largest else 0.0
    note = tell.say("map.projects", count=each.projects, producing=producing)
    if each.output_year is not None:
        output = tell.fmt.with_unit(each.output_year, "money", 0)
        note = tell.say("map.output", projects=note, output=output)
    tone: Tone = "sand" if producing else "grey"
    return MapPlace(tell.names.region_short(each.county), note, size, tone)


def _enclave(tell: Teller, records: Records) -> tuple[MapPlace, str]:
    """Return the place of the oldest enclave, and how far the cities lie apart."""
    columns = ("typology", "distance_km")
    row = next(iter(records.select(Query("enclave", columns=columns, order=("opened",)))), {})
    kind = text(row, "typology") if row else ""
    note = tell.fmt.texts.say(f"choice.typology.{kind}", tell.fmt.lang) if kind else ""
    distance = number_of(row, "distance_km") if row else None
    away = "" if distance is None else tell.say("map.away", distance=tell.fmt.number(distance))
    return MapPlace(tell.names.party_short(tell.where.host), note, 1.0, "ink"), away
