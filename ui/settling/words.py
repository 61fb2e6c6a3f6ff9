"""Put settlements into words and cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.formatting import UNKNOWN
from domain.indicators.benefit import UNRECKONED
from domain.models.recorded_rules import SETTLED_BASES
from domain.models.settlement_steps import steps, total_steps
from domain.records import Condition, Query
from ui.components.tables.cells import Cell, Column
from ui.place_names import party_short
from ui.values import state_cell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from domain.models.settled import RuleResult
    from domain.models.settlement_step import Step
    from domain.records import Records
    from domain.settling.statement import Held, Line, RuleSettlement, Statement
    from ui.values import Values


ESCROW: Final = ("opening", "corrected", "deposit", "release", "forfeit", "closing")
"""What the balance of an escrow runs through, in the order of its columns."""


_WORST_FIRST: Final = ("disputed", "", "draft", "agreed")
_LOOKS: Final = {"disputed": "crit", "": "info", "draft": "info"}


@dataclass(frozen=True, slots=True)
class Names:
    """How parties and rules are called in the language in force.

    Attributes:
        parties: code → name.
        shorts: code → name without what kind of body it is.
        rules: code → name.
    """

    parties: dict[str, str]
    shorts: dict[str, str]
    rules: dict[str, str]

    @classmethod
    def of(cls, values: Values, records: Records) -> Names:
        """Read the names of all parties and rules."""
        parties = _names(values, records, "party")
        shorts = {
            str(row["code"]): party_short(values, records, str(row["id"]))
            for row in records.select(Query("party", columns=("id", "code")))
        }
        return cls(parties, shorts, _rule_names(values, records))

    def party(self, code: str) -> str:
        """Return the name of a party, its code where it has none."""
        return self.parties.get(code) or code

    def short(self, code: str) -> str:
        """Return the name of a party as a heading has room for it, else its code."""
        return self.shorts.get(code) or code

    def rule(self, code: str) -> str:
        """Return the name of a rule with its code."""
        name = self.rules.get(code, "")
        return f"{code} · {name}" if name and name != code else code


def _rule_names(values: Values, records: Records) -> dict[str, str]:
    """Name each rule as it is recorded in the language in force, else by what it shares."""
    own = f"name_{values.language.lang}"
    where = (Condition("base", "in", SETTLED_BASES),)
    rows = records.select(Query("sharing_rule", columns=("code", "base", own), where=where))
    say = values.language.say
    return {
        str(row["code"]): str(row[own] or say(f"report.sharing.base.{row['base']!s}"))
        for row in rows
    }


def _names(values: Values, records: Records, table: str) -> dict[str, str]:
    rows = records.select(Query(table, columns=("code", *values.label_fields(table))))
    return {str(row["code"]): values.label(table, row) for row in rows}


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A row of the reckoning: the step and the rule it is of, None for the sums of the quarter."""

    rule: RuleResult | None
    step: Step | None


def shown_steps(statement: Statement) -> list[ShownStep]:
    """Return the rows of the reckoning in their order: each rule with its steps, then the sums."""
    rows: list[ShownStep] = []
    for rule in statement.reckoned.rules:
        rows.append(ShownStep(rule, None))
        rows += [ShownStep(rule, step) for step in steps(rule)]
    if rows:
        rows.append(ShownStep(None, None))
        rows += [ShownStep(None, step) for step in total_steps(statement.reckoned)]
    return rows


