"""Type a quarter's figures: firms, return projects and the park, each in one grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from domain.closing.steps import acts
from domain.entry import LAYOUTS, known_of
from domain.records import Condition
from domain.units import Quarter
from ui.components.buttons import Button
from ui.components.label import Label, hairline
from ui.refusal import sentence as why
from ui.screen import Screen
from ui.screens.entry.acts import CellActs
from ui.screens.entry.block_course import BlockCourse
from ui.screens.entry.foot import EntryFoot, Fault
from ui.screens.entry.grid import EntryGrid
from ui.screens.entry.head import EntryHead
from ui.screens.entry.looks import LineLook
from ui.screens.entry.model import EntryModel
from ui.screens.entry.nothing import NothingToType
from ui.screens.entry.paste_panel import PastePanel
from ui.screens.entry.progress import Progress, progress_of
from ui.values import Values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Changes
    from ui.screen import ScreenContext

_ORDER: Final = tuple(LAYOUTS)
_COUNTED_AT_ONCE: Final = 200
_RECOUNT_MS: Final = 120


class QuarterEntryScreen(Screen):
    """Show the entry grid with its filters, its completeness and what the current cell needs."""

    name = "quarter_entry"
    title_key = "quarter_entry.title"
    icon = "entry"
    wide = True

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._layout = LAYOUTS["firms"]
        self._filter = "all"
        values = Values(context.language, context.specs)
        self.model = EntryModel(context, values, self)
        self._progress = Progress({}, {}, {})
        self.head = EntryHead(context, values, self)
        self.closing = Button(context.appearance, "", "primary", icon="saved", parent=self)
        self.closing.setObjectName("quarter_entry.submit")
        self.grid = EntryGrid(context.appearance, self.model, self)
        self.acts = CellActs(self.model, self.grid.figures)
        self.nothing = NothingToType(context, self)
        self.paste_panel = PastePanel(context, self.model, self)
        self.blocks = BlockCourse(context, self.model, self.paste_panel, self)
        self.foot = EntryFoot(context, self)
        self._keys = Label("", "note", wrap=True, parent=self)
        self._recount = QTimer(self, singleShot=True, interval=_RECOUNT_MS)
        self._lay_out()
        self._connect()
        self.head.pick(self._filter)
        self.retranslate()

    @override
    def header_actions(self) -> Sequence[QWidget]:
        return (self.closing,)

    @override
    def narrow(self, where: Sequence[Condition]) -> None:
        for each in where:
            if each.name == "filter" and each.value in self.head.chips:
                self._pick(str(each.value))

    @override
    def activate(self, quarter: str) -> None:
        self.grid.figures.finish_typing()
        super().activate(quarter)
        self.blocks.drop()
        self.model.show_quarter(self._layout, Quarter.parse(quarter))
        self._progress = progress_of(self.context.records, Quarter.parse(quarter))
        self.grid.refresh_columns()
        self._show_lock()
        self._show_counts()

    @override
    def retranslate(self) -> None:
        say = self.context.say
        self.grid.figures.finish_typing()
        self.head.retranslate()
        self._keys.set_text(say("entry.keys"))
        self.grid.figures.setAccessibleName(say("quarter_entry.title"))
        self.foot.retranslate()
        self._say_closing()
        if self.quarter:
            self.model.reload()
            self.grid.refresh_columns()
            self.paste_panel.retranslate()
            self._show_lock()
            self._show_counts()
        self.heading_changed.emit()

    def choose_layout(self, key: str) -> None:
        """Show the grid of the firms, the return projects or a part of the park."""
        self.grid.figures.finish_typing()
        self._layout = LAYOUTS[key]
        self._pick("all")
        self.activate(self.quarter)
        self.grid.figures.setCurrentIndex(self.model.index(0, 1))

    def turn(self, by: int) -> None:
        """Show the next grid, or the one before."""
        at = (_ORDER.index(self._layout.key) + by) % len(_ORDER)
        self.choose_layout(_ORDER[at])
        self.grid.figures.setFocus()

    # ------------------------------------------------------------------------------------ inside

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.head)
        page.addWidget(hairline(self))
        body = QHBoxLayout()
        body.setContentsMargins(16, 0, 24, 0)
        body.addWidget(self.grid)
        page.addLayout(body, 1)
        page.addWidget(self.nothing, 1)
        page.addWidget(self.paste_panel, 1)
        page.addWidget(self.foot)
        keys = QHBoxLayout()
        keys.setContentsMargins(24, 4, 24, 4)
        keys.addWidget(self._keys)
        page.addLayout(keys)

    def _connect(self) -> None:
        self.closing.clicked.connect(self._on_closing)
        self.head.grid_chosen.connect(self.choose_layout)
        self.head.filter_chosen.connect(self._pick)
        self.head.same_asked.connect(self._on_same)
        self.head.paste_asked.connect(self._on_paste_button)
        figures = self.grid.figures
        figures.pasted.connect(self._on_pasted)
        figures.same_asked.connect(self._on_same)
        figures.filled.connect(lambda way: self.blocks.carry_out(self.acts.fill(way)))
        figures.cleared.connect(lambda: self.blocks.carry_out(self.acts.clear(), quiet=True))
        figures.fault_asked.connect(self._on_next_fault)
        figures.left.connect(self._on_left)
        self.grid.current_changed.connect(self._show_foot)
        self.blocks.moved.connect(self._on_block_moved)
        self.blocks.ended.connect(figures.setFocus)
        self.blocks.refused.connect(self.foot.show_message)
        self.nothing.all_asked.connect(lambda: self._pick("all"))
        self.foot.next_button.clicked.connect(self._on_next_fault)
        self.foot.unknown_button.clicked.connect(self._on_unknown)
        self.foot.remark.editingFinished.connect(self._on_remark)
        self._recount.timeout.connect(self._show_counts)
        self.model.counts_changed.connect(self._on_counts)
        self.context.bus.changed.connect(self._on_changed)
        for keys, by in ((Qt.Key.Key_PageDown, 1), (Qt.Key.Key_PageUp, -1)):
            turn = QShortcut(QKeySequence(Qt.Modifier.CTRL | keys), self)
            turn.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            turn.activated.connect(lambda step=by: self.turn(step))

    def _say_closing(self) -> None:
        """Offer to submit, or once both sides have, to see how far the quarter is."""
        found = self.context.records.find("quarter", quarter=self.quarter)
        act = acts(str(found[0]["state"]))[0] if found else "open_next"
        submit = act == "submit"
        say = self.context.say
        self.closing.set_text(say("closing.act.submit") if submit else say("page.quarter"))
        # A block that waits to be written, or a grid still to be begun, has the one primary button.
        first = submit and self.paste_panel.isHidden() and self.nothing.isHidden()
        self.closing.set_kind("primary" if first else "secondary")

    def _on_closing(self) -> None:
        self.context.desk.open_list("quarter", [Condition("act", "=", "submit")])

    def _show_lock(self) -> None:
        held = self.model.held
        say = self.context.say
        sentence = ""
        if held.closed:
            values = Values(self.context.language, self.context.specs)
            sentence = say("entry.closed", quarter=values.quarter(self.quarter))
        elif not self.context.bus.records.writable:
            sentence = say("entry.read_only")
        elif (refused := self.context.bus.refusal(self._layout.table)) is not None:
            values = Values(self.context.language, self.context.specs)
            sentence = why(values, refused)
        self.head.lock(sentence)

    def _on_counts(self) -> None:
        """Count at once where that takes no time; many lines when the typing rests."""
        if len(self.model.held.every) > _COUNTED_AT_ONCE:
            self._recount.start()
            self._show_foot(self.grid.figures.currentIndex())
        else:
            self._show_counts()

    def _show_counts(self) -> None:
        self._recount.stop()
        if not self.quarter:
            return
        counts = self.model.counts()
        known, owed = known_of(self.model.held.every)
        entries = counts["all"]
        self._progress = self._progress.with_grid(self._layout.key, known, owed, entries)
        self.head.show_progress(self._layout.key, self._progress)
        self.head.show_filters(counts, self._named(self._layout.told_changes))
        empty = self.model.rowCount() == 0
        self.grid.setVisible(not empty)
        self.nothing.show_for(self._layout.key if empty else "", self._filter)
        # Who opens the page can type at once.
        self.setFocusProxy(self.nothing if empty else self.grid.figures)
        if not empty and not self.grid.figures.currentIndex().isValid():
            self.grid.figures.setCurrentIndex(self.model.index(0, 1))
        self._say_closing()
        self.grid.refresh_totals()
        self._show_foot(self.grid.figures.currentIndex())

    def _named(self, figures: tuple[str, ...]) -> str:
        named = [each for each in self.model.figures if each.name in figures]
        return self.context.say("ui.comma").join(map(self.model.figure_name, named))

    def _show_foot(self, index: QModelIndex) -> None:
        if not index.isValid() or index.row() >= self.model.rowCount():
            self.foot.rest()
            self.grid.show_change("")
            return
        line, each = self.model.line(index.row()), self.model.field_of(index)
        refused, editable = self.model.refusal(index), self.model.held.editable
        unexplained = line.to_explain
        if each is not None:
            look = LineLook(self.model.text, self._layout)
            # What was refused is not recorded: there is no change to tell of.
            now = line.values.get(each.name) if refused is None else None
            change = look.changed(each, now, line.before.get(each.name))
            say = self.context.say
            self.grid.show_change(say("entry.change_of_cell", change=change) if change else "")
        if refused is not None and each is not None:
            before = line.before.get(each.name)
            text = Values(self.context.language, self.context.specs).with_unit(each, before)
            figure = self.model.figure_name(each)
            name = self.model.name(line)
            told = "" if before is None else text
            fault = Fault(name, figure, refused.text, refused.reason, told)
            self.foot.show_fault(fault, editable=editable)
        elif (editable and unexplained) or line.values.get("remark"):
            remark = str(line.values.get("remark") or "")
            figures = self._named(unexplained)
            self.foot.show_remark(self.model.name(line), figures, remark, editable=editable)
        else:
            self.foot.rest()

    def _pick(self, name: str) -> None:
        self._filter = name
        self.head.pick(name)
        if self.quarter:
            self.model.filter_lines(name)
            self._show_counts()

    def _on_changed(self, changes: Changes) -> None:
        if self.quarter and self.isVisible():
            self.model.take(changes)
            self.blocks.drop()
            if "quarter" in changes.tables:
                self._show_lock()

    def _on_remark(self) -> None:
        index = self.grid.figures.currentIndex()
        if index.isValid() and self.foot.remark.isModified():
            self.foot.remark.setModified(False)
            self.model.remark(index.row(), self.foot.remark.text().strip())

    def _on_next_fault(self) -> None:
        self.grid.go_to(self.model.next_refusal(self.grid.figures.currentIndex()))

    def _on_unknown(self) -> None:
        self.model.enter(self.grid.figures.currentIndex(), "")
        self.grid.figures.setFocus()

    def _on_left(self, back: bool) -> None:  # noqa: FBT001 - a signal's argument
        target = self.foot.remark if self.foot.remark.isVisible() else self.foot.next_button
        if not back and target.isVisible():
            target.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.head.chips["all"].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_same(self) -> None:
        self.blocks.carry_out(self.acts.same_as_last())

    def _on_paste_button(self) -> None:
        self._on_pasted(QGuiApplication.clipboard().text())

    def _on_pasted(self, text: str) -> None:
        """Check a block and show what it would change; a single good value is written at once."""
        if self.model.held.editable:
            self.blocks.paste(self.acts.paste(text), self._on_single)

    def _on_single(self, text: str) -> None:
        self.model.enter(self.grid.figures.currentIndex(), text)

    def _on_block_moved(self) -> None:
        """Let nothing be typed while a long block is under way."""
        for part in (self.head, self.grid, self.foot):
            part.setEnabled(not self.blocks.under_way)
        self._say_closing()
