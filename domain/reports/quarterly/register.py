"""The list of firms: stage, sites and the quarter's figures of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.models.recorded_bases import TAX_FIELDS
from domain.records import Condition, Query
from domain.reports.tree import Column, Row, Section, Table
from domain.standing.residence import residences
from domain.standing.rows import text, whole_of
from domain.standing.stages import stage_moves, stages_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Row as Record
    from domain.reports.page import Page

_COLUMNS: Final = ("number", "sector", "trajectory", "production_site")


def build(page: Page) -> Section | None:
    """Return the list of firms, None when none is recorded."""
    firms = page.records.select(Query("firm", columns=_COLUMNS, order=("number",)))
    if not firms:
        return None
    stages = stages_at(stage_moves(page.records), page.day)
    since = {each.firm: each.admitted for each in residences(page.records)}
    figures = _figures(page)
    rows = []
    for firm in firms:
        record = text(firm, "id")
        day = since.get(record)
        admitted = page.say("register.not_admitted")
        if day is not None and day <= page.day:
            admitted = f"{day:%Y-%m}"
        at = stages.get(record, "")
        stage = page.say(f"register.stage.{at}") if at else page.fmt.number(None)
        rows.append(_row(page, firm, (admitted, stage), figures.get(record, _NOTHING)))
    return Section("", page.say("part.register"), (_table(page, tuple(rows)),))


@dataclass(frozen=True, slots=True)
class _Told:
    """What a firm told: staff at the end, revenue and tax of all quarters told of, in fen."""

    headcount: int | None = None
    revenue: int | None = None
    tax: int | None = None


_NOTHING: Final = _Told()


def _figures(page: Page) -> dict[str, _Told]:
    rows = page.records.select(
        Query(
            "firm_quarter",
            columns=("firm", "quarter", "headcount", "revenue_fen", *TAX_FIELDS.values()),
            where=(Condition("quarter", "in", tuple(map(str, page.period.quarters))),),
        )
    )
    last = str(page.quarter)
    told: dict[str, list[Record]] = {}
    for row in rows:
        told.setdefault(text(row, "firm"), []).append(row)
    return {
        firm: _Told(
            next((whole_of(row, "headcount") for row in mine if row["quarter"] == last), None),
            _whole([whole_of(row, "revenue_fen") for row in mine]),
            _whole([whole_of(row, name) for row in mine for name in TAX_FIELDS.values()]),
        )
        for firm, mine in told.items()
    }


def _whole(amounts: Sequence[int | None]) -> int | None:
    """Return amounts together, unknown when one of them is."""
    known = [value for value in amounts if value is not None]
    return sum(known) if len(known) == len(amounts) else None


def _table(page: Page, rows: tuple[Row, ...]) -> Table:
    names = ("number", "firm", "sector", "mode", "admitted", "stage", "site")
    amounts = ("headcount", "revenue", "tax")
    return Table(
        page.table(),
        page.say("register.table"),
        (
            *(
                Column(
                    page.say(f"register.{name}"),
                    weight=2 if name == "firm" else 0,
                    wrap=False,
                    narrow=name in {"number", "firm", "stage"},
                )
                for name in names
            ),
            *(
                Column(page.say(f"register.{name}"), "right", weight=0, narrow=name == "revenue")
                for name in amounts
            ),
        ),
        rows,
        unit=page.say(
            page.of_period("register.unit"), as_of=page.as_of(), unit=page.fmt.unit_heading("money")
        ),
        note=page.say(page.of_period("register.note")),
        density="tight",
    )


def _row(page: Page, firm: Record, standing: tuple[str, str], figures: _Told) -> Row:
    unknown = page.fmt.number(None)
    site = text(firm, "production_site")
    return Row(
        (
            text(firm, "number"),
            page.names.firm(text(firm, "id"))
            if page.lang == "zh"
            else page.names.firm_short(text(firm, "id")),
            text(firm, "sector") or unknown,
            _mode(page, text(firm, "trajectory")),
            *standing,
            page.names.region_short(site) if site else unknown,
            page.fmt.integer(figures.headcount),
            page.fmt.money(figures.revenue),
            page.fmt.money(figures.tax),
        )
    )


def _mode(page: Page, trajectory: str) -> str:
    return page.say(f"register.mode.{trajectory}") if trajectory else page.fmt.number(None)
