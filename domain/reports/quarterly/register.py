"""The list of firms: stage, sites and the quarter's figures of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.models.recorded_bases import TAX_FIELDS
from domain.records import Condition, Query
from domain.reports.tree import Column, Row, Section, Table
from domain.standing.residence import residences
from domain.standing.rows import text, whole_of
from domain.standing.stages import stage_moves, stages_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Row as Record
    from domain.reports.quarterly.page import Page

_COLUMNS: Final = ("number", "sector", "trajectory", "production_site")


def build(page: Page) -> Section | None:
    """Return the list of firms, None when none is recorded."""
    firms = page.records.select(Query("firm", columns=_COLUMNS, order=("number",)))
    if not firms:
        return None
    stages = stages_at(stage_moves(page.records), page.day)
    since = {each.firm: each.admitted for each in residences(page.records)}
    figures = {
        text(row, "firm"): row
        for row in page.records.select(
            Query(
                "firm_quarter",
                columns=("firm", "headcount", "revenue_fen", *TAX_FIELDS.values()),
                where=(Condition("quarter", "=", str(page.quarter)),),
            )
        )
    }
    rows = []
    for firm in firms:
        record = text(firm, "id")
        day = since.get(record)
        admitted = page.say("register.not_admitted")
        if day is not None and day <= page.day:
            admitted = f"{day:%Y-%m}"
        at = stages.get(record, "")
        stage = page.say(f"register.stage.{at}") if at else page.fmt.number(None)
        rows.append(_row(page, firm, (admitted, stage), figures.get(record, {})))
    return Section("", page.say("part.register"), (_table(page, tuple(rows)),))


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
        unit=page.say("register.unit", as_of=page.as_of(), unit=page.fmt.unit_heading("money")),
        note=page.say("register.note"),
        density="tight",
    )


def _row(page: Page, firm: Record, standing: tuple[str, str], figures: Record) -> Row:
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
            page.fmt.integer(whole_of(figures, "headcount") if figures else None),
            page.fmt.money(whole_of(figures, "revenue_fen") if figures else None),
            page.fmt.money(_tax(figures)),
        )
    )


def _mode(page: Page, trajectory: str) -> str:
    return page.say(f"register.mode.{trajectory}") if trajectory else page.fmt.number(None)


def _tax(figures: Mapping[str, object]) -> int | None:
    """Return the four taxes together, unknown when one of them is."""
    amounts = [figures.get(name) for name in TAX_FIELDS.values()]
    known = [value for value in amounts if isinstance(value, int)]
    return sum(known) if len(known) == len(amounts) else None
