"""Show a pasted block before it is written: what would change, and what is refused and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from domain.units import WHOLE_BP
from ui.components.buttons import Button
from ui.components.label import Label
from ui.components.progress import ProgressPanel
from ui.components.tables.cells import Column
from ui.components.tables.flat_table import FlatTable
from ui.screens.entry.plan_rows import PlanRows

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.screen import ScreenContext
    from ui.screens.entry.model import EntryModel
    from ui.screens.entry.planning import BlockPlan


class PastePanel(QFrame):
    """List the cells of a block, refused ones first; write the good ones, or none.

    Signals:
        accepted: write the cells that are good.
        dropped: write nothing.
    """

    accepted = Signal()
    dropped = Signal()

    def __init__(self, context: ScreenContext, figures: EntryModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._figures = figures
        self.plan: BlockPlan | None = None
        look = context.appearance
        self.setObjectName("quarter_entry.paste")
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = Label("", "strong", parent=self)
        self._counts = Label("", "secondary", parent=self)
        self.write_button = Button(look, "", "primary", icon="check", parent=self)
        self.write_button.setObjectName("quarter_entry.paste_write")
        self.cancel_button = Button(look, "", parent=self)
        self.cancel_button.setObjectName("quarter_entry.paste_cancel")
        self.progress = ProgressPanel(look, context.words, self)
        self._work, self._share = "", 0
        self._rows = PlanRows(figures, self)
        self.table = FlatTable(look, compact=True, edge_padding=8, parent=self)
        self.table.setObjectName("quarter_entry.paste_cells")
        self.table.setModel(self._rows)
        self._room = QWidget(self)
        self._lay_out()
        self.write_button.clicked.connect(self.accepted)
        self.cancel_button.clicked.connect(self.dropped)
        self.progress.cancelled.connect(self.dropped)
        self._show_parts(working=False)
        self.setVisible(False)

    def show_plan(self, plan: BlockPlan) -> None:
        """List a block's cells; the cursor goes to what is to be pressed next."""
        self.plan = plan
        self._show_parts(working=False)
        self._say()
        self._rows.show_cells((*plan.refused, *plan.changed))
        self.setVisible(True)
        good = bool(plan.writes)
        self.write_button.setEnabled(good)
        (self.write_button if good else self.cancel_button).setFocus()

    def show_work(self, key: str) -> None:
        """Show how far a long block is instead of its cells, and offer to stop.

        Args:
            key: text key of what is being done.
        """
        self._work = key
        self._show_parts(working=True)
        self._title.set_text(self._context.say("entry.paste.title"))
        self.show_progress(0)
        self.setVisible(True)
        self.progress.cancel.setFocus()

    def show_progress(self, share_bp: int) -> None:
        """Show how much is done, in basis points."""
        self._share = share_bp
        percent = self._figures.text.values.format.percent(share_bp, 0)
        self.progress.set_progress(share_bp / WHOLE_BP, percent, self._context.say(self._work))

    def show_stopping(self) -> None:
        """Say that the work ends with its next step."""
        self._work = "entry.block.stopping"
        self.show_progress(self._share)

    def close_plan(self) -> None:
        """Forget the block."""
        self.plan = None
        self.setVisible(False)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.progress.retranslate(self._context.words)
        if not self.progress.isHidden():
            self._title.set_text(self._context.say("entry.paste.title"))
            self.show_progress(self._share)
        elif self.plan is not None:
            self.show_plan(self.plan)

    def _show_parts(self, *, working: bool) -> None:
        """Show the progress of work, or the cells with what can be done with them."""
        cells = (self.table, self._counts, self.write_button, self.cancel_button)
        for part in (*cells, self._room, self.progress):
            part.setVisible((part in cells) is not working)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            pressed = self.cancel_button.hasFocus() or not self.write_button.isEnabled()
            (self.dropped if pressed else self.accepted).emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._counts)
        head.addStretch()
        head.addWidget(self.cancel_button)
        head.addWidget(self.write_button)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 8, 24, 8)
        page.setSpacing(8)
        page.addLayout(head)
        page.addWidget(self.progress)
        page.addWidget(self.table)
        page.addWidget(self._room, 1)

    def _say(self) -> None:
        say, plan = self._context.say, self.plan
        if plan is None:
            return
        refused, changed = len(plan.refused), len(plan.changed)
        same = len(plan.cells) - refused - changed
        counted = {"changed": changed, "refused": refused, "same": same}
        write = self._figures.text.values.format.integer
        self._title.set_text(say("entry.paste.title"))
        self._counts.set_text(
            say("entry.paste.counts", **{name: write(each) for name, each in counted.items()})
        )
        words = "entry.paste.write_good" if refused else "entry.paste.write"
        self.write_button.set_text(say(words, count=changed))
        self.cancel_button.set_text(say("entry.paste.cancel"))
        columns = (
            Column(say("entry.paste.line"), "text", 220),
            Column(say("entry.paste.figure"), "text", 130),
            Column(say("entry.paste.now"), "figure", 130),
            Column(say("entry.paste.new"), "figure", 130),
            Column(say("entry.paste.why"), "text", 0),
        )
        self._rows.set_columns(columns)
        self.table.set_columns(columns)
        self.table.setAccessibleName(say("entry.paste.title"))
