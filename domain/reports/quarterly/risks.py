"""At most five risks: those of the register first, then what the quarter's data tell of."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.assessment.deviations import space_change
from domain.records import Condition, Query
from domain.reports.quarterly.ahead import coming
from domain.reports.quarterly.money import greatest_gap
from domain.reports.quarterly.returns import LONG_CONSTRUCTION_MONTHS, late_construction
from domain.reports.tree import Column, Dots, Row, Table
from domain.standing.actions import overdue_actions
from domain.standing.returns import begun, projects
from domain.standing.rows import amount, text
from domain.standing.space import occupancy, spaces, tenancies
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.reports.page import Page
    from domain.reports.tree import Cell

MOST: Final = 5
_GRADES: Final = 5
_LONG_OVERDUE_DAYS: Final = 90


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk as it is printed; probability and impact None where nobody has graded it."""

    title: str
    owner: str
    answer: str
    probability: int | None = None
    impact: int | None = None


def table(page: Page) -> list[Table]:
    """Return the table of risks, none when there is none to tell."""
    known = [*_recorded(page), *_derived(page)][:MOST]
    if not known:
        return []
    graded = [each for each in known if each.probability is not None]
    # Where nobody has graded any risk, the grades would be columns of nothing.
    grades = ("probability", "impact") if graded else ()
    columns = (
        Column("", weight=0),
        Column(page.say("follow_up.risk"), weight=2),
        *(
            Column(page.say(f"follow_up.risk.{name}"), weight=0, narrow=False)
            for name in (*grades, "owner")
        ),
        Column(page.say("follow_up.risk.answer")),
    )
    rows = tuple(
        _row(page, number, each, graded=bool(graded)) for number, each in enumerate(known, start=1)
    )
    return [
        Table(
            page.table(),
            page.say("follow_up.risks"),
            columns,
            rows,
            unit=_unit(page, known, graded),
            density="tight",
        )
    ]


def _unit(page: Page, known: list[Risk], graded: list[Risk]) -> str:
    if len(graded) == len(known):
        return ""
    return page.say("follow_up.risks.unit" if graded else "follow_up.risks.ungraded")


def _row(page: Page, number: int, risk: Risk, *, graded: bool) -> Row:
    grades = (_grade(page, risk.probability), _grade(page, risk.impact)) if graded else ()
    return Row(
        (
            page.fmt.integer(number),
            risk.title,
            *grades,
            page.names.party_short(risk.owner),
            risk.answer,
        )
    )


def _grade(page: Page, grade: int | None) -> Cell:
    if grade is None:
        return page.fmt.number(None)
    return Dots(grade, _GRADES, page.say(f"follow_up.grade.{grade}"))


def _recorded(page: Page) -> list[Risk]:
    rows = page.records.select(
        Query(
            "risk",
            columns=("title", "owner_party", "probability", "impact", "measure"),
            where=(Condition("state", "=", "open"),),
        )
    )
    ordered = sorted(
        rows,
        key=lambda row: (-amount(row, "probability") * amount(row, "impact"), text(row, "title")),
    )
    return [
        Risk(
            text(row, "title"),
            text(row, "owner_party"),
            text(row, "measure") or page.fmt.number(None),
            amount(row, "probability"),
            amount(row, "impact"),
        )
        for row in ordered
    ]


def _derived(page: Page) -> Iterator[Risk]:
    committee, operator = _party(page, "committee"), _party(page, "operator")
    yield from _gap(page, committee)
    yield from _claw_backs(page, committee)
    yield from _construction(page)
    yield from _leases(page, operator)
    yield from _quorum(page)
    yield from _overdue(page, committee)


def _party(page: Page, kind: str) -> str:
    rows = page.records.select(
        Query(
            "party",
            columns=("code",),
            where=(Condition("kind", "=", kind),),
            order=("code",),
            limit=1,
        )
    )
    return text(rows[0], "id") if rows else ""


def _gap(page: Page, committee: str) -> Iterator[Risk]:
    gap = greatest_gap(page)
    if gap is not None and page.records.count(Query("sharing_rule")):
        tax = page.texts.say(f"field.firm_quarter.{gap.field}", page.lang)
        title = page.count("risk.gap", len(gap.missing), tax=tax)
        yield Risk(title, committee, page.say("risk.gap.answer"))


def _claw_backs(page: Page, committee: str) -> Iterator[Risk]:
    ending = [each for each in coming(page) if each.kind == "claw_back"]
    known = [each.amount_fen for each in ending if each.amount_fen is not None]
    if ending:
        money = page.money(sum(known) if known else None)
        title = page.count("risk.claw_back", len(ending), amount=money)
        yield Risk(title, committee, page.say("risk.claw_back.answer"))


def _construction(page: Page) -> Iterator[Risk]:
    late = late_construction(page, begun(projects(page.records), page.day))
    if not late:
        return
    plans = [project.planned_output_fen or 0 for project, _ in late]
    title = page.count(
        "risk.construction",
        len(late),
        months=LONG_CONSTRUCTION_MONTHS,
        amount=page.money(sum(plans) or None),
    )
    counties = {project.county for project, _ in late}
    owner = _party_of_region(page, counties.pop()) if len(counties) == 1 else ""
    yield Risk(title, owner, page.say("risk.construction.answer"))


def _party_of_region(page: Page, region: str) -> str:
    rows = page.records.select(
        Query("party", columns=("code",), where=(Condition("region", "=", region),), limit=1)
    )
    return text(rows[0], "id") if rows else ""


def _leases(page: Page, operator: str) -> Iterator[Risk]:
    change = space_change(page.records, page.quarter)
    now = occupancy(spaces(page.records), tenancies(page.records), page.day)
    if not change.ending or not now.area:
        return
    left = Fraction((now.let - change.ending_area) * WHOLE_BP, now.area)
    title = page.say(
        "risk.leases",
        area=page.fmt.area(change.ending_area),
        share=page.fmt.percent(left),
    )
    yield Risk(title, operator, page.say("risk.leases.answer"))


def _quorum(page: Page) -> Iterator[Risk]:
    rows = page.records.select(
        Query(
            "meeting",
            columns=("quorum_met", "lead_party"),
            where=(
                Condition("date", "<=", page.day.isoformat()),
                Condition("quorum_met", "known"),
            ),
            order=("-date",),
            limit=1,
        )
    )
    if rows and rows[0]["quorum_met"] == 0:
        owner = text(rows[0], "lead_party")
        yield Risk(page.say("risk.quorum"), owner, page.say("risk.quorum.answer"))


def _overdue(page: Page, committee: str) -> Iterator[Risk]:
    late = [each.days_late(page.day) for each in overdue_actions(page.records, page.day)]
    long = [days for days in late if days > _LONG_OVERDUE_DAYS]
    if long:
        title = page.count("risk.overdue", len(long), days=page.fmt.integer(max(long)))
        yield Risk(title, committee, page.say("risk.overdue.answer"))
