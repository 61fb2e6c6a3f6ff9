"""Read published figures of regions as series: by indicator, region and period."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.called import worded, worded_columns
from domain.records import Condition, Query
from domain.standing.rows import number_of, text
from domain.studies.naming import LANGUAGES, said_by_rows
from domain.studies.study import Said

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.records import Records, Row

_MOST_LEVELS: Final = 6
_YEAR_DIGITS: Final = 4
_RD_STAFF: Final = re.compile(
    r"研发人员|R\s*&\s*D (?:staff|personnel)|effectifs? (?:de )?R", re.IGNORECASE
)
_TALENT: Final = re.compile(r"人才|talent", re.IGNORECASE)
_ROOM: Final = re.compile(r"人口|建成区|population|built|bâti", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator of regions.

    Attributes:
        indicator: as it is recorded, by which it is chosen.
        named: as it is read in each language.
        source: the words of its sources in each language; None where none is recorded.
        periods: years, or quarters where no year is recorded as a whole; the oldest first.
        values: region → period → value; what is unknown is not there.
    """

    indicator: str
    named: Said
    source: Said | None
    periods: tuple[str, ...]
    values: Mapping[str, Mapping[str, float]]

    @property
    def yearly(self) -> bool:
        """Tell whether the periods are years."""
        return not self.periods or len(self.periods[0]) == _YEAR_DIGITS

    def complete(self, period: str) -> list[str]:
        """Return the regions with a figure in a period."""
        return [region for region, known in self.values.items() if period in known]


@dataclass(frozen=True, slots=True)
class Taken:
    """Figures of some regions at one period, in the order asked for.

    Attributes:
        values: by region; a region without any figure is not there.
        earlier: regions whose figure is of an earlier period, as theirs is unknown.
    """

    period: str
    values: Mapping[str, float]
    earlier: tuple[str, ...]


def indicators(records: Records) -> tuple[str, ...]:
    """Return the indicators recorded, in the order of the alphabet."""
    rows = records.select(Query("region_figure", columns=("indicator",), order=("indicator",)))
    return tuple(dict.fromkeys(text(row, "indicator") for row in rows))


def series(records: Records, indicator: str) -> Series:
    """Return the figures of an indicator; yearly ones count where both kinds are recorded."""
    rows = records.select(
        Query(
            "region_figure",
            columns=(
                *("region", "year", "quarter", "value"),
                *worded_columns("indicator"),
                *worded_columns("source"),
            ),
            where=(Condition("indicator", "=", indicator),),
            order=("year", "quarter"),
        )
    )
    whole = [row for row in rows if not text(row, "quarter")]
    rows = whole or rows
    values: dict[str, dict[str, float]] = {}
    periods: dict[str, None] = {}
    for row in rows:
        value, period = number_of(row, "value"), _period(row)
        periods.setdefault(period)
        values.setdefault(text(row, "region"), {})
        if value is not None:
            values[text(row, "region")][period] = float(value)
    named = said_by_rows(rows, "indicator", indicator)
    return Series(indicator, named, _sources(rows), tuple(periods), values)


def _period(row: Row) -> str:
    return text(row, "quarter") or str(row["year"])


def _sources(rows: Sequence[Row]) -> Said | None:
    """Return the words of the sources, several listed."""
    columns = worded_columns("source")
    found = dict.fromkeys(tuple(row[name] for name in columns) for row in rows)
    sources = [worded(dict(zip(columns, each, strict=True)), "source") for each in found]
    known = [each for each in sources if each.known]
    if not known:
        return None
    return Said(
        "",
        {
            lang: " / ".join(dict.fromkeys(each.read_in(lang) for each in known))
            for lang in LANGUAGES
        },
    )


def until(found: Series, quarter: str) -> Series:
    """Return a series without what came after a quarter."""
    last = quarter if not found.yearly else quarter[:_YEAR_DIGITS]
    periods = tuple(each for each in found.periods if each <= last)
    kept = {
        region: {period: value for period, value in known.items() if period <= last}
        for region, known in found.values.items()
    }
    return Series(found.indicator, found.named, found.source, periods, kept)


def taken(found: Series, regions: Sequence[str]) -> Taken:
    """Return the last figures; an unknown one is replaced by the region's last known one."""
    last = found.periods[-1] if found.periods else ""
    values: dict[str, float] = {}
    earlier = []
    for region in regions:
        known = found.values.get(region, {})
        if not known:
            continue
        period = max(known)
        values[region] = known[period]
        if period != last:
            earlier.append(region)
    return Taken(last, values, tuple(earlier))


def usual_stock(found: Sequence[str]) -> str | None:
    """Return the indicator that counts R&D staff, else one of talent, else None."""
    for pattern in (_RD_STAFF, _TALENT):
        for indicator in found:
            if pattern.search(indicator):
                return indicator
    return None


def tells_room(indicator: str) -> bool:
    """Tell whether an indicator measures population or built area."""
    return bool(_ROOM.search(indicator))


def counts_rd_staff(indicator: str) -> bool:
    """Tell whether an indicator counts R&D staff."""
    return bool(_RD_STAFF.search(indicator))


def nearest_with_figures(records: Records, region: str, found: Series) -> str:
    """Return a region or the first above it that has figures, empty when none has."""
    place = region
    for _ in range(_MOST_LEVELS):
        if found.values.get(place):
            return place
        row = records.get("region", place) if place else None
        place = text(row, "parent") if row else ""
    return ""


def period_said(period: str) -> Said | str:
    """Return a year as it is said in a sentence; a quarter is written out by itself."""
    if len(period) == _YEAR_DIGITS:
        return Said("study.period.year", {"year": period})
    return period


def told(found: Series, picked: Taken, names: Mapping[str, Said]) -> Said:
    """Say which figures were taken and what was done where one was unknown."""
    unknown = Said("study.source.unknown_source")
    figure = Said(
        "study.source.figure",
        {
            "indicator": found.named,
            "period": period_said(picked.period),
            "count": len(picked.values),
            "source": found.source or unknown,
        },
    )
    if not picked.earlier:
        return figure
    late = [names[region] for region in picked.earlier]
    return Said(
        "study.source.figure_filled", {"figure": figure, "regions": late, "count": len(late)}
    )
