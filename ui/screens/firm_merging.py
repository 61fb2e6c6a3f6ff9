"""Offer to merge firms: a quiet hint at likely duplicates, and those that are selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from typing_extensions import override

from domain.errors import DomainError
from domain.merging.duplicates import compared_by, likely_duplicates
from domain.merging.telling_apart import told_apart
from domain.records import Query
from ui.components.buttons import LinkButton
from ui.firms.duplicates_panel import DuplicatesPanel
from ui.firms.merge_page import MergePage
from ui.refusal import sentence
from ui.screens.firm_pages import FirmPagesScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from domain.merging.duplicates import Likeness
    from domain.records import Changes, Records
    from ui.screen import ScreenContext


class FirmMergingScreen(FirmPagesScreen):
    """Lead from the table, or from the likely duplicates, to the page where firms are merged."""

    # Titles are said before the rest of the screen is made.
    _merging: MergePage | None = None
    _likely: DuplicatesPanel | None = None
    _doubted: bool = True

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        self._groups: tuple[Likeness, ...] = ()
        super().__init__(context, parent)
        self.hint = LinkButton(context.appearance, px=12, parent=self)
        self.hint.setObjectName("firm.duplicates")
        self.hint.clicked.connect(self._on_hint)
        self.hint.hide()
        self.line.add_right(self.hint)
        self.merge_action = QAction(self.offers.menu)
        self.merge_action.setShortcut(QKeySequence("Ctrl+Shift+M"))
        self.merge_action.triggered.connect(self._on_merge_asked)
        self.offers.menu.insertAction(self.offers.bulk, self.merge_action)
        self.addAction(self.merge_action)
        self._say_merging()

    @property
    def merging(self) -> MergePage:
        """The page where firms are merged, made when it is first needed."""
        if self._merging is None:
            self._merging = MergePage(self.context, self.values, "firm", self)
            self._merging.merged.connect(self._on_merged)
            self._merging.told_apart.connect(self._on_told_apart)
            self._merging.left.connect(self.leave)
            self._merging.hide()
            self._row.addWidget(self._merging, 1)
        return self._merging

    @property
    def likely(self) -> DuplicatesPanel:
        """The list of likely duplicates, made when it is first needed."""
        if self._likely is None:
            self._likely = DuplicatesPanel(self.context, self.values, "firm", self)
            self._likely.merge_asked.connect(self.open_merging)
            self._likely.closed.connect(self._fit)
            self._likely.hide()
            self._row.addWidget(self._likely)
        return self._likely

    def open_merging(self, firms: Sequence[str]) -> None:
        """Show firms beside each other instead of the table."""
        try:
            self.merging.show_records(firms)
        except DomainError as error:
            self.context.desk.tell(sentence(self.values, error), icon="state.warn")
            return
        self._show_table(shown=False)
        self.merging.show()
        self.merging.table.setFocus()
        self.heading_changed.emit()

    # ------------------------------------------------------------------------------ as a screen

    @override
    def alone(self) -> bool:
        return self._at_merging() or super().alone()

    @override
    def leave(self) -> bool:
        if not self._at_merging():
            return super().leave()
        self.merging.hide()
        self._show_table(shown=True)
        self._fit()
        self.table.setFocus()
        self.heading_changed.emit()
        return True

    @override
    def title(self) -> str:
        return self.context.say("merge.title") if self._at_merging() else super().title()

    @override
    def state(self) -> tuple[str, str, str]:
        return ("", "", "") if self._at_merging() else super().state()

    @override
    def note(self) -> str:
        return "" if self._at_merging() else super().note()

    @override
    def header_actions(self) -> Sequence[QWidget]:
        self.merge_action.setEnabled(self.context.bus.may_change("firm"))
        return () if self._at_merging() else super().header_actions()

    @override
    def activate(self, quarter: str) -> None:
        super().activate(quarter)
        self._look_for_duplicates()

    @override
    def retranslate(self) -> None:
        super().retranslate()
        if hasattr(self, "hint"):
            self._say_merging()

    @override
    def reread(self, changes: Changes) -> None:
        super().reread(changes)
        if not changes.tables.keys().isdisjoint(("firm", "distinct_pair")):
            self._doubted = True
            self._look_for_duplicates()
        if self._at_merging():
            known = [self.context.records.get("firm", each) for each in self.merging.wish.records]
            if all(known):
                self.merging.say_again()
            else:
                self.leave()

    @override
    def _panels(self) -> list[QWidget]:
        return super()._panels() if self._likely is None else [*super()._panels(), self._likely]

    @override
    def _show_table(self, *, shown: bool) -> None:
        super()._show_table(shown=shown)
        if self._likely is not None and not shown:
            self._likely.hide()

    # ------------------------------------------------------------------------------- duplicates

    def _at_merging(self) -> bool:
        return self._merging is not None and not self._merging.isHidden()

    def _look_for_duplicates(self) -> None:
        """Compare all firms beside the window, where any may have changed."""
        if not self._doubted:
            return
        self._doubted = False
        spec, sounds = self.spec, self.context.services.sounds

        def look(records: Records) -> tuple[Likeness, ...]:
            rows = tuple(records.select(Query(spec.table, columns=compared_by(spec))))
            return likely_duplicates(spec, rows, sounds, told_apart(records, spec.table))

        read = self.context.services.read_aside
        if read is None:
            self._on_found(look(self.context.records))
            return
        task = self.context.tasks.start(lambda _progress: read(look), abandonable=True)
        task.finished.connect(self._on_found)

    def _on_found(self, groups: tuple[Likeness, ...]) -> None:
        self._groups = groups
        self._say_merging()

    def _say_merging(self) -> None:
        say, count = self.context.say, len(self._groups)
        self.merge_action.setText(say("merge.ask"))
        self.hint.set_text(say("duplicates.hint", count=count) if count else "")
        self.hint.setVisible(count > 0)
        if self._at_merging():
            self.merging.say_again()
        if self._likely is not None:
            self._likely.say_again()
            self._likely.show_groups(self._groups)
            if not count:
                self._likely.hide()

    # ------------------------------------------------------------------------------------ slots

    def _on_hint(self) -> None:
        for panel in (self._panel, self._bulk):
            if panel is not None:
                panel.hide()
        self.likely.show_groups(self._groups)
        self.likely.show()
        self.likely.table.setFocus()
        self._fit()

    def _on_merge_asked(self) -> None:
        model = self.table.records
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        self.open_merging([model.key(row) for row in rows])

    def _on_merged(self, firm: str) -> None:
        self.leave()
        self.show_record(firm)
        name = self.values.record(self.context.records, "firm", firm)
        self.context.desk.tell(self.context.say("merge.done", name=name), undo=True)

    def _on_told_apart(self) -> None:
        self.leave()
        self.context.desk.tell(self.context.say("merge.apart.done"), undo=True)
