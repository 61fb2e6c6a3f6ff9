"""Take the land ledger between a party and the host, entry by entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.models.given import NOT_NEGATIVE, Range
from domain.records import Condition, Query
from domain.standing.places import places
from domain.standing.rows import amount, day, text, whole_of
from domain.studies.naming import names
from domain.studies.study import Choice, Option, Said
from domain.studies.taking import Intake
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Records, Row
    from domain.studies.study import StudyInput

TAKE: Final = Intake("land_exchange")
_RATE: Final = Range(0, 0.2)


def choices(records: Records, quarter: str) -> tuple[Choice, ...]:
    """Offer the parties that exchange land with the host."""
    host = places(records).host
    rows = _entries(records, Quarter.parse(quarter))
    known = names(records, "party")
    partners = [
        party
        for row in rows
        for party in (text(row, "from_party"), text(row, "to_party"))
        if party != host and host in {text(row, "from_party"), text(row, "to_party")}
    ]
    if not host or not partners:
        raise TAKE.nothing("land_entry")
    options = tuple(Option(each, known[each]) for each in dict.fromkeys(partners))
    return (Choice("party", options, options[0].value),)


def inputs(records: Records, quarter: str, chosen: Mapping[str, str]) -> tuple[StudyInput, ...]:
    """Return quarter, area and counter-value of every entry; what the party gave is positive."""
    last, host, party = Quarter.parse(quarter), places(records).host, chosen["party"]
    rows = [
        row
        for row in _entries(records, last)
        if {text(row, "from_party"), text(row, "to_party")} == {host, party}
    ]
    if not rows:
        raise TAKE.nothing("land_entry")
    known = names(records, "party")
    first = _quarter(rows[0])
    labels = [_label(row) for row in rows]
    areas = [amount(row, "land") * (1 if row["from_party"] == party else -1) for row in rows]
    unknown = sum(whole_of(row, "counter_value_fen") is None for row in rows)
    period = {"first": str(first), "last": str(last), "count": len(rows)}
    return (
        TAKE.recorded(
            "party",
            "",
            TAKE.source("party", party=known[party], host=known[host or ""]),
            labels=(known[host or ""],),
        ),
        TAKE.recorded(
            "quarters",
            [_quarter(row).index - first.index for row in rows],
            TAKE.source("quarters", **period),
            limits=NOT_NEGATIVE,
            labels=labels,
        ),
        TAKE.recorded("areas", areas, TAKE.source("areas", **period), unit="land", labels=labels),
        TAKE.recorded(
            "values",
            [whole_of(row, "counter_value_fen") for row in rows],
            TAKE.source("values", unknown=unknown, **period),
            unit="money",
            limits=NOT_NEGATIVE,
            labels=labels,
        ),
        TAKE.recorded("unknown", unknown, limits=NOT_NEGATIVE),
        TAKE.recorded("first_quarter", str(first), TAKE.source("first_quarter", **period)),
        TAKE.assumed("discount_rate", 0.01, unit="ratio", limits=_RATE),
    )


def _entries(records: Records, last: Quarter) -> list[Row]:
    columns = ("date", "from_party", "to_party", "quota_kind", "land", "counter_value_fen")
    where = (Condition("date", "<=", last.last_day.isoformat()),)
    return records.select(Query("land_entry", columns=columns, where=where, order=("date",)))


def _quarter(row: Row) -> Quarter:
    found = day(row, "date")
    if found is None:
        message = "a land entry has a date"
        raise ValueError(message)
    return Quarter.of(found)


def _label(row: Row) -> Said:
    kind = Said(f"choice.quota_kind.{text(row, 'quota_kind')}")
    return Said("study.land_exchange.entry", {"day": text(row, "date"), "kind": kind})
