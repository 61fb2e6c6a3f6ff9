"""Show the studies, each on a page of its own with its inputs and what a run of them tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget
from typing_extensions import override

from domain.errors import DomainError
from domain.records import Condition
from domain.studies import STUDIES
from domain.studies.scenarios import kept
from ui.components.buttons import Button
from ui.models.study_list import StudyList
from ui.models.study_page import StudyPage
from ui.refusal import sentence
from ui.screen import HeaderParts, Screen
from ui.values import Values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Changes
    from ui.screen import ScreenContext

_IN_THE_LIST = HeaderParts()
_ON_A_PAGE = HeaderParts(search=False)


class ModelsScreen(Screen):
    """Show the list of studies; opening one gives it the whole page."""

    name = "models"
    title_key = "models.title"
    icon = "models"
    parts = _IN_THE_LIST

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        look = context.appearance
        self.values = Values(context.language, context.specs)
        self.list = StudyList(context, self)
        self.page = StudyPage(context, self.values, self)
        self.keep = Button(look, "", icon="keep", parent=self)
        self.keep.setObjectName("models.keep")
        self.report = Button(look, "", icon="put_in_report", parent=self)
        self.report.setObjectName("models.report")
        self.run = Button(look, "", "primary", icon="run", parent=self)
        self.run.setObjectName("models.run")
        for button in (self.keep, self.report, self.run):
            button.hide()
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.page)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._pages)
        self._stale = True
        self._wire()
        self.retranslate()

    @override
    def title(self) -> str:
        if not self.alone():
            return super().title()
        return self.context.say(f"study.{self.page.name}.title")

    @override
    def note(self) -> str:
        if not self.alone():
            return ""
        if self.page.quarter == self.quarter:
            return self.page.rules()
        return self.context.say("models.of_quarter", quarter=self.values.quarter(self.page.quarter))

    @override
    def alone(self) -> bool:
        return self._pages.currentWidget() is self.page

    @override
    def leave(self) -> bool:
        if not self.alone():
            return False
        self.page.stop()
        self._pages.setCurrentWidget(self.list)
        self.parts = _IN_THE_LIST
        self.list.read(self.quarter)
        return True

    @override
    def header_actions(self) -> Sequence[QWidget]:
        if not self.alone():
            return ()
        self.keep.setEnabled(self.page.may_keep())
        self.report.setEnabled(self.page.may_keep())
        self.run.setEnabled(self.page.task is None and not self.page.inputs.isHidden())
        at_table = self.page.at_table
        self.report.set_kind("primary" if at_table else "secondary")
        return (self.keep, self.report) if at_table else (self.keep, self.report, self.run)

    @override
    def activate(self, quarter: str) -> None:
        moved = quarter != self.quarter
        super().activate(quarter)
        if self.alone() and moved:
            self.page.open(self.page.name, quarter)
        elif self.alone() and self._stale:
            self.page.reread()
            self._stale = False
        elif not self.alone() and (moved or self._stale):
            self.list.read(quarter)
            self._stale = False

    @override
    def retranslate(self) -> None:
        say = self.context.say
        self.keep.set_text(say("models.keep"))
        self.report.set_text(say("models.report"))
        self.run.set_text(say("models.run"))
        self.run.setToolTip(say("models.run.keys"))
        self._stale = True
        if self.page.name:
            self.page.say_again()
        if self.quarter and not self.alone():
            self.list.read(self.quarter)

    @override
    def show_record(self, record: str) -> None:
        """Show a study by its name, or a kept scenario by its id."""
        if record in STUDIES:
            self.open_study(record)
            return
        row = self.context.records.get("scenario", record)
        if row is None:
            return
        try:
            each = kept(row)
        except DomainError as error:
            self.context.desk.tell(sentence(self.values, error), icon="state.crit")
            return
        if each.inquiry.study in STUDIES:
            self.page.open_kept(each)
            self._show_page()

    @override
    def busy(self) -> bool:
        return self.list.busy() or self.page.findings.busy()

    @override
    def samples(self) -> Sequence[str]:
        return STUDIES

    def open_study(self, name: str) -> None:
        """Show the page of a study."""
        self.page.open(name, self.quarter)
        self._show_page()

    def _show_page(self) -> None:
        # Once it knows its study: as it is laid out the heading is said.
        self.parts = _ON_A_PAGE
        self._pages.setCurrentWidget(self.page)
        self.heading_changed.emit()

    def _wire(self) -> None:
        self.list.opened.connect(self.open_study)
        self.list.entry_asked.connect(self.context.desk.open_screen)
        self.list.kept_asked.connect(self._on_kept_asked)
        self.page.changed.connect(self.heading_changed)
        self.run.clicked.connect(self.page.start)
        self.keep.clicked.connect(lambda: self.page.ask_to_keep(reported=False))
        self.report.clicked.connect(lambda: self.page.ask_to_keep(reported=True))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(self._on_run_keys)
        self.context.bus.changed.connect(self._on_changed)

    def _on_kept_asked(self, name: str) -> None:
        self.context.desk.open_list("scenario", [Condition("model", "=", name)])

    def _on_run_keys(self) -> None:
        if self.alone():
            self.page.start()

    def _on_changed(self, changes: Changes) -> None:
        if not changes.tables or changes.tables.keys() <= {"scenario", "saved_view", "setting"}:
            self._stale = self._stale or "scenario" in changes.tables
            return
        self._stale = True
        if self.isVisible() and not self.alone():
            self.list.read(self.quarter)
