"""Try a quarter's settlement under another version of a rule, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.errors import DomainError
from domain.models.settlement import settle_rule
from domain.models.settlement_inputs import terms_under
from ui.components.choice import Choice
from ui.components.field import Field
from ui.components.label import Label
from ui.components.side_panel import SidePanel
from ui.components.tables.cells import Cell, Column
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.refusal import sentence
from ui.settling.words import Names, rule_words, versions
from ui.values import Values

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from domain.models.settled import RuleResult
    from domain.settling.statement import Statement
    from ui.screen import ScreenContext


class TryPanel(SidePanel):
    """Compare what each party is due with what it would be due; nothing is recorded."""

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context.appearance, context.words, parent)
        look = context.appearance
        self._context = context
        self._values = Values(context.language, context.specs)
        self._statement: Statement | None = None
        self._versions: dict[str, tuple[str, str, int]] = {}
        self._about = Label("", "secondary", wrap=True, parent=self)
        self.version = Choice(self)
        self.version.setObjectName("settlement.version")
        self._version = Field(look, "", self.version, parent=self)
        self._rule = Label("", "strong", wrap=True, parent=self)
        self._unit = Label("", "caption", wrap=True, parent=self)
        self.table = FlatTable(look, compact=True, fit=True, parent=self)
        self.table.setObjectName("settlement.tried")
        self._rows = RowsModel(parent=self)
        self.table.setModel(self._rows)
        for part in (self._about, self._version, self._rule, self._unit, self.table):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.version.currentIndexChanged.connect(lambda _at: self._compare())

    def show_statement(self, statement: Statement) -> None:
        """Offer every version of the rules for a quarter."""
        self._statement = statement
        self.say_again()
        self.show()
        self.version.setFocus()

    def say_again(self) -> None:
        """Say everything in the language in force."""
        say = self._context.say
        self.retranslate(self._context.words)
        self.set_title(say("settling.try.title"))
        self._about.set_text(say("settling.try.about"))
        self._version.set_label(say("entity.sharing_rule_version"))
        self._versions = {
            record: (rule, resolution, number)
            for record, rule, resolution, number in versions(self._context.records)
        }
        self.version.set_choices(
            [
                (
                    record,
                    say(
                        "settling.try.version",
                        rule=rule,
                        version=str(number),
                        resolution=resolution or say("settling.try.draft"),
                    ),
                )
                for record, (rule, resolution, number) in self._versions.items()
            ]
        )
        self._compare()

    def _compare(self) -> None:
        statement, record = self._statement, self.version.key()
        if statement is None or record not in self._versions:
            return
        rule = self._versions[record][0]
        now = next((each for each in statement.reckoned.rules if each.terms.code == rule), None)
        names = Names.of(self._values, self._context.records)
        try:
            terms = terms_under(self._context.records, rule, record, statement.quarter)
            tried = settle_rule(terms, statement.quarter) if terms else None
        except DomainError as error:
            self._rule.set_text(sentence(self._values, error))
            self._unit.set_text("")
            self._rows.set_rows([])
            return
        if tried is None:
            self._rule.set_text(self._context.say("settling.try.not_running"))
            self._unit.set_text("")
            self._rows.set_rows([])
            return
        self._rule.set_text(rule_words(self._values, names, tried))
        self._fill(names, statement, now, tried)

    def _fill(
        self, names: Names, statement: Statement, now: RuleResult | None, tried: RuleResult
    ) -> None:
        say, form = self._context.say, self._values.format
        decimals = 2 if self._context.lang == "zh" else 1
        # Three headings with a unit each would not stand beside each other in a panel.
        self._unit.set_text(say("settling.try.unit", unit=form.unit_heading("money")))
        columns = (
            Column(say("entity.party"), "text", -1, "", "party"),
            *(
                Column(say(f"settling.try.{key}"), "figure", -1, "", key)
                for key in ("now", "then", "change")
            ),
        )
        self._rows.set_columns(columns)
        self.table.set_columns(columns)
        rows = []
        concerned = [each for each in statement.parties if _names(now, each) or _names(tried, each)]
        for party in concerned:
            before, after = _due(now, party), _due(tried, party)
            change = after - before
            amounts = [form.money(fen, decimals) for fen in (before, after, change)]
            signed = Cell(f"+{amounts[2]}" if change > 0 else amounts[2], strong=change != 0)
            name = Cell(names.short(party), tip=names.party(party))
            rows.append([name, *map(Cell, amounts[:2]), signed])
        self._rows.set_rows(rows)
        self.table.setAccessibleName(say("settling.try.title"))


def _names(result: RuleResult | None, party: str) -> bool:
    return result is not None and result.line(party) is not None


def _due(result: RuleResult | None, party: str) -> int:
    line = result.line(party) if result else None
    return line.due_fen if line else 0
