"""Explain a step of a settlement down to the records it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.models.sharing_terms import LEDGERS
from domain.records import Condition, Query
from ui.components.buttons import LinkButton
from ui.components.label import Label
from ui.components.side_panel import SidePanel
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.settling.source_rows import source_rows
from ui.settling.words import Names, ShownStep, basis_words, rule_words, step_words
from ui.values import Values

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from domain.models.settled import RuleResult
    from domain.units import Quarter
    from ui.screen import ScreenContext


class ExplainPanel(SidePanel):
    """Say by which rule an amount came about, and list the records behind it."""

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context.appearance, context.words, parent)
        look = context.appearance
        self._context = context
        self._values = Values(context.language, context.specs)
        self._shown: tuple[ShownStep, Quarter] | None = None
        self._resolution = ""
        self._rule = Label("", "strong", wrap=True, parent=self)
        self._basis = Label("", "secondary", wrap=True, parent=self)
        self._how = Label("", "body", wrap=True, parent=self)
        self._clause = Label("", "secondary", wrap=True, parent=self)
        self._tables: dict[str, str] = {}
        self.resolution = LinkButton(look, parent=self)
        self.resolution.setObjectName("settlement.resolution")
        self.sources = FlatTable(look, compact=True, parent=self)
        self.sources.setObjectName("settlement.sources")
        self._rows = RowsModel(parent=self)
        self.sources.setModel(self._rows)
        self._note = Label("", "caption", wrap=True, parent=self)
        for part in (self._rule, self.resolution, self._basis, self._how, self._clause):
            self.body.addWidget(part)
        self.body.addWidget(self.sources, 1)
        self.body.addWidget(self._note)
        self.body.addStretch(0)
        self.resolution.clicked.connect(self._on_resolution)
        self.sources.row_opened.connect(self._on_source)

    def show_step(self, shown: ShownStep, quarter: Quarter) -> None:
        """Explain a row of the reckoning."""
        self._shown = (shown, quarter)
        self.say_again()
        self.show()

    def say_again(self) -> None:
        """Say everything in the language in force."""
        self.retranslate(self._context.words)
        if self._shown is None:
            return
        shown, quarter = self._shown
        say = self._context.say
        names = Names.of(self._values, self._context.records)
        title = (
            step_words(self._values, names, shown.step)
            if shown.step
            else say("settling.rule.title")
        )
        self.set_title(title)
        self._rule.set_text(
            rule_words(self._values, names, shown.rule) if shown.rule else say("settling.quarter")
        )
        key = shown.step.key if shown.step else "rule"
        self._how.set_text(say(_how(key)))
        basis = basis_words(self._values, names, shown.step) if shown.step else ""
        self._basis.set_text(basis)
        self._basis.setVisible(bool(basis))
        clause = shown.step.clause if shown.step else ""
        self._clause.set_text(say("settling.clause.of", clause=clause) if clause else "")
        self._clause.setVisible(bool(clause))
        self._say_resolution(shown.rule)
        self._say_sources(names, shown, quarter)

    def _say_resolution(self, rule: RuleResult | None) -> None:
        number = rule.terms.resolution if rule else ""
        rows = self._context.records.select(
            Query(
                "resolution",
                columns=("number",),
                where=(Condition("number", "=", number),),
                limit=1,
            )
        )
        self._resolution = str(rows[0]["id"]) if rows and number else ""
        self.resolution.set_text(self._context.say("settling.resolution", number=number))
        self.resolution.setVisible(bool(self._resolution))

    def _say_sources(self, names: Names, shown: ShownStep, quarter: Quarter) -> None:
        found = source_rows(self._values, self._context.records, names, shown, quarter)
        self.sources.setVisible(found is not None)
        self._note.setVisible(found is not None)
        if found is None:
            return
        self._rows.set_columns(found.columns)
        self.sources.set_columns(found.columns)
        self._rows.set_rows(found.rows, [record for _, record in found.records])
        self._tables = {record: table for table, record in found.records}
        self.sources.setAccessibleName(self._context.say("settling.sources"))
        self._note.set_text(found.note)

    def _on_resolution(self) -> None:
        if self._resolution:
            self._context.desk.open_record("resolution", self._resolution)

    def _on_source(self, record: str) -> None:
        self._context.desk.open_record(self._tables[record], record)


def _how(key: str) -> str:
    """Return the text key that says how a step is reckoned; the taxes are all reckoned alike."""
    alike = key.startswith("tax.") and key.removeprefix("tax.") not in LEDGERS
    return f"settling.how.{'tax' if alike else key}"
