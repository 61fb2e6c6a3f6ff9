"""Show the firms as a table, and each of them on a page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from typing_extensions import override

from domain.standing.quadrants import quadrants_at
from domain.standing.stages import stage_moves, stages_at
from domain.units import Quarter
from ui.components.buttons import Button
from ui.reports.dialogs import Dialogs
from ui.reports.paper_languages import PaperLanguages
from ui.reports.sheet_printing import SheetPrinting
from ui.screen import HeaderParts
from ui.screens.firm_overview import FirmOverview
from ui.screens.firm_page.page import FirmPage
from ui.screens.firms import FirmsScreen
from ui.values import state_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from domain.records import Changes, Condition
    from ui.forms.panel import Overview
    from ui.screen import ScreenContext


class FirmPagesScreen(FirmsScreen):
    """Lead from the table to the page of a firm and back."""

    # Titles are said before the rest of the screen is made.
    _page: FirmPage | None = None

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._change = Button(context.appearance, "", icon="pipeline", parent=self)
        self._change.setObjectName("firm.change_stage")
        self._change.hide()
        self._change.clicked.connect(lambda: context.desk.open_record("pipeline", self.page.firm))
        self.printing = SheetPrinting(
            context, self.values, Dialogs(context.language), self, "firm_page.sheet.made"
        )
        self._languages = PaperLanguages(context, "firm", self)
        self._languages.hide()
        self._print = Button(context.appearance, "", icon="printer", parent=self)
        self._print.setObjectName("firm.print_sheet")
        self._print.setShortcut(QKeySequence("Ctrl+Shift+P"))
        self._print.hide()
        self._print.clicked.connect(self._on_print)
        self._open_page = QAction(self)
        self._open_page.setShortcut(QKeySequence("Ctrl+Return"))
        self._open_page.triggered.connect(lambda: self.open_page(self.table.chosen()))
        self.addAction(self._open_page)

    @property
    def page(self) -> FirmPage:
        """The page, made when it is first needed."""
        if self._page is None:
            self._page = FirmPage(self.context, self.values, self)
            self._page.record_asked.connect(self.context.desk.open_record)
            self._page.hide()
            self._row.addWidget(self._page, 1)
        return self._page

    def open_page(self, firm: str) -> None:
        """Show the page of a firm instead of the table."""
        if not firm:
            return
        self.page.show_firm(firm, self.quarter)
        self.page.show_part("overview")
        self._show_table(shown=False)
        self.page.show()
        self.page.take_focus()
        self.heading_changed.emit()

    @override
    def alone(self) -> bool:
        return self._page is not None and not self._page.isHidden()

    @override
    def leave(self) -> bool:
        if not self.alone():
            return False
        self.page.hide()
        self._show_table(shown=True)
        self._fit()
        self.table.setFocus()
        self.heading_changed.emit()
        return True

    @override
    def title(self) -> str:
        if not self.alone():
            return super().title()
        return self.values.record(self.context.records, "firm", self.page.firm)

    @override
    def state(self) -> tuple[str, str, str]:
        if not self.alone():
            return super().state()
        on = Quarter.parse(self.quarter).last_day
        stage = stages_at(stage_moves(self.context.records), on).get(self.page.firm, "")
        if not stage:
            return ("", "", "")
        cell = state_cell("stage", stage, self.context.say(f"choice.stage.{stage}"))
        return (cell.text, cell.state or "info", cell.icon)

    @override
    def note(self) -> str:
        if not self.alone():
            return super().note()
        on = Quarter.parse(self.quarter).last_day
        quadrant = quadrants_at(self.context.records, on).get(self.page.firm, "unknown")
        # Alone beside the name, "unknown" would not say what is.
        return self.context.say(f"firms.quadrant.{quadrant}") if quadrant != "unknown" else ""

    @override
    def header_actions(self) -> Sequence[QWidget]:
        if not self.alone():
            return super().header_actions()
        self._change.set_text(self.context.say("firm_page.change_stage"))
        self._print.set_text(self.context.say("firm_page.sheet"))
        if not self.printing.possible():
            return (self._change,)
        return (self._languages, self._print, self._change)

    @override
    def make_overview(self) -> Overview:
        made = super().make_overview()
        if isinstance(made, FirmOverview):
            made.page_asked.connect(self.open_page)
        return made

    @override
    def activate(self, quarter: str) -> None:
        moved = quarter != self.quarter
        super().activate(quarter)
        if moved and self.alone():
            self.page.show_firm(self.page.firm, quarter)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        if self.alone():
            self.page.show_firm(self.page.firm, self.quarter)

    @override
    def show_record(self, record: str) -> None:
        self.leave()
        super().show_record(record)

    @override
    def narrow(self, where: Sequence[Condition]) -> None:
        self.leave()
        super().narrow(where)

    @override
    def reread(self, changes: Changes) -> None:
        super().reread(changes)
        if not self.alone():
            return
        if self.context.records.get("firm", self.page.firm) is None:
            self.leave()
        else:
            self.page.show_firm(self.page.firm, self.quarter)

    @override
    def focus_search(self) -> bool:
        self.leave()
        return super().focus_search()

    @override
    def add_record(self) -> bool:
        self.leave()
        return super().add_record()

    @override
    def _fit(self) -> None:
        super()._fit()
        if self.alone():
            self._show_table(shown=False)

    def _on_print(self) -> None:
        firm = self.context.records.get("firm", self.page.firm) or {}
        name = self.context.say("firm_page.sheet.file", number=str(firm.get("number") or ""))
        self.printing.start("firm_sheet", self.page.firm, name)

    def _show_table(self, *, shown: bool) -> None:
        # A firm's name and state take the room of the common search; Ctrl+K still leads there.
        self.parts = HeaderParts(search=shown)
        for widget in (self.line, self._pages, self._side, self._rule):
            widget.setVisible(shown)
        self._row.setStretchFactor(self.middle, 1 if shown else 0)
        for panel in (self._panel, self._bulk):
            if panel is not None and not shown:
                panel.hide()
