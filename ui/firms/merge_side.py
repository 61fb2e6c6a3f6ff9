"""Show which record is kept, what hangs on the others, what stands against it, and ask why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.components.banner import Banner
from ui.components.buttons import Button
from ui.components.field import Field
from ui.components.label import Label
from ui.components.scroll_area import Scrolling
from ui.components.section_title import SectionTitle
from ui.components.segments import Segments
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.components.option import Option
    from ui.components.tables.cells import Cell, Column
    from ui.screen import ScreenContext

_SIDE_PX: Final = 320


class MergeSide(Scrolling):
    """Hold what is said of a merger as a whole, and the buttons that end it.

    Signals:
        kept_chosen: the record that shall stay.
        merge_asked: merge them.
        apart_asked: they are not the same.
        leave_asked: leave them as they are.
    """

    kept_chosen = Signal(str)
    merge_asked = Signal()
    apart_asked = Signal()
    leave_asked = Signal()

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(parent, sideways=False)
        self._context = context
        look = context.appearance
        inner = QWidget(self)
        inner.setProperty("ground", "page")
        self._kept_label = Label("", "caption", parent=inner)
        self.kept = Segments(look, parent=inner)
        self.kept.setObjectName("merge.kept")
        self._title = SectionTitle(look, parent=inner)
        self._model = RowsModel(parent=inner)
        self.moving = FlatTable(look, compact=True, fit=True, parent=inner)
        self.moving.setObjectName("merge.moving")
        self.moving.setModel(self._model)
        self.moving.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.refusal = Banner(look, "crit", inner)
        self.reason = QLineEdit(inner)
        self.reason.setObjectName("merge.reason")
        self._reason_box = Field(look, "", self.reason, parent=inner)
        self.merge_button = Button(look, "", "primary", icon="check", parent=inner)
        self.merge_button.setObjectName("merge.merge")
        self.apart_button = Button(look, "", parent=inner)
        self.apart_button.setObjectName("merge.apart")
        self.leave_button = Button(look, "", parent=inner)
        self.leave_button.setObjectName("merge.leave")
        self._lay_out(inner)
        self.kept.chosen.connect(self.kept_chosen)
        self.merge_button.clicked.connect(self.merge_asked)
        self.reason.returnPressed.connect(self.merge_asked)
        self.apart_button.clicked.connect(self.apart_asked)
        self.leave_button.clicked.connect(self.leave_asked)

    def say_again(self) -> None:
        """Say everything in the language in force."""
        say = self._context.say
        self._kept_label.set_text(say("merge.kept"))
        self.kept.setAccessibleName(say("merge.kept"))
        self._title.set_words(say("merge.moving"))
        self.moving.setAccessibleName(say("merge.moving"))
        self._reason_box.set_label(say("merge.reason"))
        self.reason.setPlaceholderText(say("merge.reason.example"))
        self.merge_button.set_text(say("merge.merge"))
        self.apart_button.set_text(say("merge.apart"))
        self.leave_button.set_text(say("merge.leave"))

    def show_kept(self, options: Sequence[Option], kept: str) -> None:
        """Show the records, and which of them stays."""
        self.kept.set_options(options)
        self.kept.choose(kept)

    def show_moving(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
        """Show how many records of each entity move, become one or are left out."""
        self._model.set_columns(columns)
        self._model.set_rows(rows)
        self.moving.set_columns(columns)
        self.moving.setVisible(bool(rows))
        self._title.setVisible(bool(rows))

    def show_refusal(self, words: str) -> None:
        """Show what stands against the merger, nothing where nothing does."""
        self.refusal.set_message("", words)
        self.refusal.setVisible(bool(words))

    def _lay_out(self, inner: QWidget) -> None:
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for widget in (self._kept_label, self.kept, self._title, self.moving, self.refusal):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(self._reason_box)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.merge_button)
        buttons.addWidget(self.leave_button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addWidget(self.apart_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.refusal.hide()
        self.setWidget(inner)
        self.setMinimumWidth(_SIDE_PX)
        self.setMaximumWidth(_SIDE_PX)
