"""The four quadrants of a report: where firms innovate and produce, and how that moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.records import Query
from domain.reports.charts import QuadrantCell, QuadrantMatrix
from domain.reports.tree import Figure, Paragraph
from domain.standing.places import places
from domain.standing.quadrants import quadrants_at
from domain.standing.rows import text
from domain.units import QUARTERS_PER_YEAR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.reports.page import Page
    from domain.standing.places import Places


def block(page: Page) -> Figure | Paragraph:
    """Return the matrix of quadrants, or the sentence that it cannot be drawn."""
    where = places(page.records)
    if not (where.host_city and where.origin_city):
        return Paragraph(page.say("firms.quadrants.no_cities"))
    return _figure(page, where)


def _figure(page: Page, where: Places) -> Figure:
    days = [page.quarter.plus(step).last_day for step in (0, -page.period.step, -QUARTERS_PER_YEAR)]
    now, before, year_ago = (quadrants_at(page.records, on) for on in days)
    host = page.names.region_short(where.host_city)
    origin = page.names.region_short(where.origin_city)

    def cell(quadrant: str, *, tinted: bool = False) -> QuadrantCell:
        counts = [list(each.values()).count(quadrant) for each in (now, before, year_ago)]
        return QuadrantCell(
            page.fmt.integer(counts[0]),
            page.say(
                page.of_period("firms.quadrants.before"),
                quarter=page.fmt.quarter(page.quarter.plus(-1), short=True),
                before=counts[1],
                year_ago=counts[2],
            ),
            _moved(page, quadrant, now, year_ago),
            tinted,
        )

    innovates = page.say("firms.quadrants.innovates")
    unknown = list(now.values()).count("unknown")
    matrix = QuadrantMatrix(
        (page.say("firms.quadrants.together"), page.say("firms.quadrants.separated")),
        ((innovates, host), (innovates, origin)),
        (
            (cell("host_together"), cell("host_separated", tinted=True)),
            (cell("origin_together"), cell("origin_separated")),
        ),
        (
            page.say("firms.quadrants.unknown"),
            page.say("firms.quadrants.unknown.words"),
            page.fmt.integer(unknown),
        )
        if unknown
        else None,
    )
    unit = page.say("firms.quadrants.unit", date=page.fmt.date(page.day, "month"))
    note = page.sentences(
        page.say("firms.quadrants.note"),
        _home(page, now),
        _elsewhere(page, now),
    )
    return Figure(page.figure(), page.say("firms.quadrants"), matrix, unit, note)


def _moved(page: Page, quadrant: str, now: Mapping[str, str], ago: Mapping[str, str]) -> str:
    """Tell how many came to a quadrant over a year, and how many of it left the park."""
    came = sum(
        now[firm] == quadrant and ago.get(firm, "not_admitted") == "not_admitted" for firm in now
    )
    gone = sum(now[firm] == "exited" and ago.get(firm) == quadrant for firm in now)
    if came and gone:
        return page.say("firms.quadrants.moves", came=came, gone=gone)
    if came:
        return page.say("firms.quadrants.came", came=came)
    return page.say("firms.quadrants.gone" if gone else "firms.quadrants.still", gone=gone)


def _home(page: Page, now: Mapping[str, str]) -> str:
    """Tell how many of the separated firms produce in the origin."""
    where = places(page.records)
    rows = page.records.select(Query("firm", columns=("production_site",)))
    sites = {text(row, "id"): text(row, "production_site") for row in rows}
    separated = [firm for firm, quadrant in now.items() if quadrant == "host_separated"]
    home = sum(
        where.city_of.get(sites[firm], sites[firm]) == where.origin_city for firm in separated
    )
    if not separated:
        return ""
    return page.say(
        "firms.quadrants.home",
        total=len(separated),
        home=home,
        away=len(separated) - home,
        origin=page.names.region_short(where.origin_city),
    )


def _elsewhere(page: Page, now: Mapping[str, str]) -> str:
    count = sum(quadrant.startswith("elsewhere") for quadrant in now.values())
    return page.count("firms.quadrants.elsewhere", count) if count else ""
