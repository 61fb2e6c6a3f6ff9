"""What a firm gets, holds and brings home: incentives, patents, return projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.entities.choices import PATENT_KIND
from domain.records import Condition, Query
from domain.reports.firm_sheet.figures import amount_words, said_once
from domain.reports.tree import Column, Run, Table
from domain.reports.tree import Row as Line
from domain.returns.balance import standings
from domain.standing.incentives import grants, overlaps
from domain.standing.rows import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Row
    from domain.reports.page import Page
    from domain.reports.tree import Text
    from domain.returns.balance import Standing

_IN_FORCE: Final = "in_force"


def _own(page: Page, table: str, firm: str, order: tuple[str, ...]) -> list[Row]:
    return page.records.select(Query(table, where=(Condition("firm", "=", firm),), order=order))


def _columns(page: Page, heads: Sequence[tuple[str, str]]) -> tuple[Column, ...]:
    """Return columns by name and how they stand: label, text, figure, or minor (not in halves)."""
    return tuple(
        Column(
            page.say(f"firm_sheet.head.{name}"),
            "right" if how in {"figure", "minor_figure"} else "left",
            weight=0.0 if how in {"figure", "minor_figure"} else 1.0,
            kind="label" if how == "label" else "text",
            wrap=how in {"label", "text", "minor"},
            narrow=not how.startswith("minor"),
        )
        for name, how in heads
    )


def _said_if_none(
    page: Page, columns: tuple[Column, ...], rows: Sequence[Line]
) -> tuple[tuple[Column, ...], tuple[Line, ...]]:
    """Return columns and rows; without rows no heads stand over nothing, it is said in words."""
    return (columns, tuple(rows)) if rows else said_once(page.say("firm_sheet.none"))


# ---------------------------------------------------------------------------------- incentives


def incentives_table(page: Page, firm: str) -> Table:
    """Return every incentive by payer; days shared with another payer stand marked."""
    own = [each for each in grants(page.records) if each.firm == firm and each.start <= page.day]
    shared = overlaps(own, page.day)
    columns = _columns(
        page,
        (
            ("payer", "label"),
            ("kind", "text"),
            ("amount", "figure"),
            ("from", "minor_figure"),
            ("to", "figure"),
            ("claw_back", "minor_figure"),
            ("shared", "text"),
        ),
    )
    rows = []
    # By code, so that the rows of two languages stand beside each other.
    ranks = {party: rank for rank, party in enumerate(page.names.parties)}
    own.sort(key=lambda each: (ranks.get(each.payer, len(ranks)), each.start))
    for each in own:
        others = [
            pair.second if pair.first.record == each.record else pair.first
            for pair in shared
            if each.record in (pair.first.record, pair.second.record)
        ]
        payers = dict.fromkeys(page.names.party_short(other.payer) for other in others)
        words: Text = (Run("▲ ", "mark"), Run(page.listed(payers))) if payers else "—"
        rows.append(
            Line(
                (
                    page.names.party_short(each.payer),
                    page.choice("incentive_kind", each.kind),
                    amount_words(page, each.amount_fen),
                    page.fmt.date(each.start, "numeric"),
                    page.fmt.date(each.end, "numeric"),
                    page.fmt.date(each.claw_back, "numeric"),
                    words,
                )
            )
        )
    known = [each.amount_fen for each in own if each.amount_fen is not None]
    if len(own) > 1:
        total = amount_words(page, sum(known) if known else None)
        rows.append(Line((page.say("firm_sheet.total"), None, total, *[None] * 4), "total"))
    return Table(
        page.table(),
        page.say("firm_sheet.incentives"),
        *_said_if_none(page, columns, rows),
        unit=page.fmt.unit_heading("money"),
        density="tight",
    )


# ------------------------------------------------------------------------------------- patents


def patents_table(page: Page, firm: str) -> Table:
    """Return the patents of a firm by kind: filed and granted by then, in force today."""
    last = page.day.isoformat()
    rows = [row for row in _own(page, "patent", firm, ("filed",)) if text(row, "filed") <= last]
    columns = _columns(
        page,
        (
            ("patent_kind", "label"),
            ("filed", "figure"),
            ("granted", "figure"),
            ("in_force", "figure"),
        ),
    )
    kinds = [
        (kind, mine)
        for kind in PATENT_KIND.values
        if (mine := [row for row in rows if text(row, "kind") == kind])
    ]
    lines = [_patents(page, page.choice("patent_kind", kind), mine, last) for kind, mine in kinds]
    if len(kinds) > 1:
        whole = _patents(page, page.say("firm_sheet.total"), rows, last)
        lines.append(Line(whole.cells, "total"))
    return Table(
        page.table(),
        page.say("firm_sheet.patents"),
        *_said_if_none(page, columns, lines),
        density="tight",
    )


def _patents(page: Page, name: str, rows: Sequence[Row], last: str) -> Line:
    granted = [row for row in rows if text(row, "granted") and text(row, "granted") <= last]
    force = [row for row in granted if text(row, "legal_status") == _IN_FORCE]
    return Line((name, *(page.fmt.integer(len(each)) for each in (rows, granted, force))))


# ----------------------------------------------------------------------------- return home


def returns_tables(page: Page, firm: str) -> tuple[Table, ...]:
    """Return the firm's return projects: state, plan against actual investment, output, jobs.

    One table, or none where there is no project.
    """
    columns = _columns(
        page,
        (
            ("project", "label"),
            ("state", "text"),
            ("planned", "minor_figure"),
            ("invested", "figure"),
            ("output", "figure"),
            ("jobs", "minor_figure"),
        ),
    )
    rows = []
    for each in standings(page.records, page.quarter):
        project = each.project
        if project.firm != firm:
            continue
        rows.append(
            Line(
                (
                    page.say(
                        "firm_sheet.project",
                        number=project.number,
                        county=page.names.region_short(project.county),
                    ),
                    _state(page, each),
                    amount_words(page, each.investment.planned),
                    amount_words(page, each.investment.actual),
                    amount_words(page, each.output.actual),
                    page.fmt.integer(each.jobs.actual),
                )
            )
        )
    if not rows:
        return ()
    table = Table(
        page.table(),
        page.say("firm_sheet.returns"),
        columns,
        tuple(rows),
        unit=page.fmt.unit_heading("money"),
        note=page.say("firm_sheet.returns.note"),
        density="tight",
    )
    return (table,)


def _state(page: Page, standing: Standing) -> Text:
    """Return how far a project is, and below it what drives it."""
    begun = page.choice("return_state", standing.state) if standing.state else ""
    driver = page.choice("driver", standing.project.driver)
    said = Run(begun or page.say("firm_sheet.not_begun"))
    return (said, Run("\n"), Run(driver, "muted"))
