"""Measure how regions converge: dispersion by year, growth against the start."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from domain.models.errors import ModelError
from domain.models.flow import convergence_test
from domain.models.flow.dispersion import gini, theil, variation
from domain.models.given import OPEN_UNIT, POSITIVE, Given, list_in, number_reader, or_none
from domain.studies.convergence.taking import FEWEST_REGIONS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_GROUPS: Final = 5
Rows = list[list[float | None]]


def run(values: Mapping[str, object]) -> dict[str, object]:
    """Compare two years, and measure the dispersion of all years between them.

    Regions whose figure is unknown in one of the two years are left out of the comparison; of
    each year between, those known count.

    Raises:
        ModelError: a value is refused; ``size_mismatch`` when fewer than three regions are left.
    """
    given = Given(values)
    rows = _rows(given)
    years = given.numbers("years", least=2, length=len(rows[0]))
    first = _place(given, "first_year", years)
    last = _place(given, "last_year", years)
    if last <= first:
        raise ModelError(
            "out_of_range", given.place("last_year"), value=years[last], range=f"> {years[first]:g}"
        )
    level = given.number("level", OPEN_UNIT)
    given.done()
    used = [at for at, row in enumerate(rows) if row[first] and row[last]]
    if len(used) < FEWEST_REGIONS:
        raise ModelError(
            "size_mismatch", given.place("values"), wanted=f"≥ {FEWEST_REGIONS}", count=len(used)
        )
    starts = [rows[at][first] or 0.0 for at in used]
    ends = [rows[at][last] or 0.0 for at in used]
    span = years[last] - years[first]
    return {
        "first_year": years[first],
        "last_year": years[last],
        "used": used,
        "dispersion": [
            _dispersion(years[at], [row[at] for row in rows]) for at in range(first, last + 1)
        ],
        "groups": _groups(starts, ends, span),
        **_growth(starts, ends, span, level),
    }


def _rows(given: Given) -> Rows:
    def row(value: object, place: str) -> list[float | None]:
        return list_in(value, or_none(number_reader(POSITIVE)), place, least=2)

    rows = given.items("values", row, least=FEWEST_REGIONS)
    if len({len(each) for each in rows}) > 1:
        raise ModelError("size_mismatch", given.place("values"), wanted="=", count=len(rows))
    return rows


def _place(given: Given, name: str, years: Sequence[float]) -> int:
    year = given.number(name)
    if year not in years:
        choices = f"{years[0]:g} … {years[-1]:g}"
        raise ModelError("out_of_range", given.place(name), value=year, range=choices)
    return years.index(year)


def _dispersion(year: float, column: Sequence[float | None]) -> dict[str, object]:
    known = [each for each in column if each is not None]
    if len(known) < FEWEST_REGIONS:
        return {"year": year, "count": len(known)}
    logs = [math.log(each) for each in known]
    mean = math.fsum(logs) / len(logs)
    spread = math.sqrt(math.fsum((each - mean) ** 2 for each in logs) / len(logs))
    return {
        "year": year,
        "count": len(known),
        "coefficient_of_variation": variation(known),
        "gini": gini(known),
        "theil": theil(known),
        "sigma_of_logs": spread,
    }


def _growth(
    starts: Sequence[float], ends: Sequence[float], span: float, level: float
) -> dict[str, object]:
    """Return slope, speed and interval per year (Barro & Sala-i-Martin 1992)."""
    found = convergence_test(Given({"values": [list(starts), list(ends)], "level": level}))
    per_year = {
        name: float(str(found[name])) / span
        for name in ("slope", "standard_error", "slope_lower", "slope_upper")
    }
    speed = found["convergence_speed"]
    yearly = None if speed is None else float(str(speed)) / span
    return {
        **per_year,
        "t": per_year["slope"] / per_year["standard_error"] if per_year["standard_error"] else None,
        "r_squared": _explained(starts, ends),
        "speed": yearly,
        "half_life_years": math.log(2) / yearly if yearly is not None and yearly > 0 else None,
        "verdict": found["verdict"],
    }


def _explained(starts: Sequence[float], ends: Sequence[float]) -> float | None:
    """Return the part of the variance of growth that the start explains; None without any."""
    x = [math.log(each) for each in starts]
    y = [math.log(b / a) for a, b in zip(starts, ends, strict=True)]
    mean_x, mean_y = math.fsum(x) / len(x), math.fsum(y) / len(y)
    both = math.fsum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    whole = math.fsum((b - mean_y) ** 2 for b in y)
    return both**2 / math.fsum((a - mean_x) ** 2 for a in x) / whole if whole else None


def _groups(starts: Sequence[float], ends: Sequence[float], span: float) -> list[float]:
    """Return yearly growth of groups of regions, from the lowest start to the highest."""
    order = sorted(range(len(starts)), key=starts.__getitem__)
    count = min(_GROUPS, len(order))
    found = []
    for group in range(count):
        members = order[group * len(order) // count : (group + 1) * len(order) // count]
        logs = [math.log(ends[at] / starts[at]) for at in members]
        found.append(math.fsum(logs) / len(logs) / span)
    return found