def step_columns(values: Values, names: Names, parties: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns of the reckoning."""
    say, yuan = values.language.say, values.format.unit("yuan")
    return (
        Column(say("settling.item"), "text", 240, "", "item"),
        # The panel beside tells it of the step in force, where there is no room for the column.
        Column(say("settling.basis"), "text", 0, "", "basis", spare=True),
        *(Column(names.short(party), "figure", -1, yuan, party) for party in parties),
        Column(say("settling.total"), "figure", -1, yuan, "total"),
    )


def step_cells(
    values: Values, names: Names, shown: ShownStep, parties: Sequence[str]
) -> list[Cell]:
    """Return the cells of a row of the reckoning."""
    say = values.language.say
    step, rule = shown.step, shown.rule
    if step is None:
        head = rule_words(values, names, rule) if rule else say("settling.quarter")
        return [Cell(head, strong=True, tip=head), *([Cell()] * (len(parties) + 2))]
    basis = basis_words(values, names, step)
    return [
        Cell(called := step_words(values, names, step), strong=step.strong, tip=called),
        Cell(basis, tone="text_secondary", small=True, tip=basis),
        *(_amount_cell(values, shown, step, party) for party in parties),
        Cell(_amount(values, step.unit, step.total), strong=step.strong),
    ]


def rule_words(values: Values, names: Names, rule: RuleResult) -> str:
    """Return how a rule stands in the quarter: its version, resolution, year and phase."""
    say, terms = values.language.say, rule.terms
    told = {
        "rule": names.rule(terms.code),
        "version": str(terms.version),
        "resolution": terms.resolution or UNKNOWN,
    }
    if rule.phase is None or rule.outcome != "settled":
        return say("settling.rule.not", outcome=say(f"settlement.outcome.{rule.outcome}"), **told)
    return say("settling.rule", year=str(rule.year), phase=str(rule.phase.number), **told)


def step_words(values: Values, names: Names, step: Step) -> str:
    """Return what a step is called."""
    return values.language.say(f"settlement.step.{step.key}", **_told(values, names, step))


def basis_words(values: Values, names: Names, step: Step) -> str:
    """Return how a step is reckoned, as a formula or in few words; empty where it says itself."""
    key, clause = f"settlement.step.{step.key}.basis", step.clause
    if not values.language.texts.has(key):
        return clause
    basis = values.language.say(key, **_told(values, names, step))
    return values.language.say("settling.clause", basis=basis, clause=clause) if clause else basis


def _told(values: Values, names: Names, step: Step) -> dict[str, str]:
    form = values.format
    found: dict[str, str] = {}
    for name, value in step.values.items():
        if name == "party":
            found[name] = names.party(str(value))
        elif name == "category":
            found[name] = values.language.say(f"choice.cost_category.{value}")
        elif isinstance(value, str):
            found[name] = value
        else:
            found[name] = form.percent(value, 0) if name == "share" else form.yuan(value)
    return found


def _amount_cell(values: Values, shown: ShownStep, step: Step, party: str) -> Cell:
    if step.key == "bounds":
        return _bound_cell(values, shown, step, party)
    if party not in step.amounts:
        return Cell()
    return Cell(_amount(values, step.unit, step.amounts[party]), strong=step.strong)


def _bound_cell(values: Values, shown: ShownStep, step: Step, party: str) -> Cell:
    bound = step.marks.get(party)
    if bound:
        reached = values.language.say(f"choice.bound.{bound}")
        return Cell(values.format.yuan(step.amounts[party]), lead=reached)
    held = shown.rule is not None and shown.rule.line(party) is not None
    return Cell(values.language.say("settling.no_bound") if held else "", tone="text_note")


def _amount(values: Values, unit: str, value: int | Fraction | None) -> str:
    if value is None:
        return ""
    return values.format.percent(value, 2) if unit == "share" else values.format.yuan(value)


def line_columns(values: Values, *, held: bool) -> tuple[Column, ...]:
    """Return the columns of what is due and paid; that of escrow where anything is held."""
    say, yuan = values.language.say, values.format.unit("yuan")
    escrow = ("escrow",) if held else ()
    figures = ("due", "reinvested", *escrow, "corrected", "payable", "paid", "open")
    return (
        Column(say("settling.rule.title"), "text", -1, "", "rule"),
        Column(say("entity.party"), "text", 0, "", "party"),
        *(Column(say(f"settling.{name}"), "figure", -1, yuan, name) for name in figures),
        Column(say("settling.state"), "state", -1, "", "state"),
    )


def line_cells(
    values: Values, names: Names, rule: RuleSettlement, line: Line, *, held: bool
) -> list[Cell]:
    """Return the cells of what one party is due and was paid."""
    yuan = values.format.yuan
    corrected = sum(each.payable_fen for each in line.corrections)
    open_tone = "text_note" if line.open_fen <= 0 and not (line.owes and line.open_fen) else ""
    return [
        Cell(rule.rule, tone="text_secondary"),
        Cell(name := names.party(line.party), tip=name),
        Cell(yuan(line.due_fen)),
        Cell(yuan(line.reinvested_fen)),
        *((Cell(yuan(line.escrow_fen)),) if held else ()),
        Cell(
            yuan(corrected) if line.corrections else UNKNOWN,
            tone="" if line.corrections else "text_note",
        ),
        Cell(yuan(line.payable_fen), strong=True),
        Cell(yuan(line.paid_fen), tone="text_note" if line.paid_fen is None else ""),
        Cell(yuan(line.open_fen), tone=open_tone),
        state_cell("settlement_state", rule.state, state_words(values, rule.state)),
    ]


def escrow_columns(values: Values) -> tuple[Column, ...]:
    """Return the columns of what is held back."""
    say, yuan = values.language.say, values.format.unit("yuan")
    return (
        Column(say("settling.rule.title"), "text", -1, "", "rule"),
        Column(say("entity.party"), "text", 0, "", "party"),
        Column(say("field.settlement_escrow.clause"), "text", -1, "", "clause"),
        *(Column(say(f"settling.escrow.{name}"), "figure", -1, yuan, name) for name in ESCROW),
    )


def escrow_cells(values: Values, names: Names, rule: RuleSettlement, held: Held) -> list[Cell]:
    """Return the cells of what is held back of one party's amounts."""
    yuan = values.format.yuan
    amounts = [
        Cell(yuan(getattr(held, f"{name}_fen")), strong=name == "closing") for name in ESCROW
    ]
    clause = Cell(held.clause or UNKNOWN, tone="text_secondary")
    return [Cell(rule.rule, tone="text_secondary"), Cell(names.party(held.party)), clause, *amounts]


def standing_words(values: Values, found: Statement) -> tuple[str, str, str]:
    """Return how the settlement of a quarter stands: its look, a sentence, and what is to know."""
    say = values.language.say
    states = {rule.state for rule in found.rules}
    state = next((each for each in _WORST_FIRST if each in states), "paid")
    lead = say(f"settling.standing.{state or 'none'}", quarter=values.quarter(str(found.quarter)))
    reasons = "; ".join(rule.reason for rule in found.rules if rule.state == "disputed")
    unsettled = [
        say(f"settling.unsettled.{why}", rule=rule) for rule, why in found.unsettled.items()
    ]
    unsettled += [
        say(f"settling.appraised.{why}" if why else "settling.appraised", rule=rule)
        for rule, why in found.appraised.items()
    ]
    look = _LOOKS.get(state, "ok")
    if look != "crit" and not UNRECKONED.isdisjoint(found.unsettled.values()):
        look = "warn"
    return look, lead, " ".join([*([reasons] if reasons else []), *unsettled])


def changed_words(values: Values, found: Statement) -> tuple[str, str]:
    """Return which rules would come out otherwise today and what to do; empty when none would."""
    outdated = [rule for rule in found.rules if rule.outdated]
    if not outdated:
        return "", ""
    say = values.language.say
    stands = any(rule.settled for rule in outdated)
    key = "settling.changed.later" if stands else "settling.changed.draft"
    rules = say("settling.comma").join(rule.rule for rule in outdated)
    return say("settling.changed", rules=rules), say(key)


def state_words(values: Values, state: str) -> str:
    """Return what the state of a settlement is called."""
    return values.language.say(f"choice.settlement_state.{state}")


def versions(records: Records) -> list[tuple[str, str, str, int]]:
    """Return every version of the rules that move money: its record, rule, resolution, number."""
    rows = records.select(
        Query(
            "sharing_rule_version",
            columns=("version", "rule.code", "resolution.number"),
            where=(Condition("rule.base", "in", SETTLED_BASES),),
            order=("rule.code", "version"),
        )
    )
    return [
        (
            str(row["id"]),
            str(row["rule.code"]),
            str(row["resolution.number"] or ""),
            int(str(row["version"])),
        )
        for row in rows
    ]
