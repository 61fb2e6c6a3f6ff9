"""Benefit sharing: the settlement reckoned step by step, each party's net, the land ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.indicators.benefit import benefits
from domain.models.settlement_steps import shares_of_total, steps, total_steps
from domain.records import Condition, Query
from domain.reports.charts import Share, ShareBar
from domain.reports.quarterly.attributed import attributed, counted
from domain.reports.quarterly.attributions import attributions
from domain.reports.quarterly.escrow import escrow_blocks
from domain.reports.quarterly.land import blocks as land_blocks
from domain.reports.quarterly.owed import counted_costs, owed_blocks, owed_finding
from domain.reports.quarterly.paid import paid_rows
from domain.reports.quarterly.traced import of_quarter, of_rule
from domain.reports.tree import Column, Figure, Row, Section, Table
from domain.settling.statement import statement
from domain.standing.rows import text
from domain.units import printed_shares

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from domain.models.settled import QuarterSettlement, RuleResult
    from domain.models.settlement_step import Step
    from domain.records import Value
    from domain.reports.page import Page
    from domain.reports.tree import Block, Cell
    from domain.settling.statement import Statement

_MOST_SHARES: Final = 4
_LONGEST_NAME: Final = 36


def build(page: Page) -> Section | None:
    """Return the section on sharing, None when neither an agreement nor land is recorded."""
    title = page.say("part.sharing")
    agreements = page.records.count(Query("agreement"))
    ledger = land_blocks(page) if not agreements else None
    if not agreements:
        if not ledger:
            return None
        return Section("", title, ledger, finding=page.say("sharing.finding.none"))
    try:
        found = statement(page.records, page.quarter)
    except DomainError:
        finding = page.say("sharing.finding.not_applicable")
        return Section("", title, land_blocks(page), finding=finding)
    result = found.reckoned
    blocks: list[Block] = []
    blocks += settlement_blocks(page, found)
    who = counted(page)
    blocks += [*land_blocks(page, attributions(page, who)), *attributed(page, who)]
    return Section("", title, tuple(blocks), finding=settlement_finding(page, result))


def settlement_blocks(page: Page, found: Statement) -> list[Block]:
    """Return what each party is due as a bar, and how it is reckoned step by step."""
    if not any(rule.lines for rule in found.reckoned.rules):
        return []
    bar = [_bar(page, found.reckoned)] if shares_of_total(found.reckoned) else []
    tables = (_table(page, found), *owed_blocks(page, found), *escrow_blocks(page, found))
    return [*bar, *tables]


def settlement_finding(page: Page, result: QuarterSettlement) -> str:
    """Say in a sentence what is shared and which bounds were met."""
    if not result.rules:
        return page.say("sharing.finding.none")
    costs = owed_finding(page, result)
    total = sum(result.due_fen(party) for party in result.parties)
    if not total:
        return costs or page.say("sharing.finding.nothing")
    held: dict[str, list[str]] = {"cap": [], "floor": [], "free": []}
    for rule in result.incomes:
        bounds = {line.bound for line in rule.lines}
        if bounds != {"free"}:
            for line in rule.lines:
                held[line.bound].append(page.names.party_short(line.party))
    lead = page.say("sharing.finding", total=page.fmt.yuan(total))
    if result.off_the_top_fen:
        park = page.fmt.yuan(result.off_the_top_fen)
        lead = page.say("sharing.finding.reinvested", total=page.fmt.yuan(total), park=park)
    return page.sentences(lead, _held(page, held), costs)


def _held(page: Page, held: Mapping[str, Sequence[str]]) -> str:
    words = {bound: page.listed(dict.fromkeys(parties)) for bound, parties in held.items()}
    if words["cap"] and words["floor"] and words["free"]:
        return page.say(
            "sharing.finding.both",
            capped=words["cap"],
            floored=words["floor"],
            rest=words["free"],
        )
    capped = page.say("sharing.finding.bounds", capped=words["cap"]) if words["cap"] else ""
    floored = page.say("sharing.finding.floors", floored=words["floor"]) if words["floor"] else ""
    return page.sentences(capped, floored)


def _bar(page: Page, result: QuarterSettlement) -> Figure:
    due = {party: result.due_fen(party) for party in shares_of_total(result)}
    shares = dict(zip(due, printed_shares(tuple(due.values())), strict=True))
    parts = tuple(
        Share(
            page.names.party_short(party),
            float(amount),
            page.fmt.percent(shares[party]),
            page.fmt.money(amount),
        )
        for party, amount in list(due.items())[:_MOST_SHARES]
    )
    unit = page.fmt.unit_heading("money")
    return Figure(page.figure(), page.say("sharing.bar"), ShareBar(parts), unit)


# ------------------------------------------------------------------------ the settlement's table


def _table(page: Page, found: Statement) -> Table:
    result, parties = found.reckoned, found.parties
    rows: list[Row] = []
    for rule in result.rules:
        told = [_step_row(page, rule, step, parties) for step in steps(rule) if _told(rule, step)]
        head = Row((_rule_head(page, rule),), "group")
        rows += [of_rule(found, rule, row) for row in (head, *told)]
    rows.append(Row((page.say("sharing.quarter"),), "group"))
    rules = " + ".join(rule.terms.code for rule in result.rules)
    sums = [_total_row(page, step, parties, rules) for step in total_steps(result)]
    rows += of_quarter(found, [*sums, *paid_rows(page, found)])
    rows += _net_rows(page, parties)
    return Table(
        page.table(),
        page.say("sharing.table"),
        (
            Column(page.say("sharing.table.item"), weight=0.6, wrap=len(parties) > _MOST_SHARES),
            Column(page.say("sharing.table.basis"), kind="muted", narrow=False),
            *(Column(page.names.party_short(party), "right") for party in parties),
            Column(page.say("total"), "right"),
        ),
        tuple(rows),
        unit=page.say("sharing.table.unit"),
        note=_note(page, found),
        density="tight",
    )


def _told(rule: RuleResult, step: Step) -> bool:
    """Leave the pool out where it repeats the one tax that feeds it."""
    return step.key not in {"pool", "pool.cost"} or len(rule.terms.taxes) > 1


def _rule_head(page: Page, rule: RuleResult) -> str:
    terms = rule.terms
    rows = page.records.select(
        Query(
            "sharing_rule",
            columns=("name_zh", "name_fr", "name_en"),
            where=(
                Condition("code", "=", terms.code),
                Condition("agreement.code", "=", terms.agreement),
            ),
        )
    )
    values = {
        "code": terms.code,
        "name": _rule_name(page, terms.base, rows),
        "version": terms.version,
        "resolution": terms.resolution or "—",
    }
    if rule.phase is None or rule.outcome != "settled":
        outcome = page.texts.say(f"settlement.outcome.{rule.outcome}", page.lang)
        return page.say("sharing.rule.not_settled", outcome=outcome, **values)
    return page.say(
        "sharing.rule",
        clock=page.say(f"sharing.clock.{terms.clock}"),
        start=page.fmt.quarter(terms.clock_quarter),
        year=rule.year,
        phase=rule.phase.number,
        **values,
    )


def _rule_name(page: Page, base: str, rows: Sequence[Mapping[str, Value]]) -> str:
    """Return the recorded name where it is in the language and short, else what is shared."""
    own = text(rows[0], f"name_{page.lang}") if rows else ""
    return own if own and len(own) <= _LONGEST_NAME else page.say(f"sharing.base.{base}")


def _step_row(page: Page, rule: RuleResult, step: Step, parties: Sequence[str]) -> Row:
    label = page.texts.say(f"settlement.step.{step.key}", page.lang, **_values(page, step))
    cells = [_step_cell(page, rule, step, party) for party in parties]
    style = "normal"
    if step.strong:
        style = "total" if step.key in {"due", "due.cost"} else "subtotal"
    return Row(
        (label, _basis(page, step), *cells, _amount(page, step.unit, step.total)),
        style,  # type: ignore[arg-type]  # one of the styles of a row
    )


def _values(page: Page, step: Step) -> dict[str, str]:
    """Write the values of a step as they stand in its words."""
    found: dict[str, str] = {}
    for name, value in step.values.items():
        if name == "share":
            found[name] = page.fmt.percent(_number(value), 0)
        elif name == "category":
            found[name] = page.choice("cost_category", str(value))
        elif name == "party":
            found[name] = page.names.party_short(str(value))
        elif isinstance(value, str):
            found[name] = value
        else:
            found[name] = page.fmt.yuan(value)
    return found


def _number(value: int | Fraction | str | None) -> int | Fraction | None:
    return None if isinstance(value, str) else value


def _basis(page: Page, step: Step) -> str | None:
    key = f"settlement.step.{step.key}.basis"
    if not page.texts.has(key):
        return step.clause or None
    if step.key == "reinvested":
        return page.texts.say(key, page.lang)
    basis = page.texts.say(key, page.lang, **_values(page, step))
    return page.say("sharing.clause", basis=basis, clause=step.clause) if step.clause else basis


def _step_cell(page: Page, rule: RuleResult, step: Step, party: str) -> Cell:
    if step.key == "bounds":
        line = rule.line(party)
        bound = step.marks.get(party)
        if bound:
            amount = page.fmt.yuan(step.amounts[party])
            return page.say(f"sharing.bound.{bound}", amount=amount)
        if line is None:
            return None
        unset = line.floor_fen is None and line.cap_fen is None
        return page.say("sharing.bound.free" if unset else "sharing.bound.not_met")
    if party not in step.amounts:
        return None
    return _amount(page, step.unit, step.amounts[party])


def _amount(page: Page, unit: str, value: int | Fraction | None) -> Cell:
    if value is None:
        return None
    if not value:
        return page.fmt.integer(0)
    return page.fmt.percent(value, 2) if unit == "share" else page.fmt.yuan(value)


def _total_row(page: Page, step: Step, parties: Sequence[str], rules: str) -> Row:
    label = page.texts.say(f"settlement.step.{step.key}", page.lang)
    basis = rules if step.key == "all_due" else _basis(page, step)
    cells = [_amount(page, step.unit, step.amounts.get(party)) for party in parties]
    total = _amount(page, step.unit, step.total)
    return Row((label, basis, *cells, total), "total" if step.strong else "normal")


def _note(page: Page, found: Statement) -> str:
    result = found.reckoned
    waiting = not found.drawn_up or not all(rule.settled for rule in found.rules if rule.record)
    items = [
        page.say(
            "sharing.note.known.item",
            known=tax.known,
            expected=tax.expected,
            tax=page.texts.say(f"settlement.step.tax.{tax.tax}", page.lang),
        )
        for rule in result.incomes
        for tax in rule.terms.taxes
        if tax.known < tax.expected
    ]
    known = page.say("sharing.note.known", items=page.listed(items)) if items else ""
    rules = [rule.terms for rule in result.costs]
    unsettled = [
        page.say(f"sharing.unsettled.{why}", rule=rule)
        for rule, why in result.inputs.unsettled.items()
    ]
    return page.sentences(
        page.say("sharing.note.not_yet") if waiting else "",
        known,
        *(counted_costs(page, rule) for rule in rules),
        *unsettled,
        page.say("sharing.net.note"),
    )


# ------------------------------------------------------------------------------- net benefit


def _net_rows(page: Page, parties: Sequence[str]) -> list[Row]:
    """Go on from what is due to each party's net benefit."""
    found = {each.party: each for each in benefits(page.records, page.quarter)}
    if not found or any(each.net_fen is None for each in found.values()):
        return []
    # A party that is in no agreement has no statement, though it may have paid costs.
    shown = [found.get(party) for party in parties]
    amounts = {
        "cost": [None if each is None else -each.borne_fen for each in shown],
        "incentives": [None if each is None else -each.incentives_fen for each in shown],
        "net": [None if each is None else each.net_fen for each in shown],
    }
    return [
        Row(
            (
                page.say(f"sharing.net.{key}"),
                page.say(f"sharing.net.{key}.basis"),
                *(_amount(page, "yuan", amount) for amount in line),
                _amount(page, "yuan", sum(each or 0 for each in line)),
            ),
            "total" if key == "net" else "normal",
        )
        for key, line in amounts.items()
    ]
