"""Put the land-quota ledger of a pair into figures, cells and a chart."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from domain.reports.axes import value_axis
from domain.reports.charts import Axis, LineChart, LineSeries, Tick
from domain.tables import Heading
from ui.components.key_figure import Figure
from ui.components.tables.cells import Cell, Column
from ui.place_names import party_short

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from domain.records import Records
    from domain.standing.land import LandMove
    from domain.standing.land_ledger import LedgerLine, PairLedger, Side
    from domain.tables import Cell as Exported
    from ui.values import Values

_FIGURES: Final = (
    *("given_land", "given_value", "received_land", "received_value"),
    *("balance_land", "balance_value"),
)
_HEIGHT_MM: Final = 38
_DOCUMENT_PX: Final = 280
_MONTHS: Final = 12
_DAYS: Final = 31


def party_words(values: Values, records: Records, party: str) -> str:
    """Return the short name of a party."""
    return party_short(values, records, party)


def pair_words(values: Values, records: Records, shown: PairLedger) -> str:
    """Return how a pair of parties is called."""
    parties = {
        name: party_words(values, records, party)
        for name, party in (("party", shown.party), ("partner", shown.partner))
    }
    return values.language.say("land.pair.of", **parties)


def key_figures(values: Values, shown: PairLedger) -> list[Figure]:
    """Return what a pair exchanged in a few figures."""
    form, say = values.format, values.language.say
    mu, money = form.unit("land"), form.unit("money")
    now = say("land.recorded", ratio=_ratio(values, shown.recorded))

    def worth(side: Side) -> str:
        return say(
            "land.side", amount=_money(values, side.fen if side.valued else None), unit=money
        )

    entries, unknown = len(shown.lines), shown.unknown
    told = say("land.entries", count=entries, number=form.integer(entries))
    known = say("land.unknown" if unknown else "land.known", count=unknown, number=str(unknown))
    return [
        Figure(say("land.given"), form.land(shown.given.land), mu, worth(shown.given)),
        Figure(say("land.received"), form.land(shown.received.land), mu, worth(shown.received)),
        Figure(say("land.balance"), form.land(shown.land), mu, told),
        Figure(
            say("land.worth"), _money(values, shown.fen), money, known, "warn" if unknown else ""
        ),
        Figure(say("land.break_even"), _ratio(values, shown.break_even), "", now),
    ]


def columns(values: Values) -> tuple[Column, ...]:
    """Return the columns of the ledger: what was given, what was received, what is left."""
    say, form = values.language.say, values.format
    units = {"land": form.unit("land"), "value": form.unit("money")}
    return (
        Column(say("field.land_entry.date"), "text", 100, "", "date"),
        Column(say("field.land_entry.document"), "text", -1, "", "document", most=_DOCUMENT_PX),
        Column(say("field.land_entry.quota_kind"), "text", 0, "", "kind"),
        *(
            Column(say(f"land.column.{name}"), "figure", -1, units[name.split("_")[1]], name)
            for name in _FIGURES
        ),
    )


def cells(values: Values, line: LedgerLine) -> list[Cell]:
    """Return the cells of an entry with the balances after it."""
    form, move = values.format, line.move
    known = move.counter_value_fen is not None
    own = [
        Cell(form.land(move.land)),
        Cell(_money(values, move.counter_value_fen), tone="" if known else "text_note"),
    ]
    other = [Cell(), Cell()]
    return [
        Cell(form.date(move.date, "numeric")),
        Cell(move.document, tip=move.document),
        Cell(kind := _kind(values, move), tone="text_secondary", tip=kind),
        *(own + other if line.given else other + own),
        Cell(form.land(line.land), strong=True),
        Cell(_money(values, line.fen), strong=True),
    ]


def sheet(values: Values, shown: PairLedger) -> tuple[list[Heading], list[list[Exported]]]:
    """Return the ledger as a table that leaves the program, money in yuan."""
    form = values.format
    units = {"land": form.unit("land"), "value": form.unit("yuan")}
    heads = [
        Heading(
            column.key,
            column.heading,
            units.get(column.key.rpartition("_")[2], ""),
            numeric=column.key in _FIGURES,
        )
        for column in columns(values)
    ]
    return heads, [_exported(values, line) for line in shown.lines]


def _exported(values: Values, line: LedgerLine) -> list[Exported]:
    move, fen = line.move, line.move.counter_value_fen
    own: list[Exported] = [_hundredth(move.land), None if fen is None else _hundredth(fen)]
    other: list[Exported] = [None, None]
    return [
        move.date.isoformat(),
        move.document,
        _kind(values, move),
        *(own + other if line.given else other + own),
        _hundredth(line.land),
        _hundredth(line.fen),
    ]


def course(values: Values, shown: PairLedger, name: str, until: date) -> LineChart:
    """Return the running balance of land as steps over the years."""
    form = values.format
    first, last = shown.lines[0].move.date.year, shown.lines[-1].land
    end = max(_at(until), first + 1.0)
    points = (
        (float(first), 0.0),
        *((_at(line.move.date), line.land / 100) for line in shown.lines),
        (end, last / 100),
    )
    heights = [height for _, height in points]
    years = tuple(Tick(float(year), str(year)) for year in range(first, until.year + 1))
    return LineChart(
        (LineSeries(name, points, form.land(last), step=True),),
        Axis(float(first), end, years),
        value_axis(min(heights), max(heights), form.integer, count=5),
        height=_HEIGHT_MM,
    )


def _at(day: date) -> float:
    """Return where a day lies on an axis of years."""
    return day.year + (day.month - 1 + (day.day - 1) / _DAYS) / _MONTHS


def _kind(values: Values, move: LandMove) -> str:
    return values.language.say(f"choice.quota_kind.{move.quota_kind}")


def _money(values: Values, fen: int | None) -> str:
    return values.format.money(fen, 2 if values.language.lang == "zh" else 1)


def _ratio(values: Values, ratio: Fraction | None) -> str:
    return values.format.number(ratio, 2)


def _hundredth(value: int) -> Decimal:
    return Decimal(value) / 100
