"""List the backups, make one, look into one and bring it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.components.buttons import Button
from ui.components.due_list import DueList, DueRow
from ui.components.label import Label
from ui.components.section_title import SectionTitle
from ui.refusal import reason_of
from ui.values import Values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.screen import ScreenContext
    from ui.services import Backup, Holding

_MOST: Final = 8
_BYTES_PER_MEGABYTE: Final = 1_000_000


class BackupsPanel(QWidget):
    """Show the latest backups; the one chosen says what it holds and can be brought back.

    Signals:
        made: a backup was made.
    """

    made = Signal()

    def __init__(self, context: ScreenContext, parent: QWidget) -> None:
        super().__init__(parent)
        look = context.appearance
        self._context = context
        self._values = Values(context.language, context.specs)
        self._copies: Sequence[Backup] = ()
        self._chosen: Backup | None = None
        self._title = SectionTitle(look, parent=self)
        self._note = Label("", "caption", wrap=True, parent=self)
        self._list = DueList(look, parent=self)
        self._list.setObjectName("data.backups")
        self._holding = Label("", "caption", wrap=True, parent=self)
        self._holding.setObjectName("data.holding")
        self.back_up = Button(look, "", icon="backup", parent=self)
        self.back_up.setObjectName("data.back_up")
        self.restore = Button(look, "", "danger", parent=self)
        self.restore.setObjectName("data.restore")
        self._lay_out()
        self.back_up.setEnabled(context.services.back_up is not None)
        self.back_up.clicked.connect(self._on_back_up)
        self.restore.clicked.connect(self._on_restore)
        self._list.row_chosen.connect(self._on_chosen)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        say = self._context.say
        self._title.set_words(say("data.backups"))
        self._note.set_text(say("data.backups.about"))
        self.back_up.set_text(say("data.back_up"))
        self.show_backups()

    def show_backups(self) -> None:
        """List the backups there are now; none is chosen."""
        say, services = self._context.say, self._context.services
        self._copies = tuple(services.backups())[:_MOST] if services.backups else ()
        rows = []
        for at, copy in enumerate(self._copies):
            size = self._values.format.number(copy.size / _BYTES_PER_MEGABYTE, 1)
            moment = self._values.moment(copy.moment)
            words = say("data.megabytes", size=size)
            rows.append(DueRow(str(at), moment, copy.path.name, words, "backup"))
        self._list.set_rows(rows)
        self._list.setVisible(bool(rows))
        self._list.setAccessibleName(say("data.backups"))
        self._chosen = None
        self._holding.hide()
        self.restore.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._title, self._note, self._list, self._holding):
            column.addWidget(widget)
        # One below the other: with its date the second is as wide as the column.
        for button in (self.restore, self.back_up):
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        self._holding.hide()
        self.restore.hide()

    def _on_back_up(self) -> None:
        back_up = self._context.services.back_up
        if back_up is None:
            return
        self.back_up.setEnabled(False)
        task = self._context.tasks.start(lambda _progress: back_up())
        task.finished.connect(self._on_made)
        task.failed.connect(self._on_failed)

    def _on_made(self, made: Backup) -> None:
        self.back_up.setEnabled(True)
        self.show_backups()
        self._context.desk.tell(self._context.say("data.backed_up", file=made.path.name))
        self.made.emit()

    def _on_failed(self, error: Exception) -> None:
        self.back_up.setEnabled(True)
        self._context.desk.tell(reason_of(self._values, error), icon="state.crit")

    def _on_chosen(self, key: str) -> None:
        services = self._context.services
        self._chosen = chosen = self._copies[int(key)]
        self._holding.hide()
        self.restore.hide()
        look_at = services.look_at
        if look_at is None:
            return
        task = self._context.tasks.start(lambda _progress: look_at(chosen), abandonable=True)
        task.finished.connect(lambda found: self._on_looked(chosen, found))
        task.failed.connect(lambda error: self._on_unusable(chosen, error))

    def _on_looked(self, backup: Backup, found: Holding) -> None:
        if backup is not self._chosen:
            return
        self._holding.set_text(self._words_on(found))
        self._holding.show()
        moment = self._values.moment(backup.moment)
        self.restore.set_text(self._context.say("data.restore", moment=moment))
        possible = self._context.services.restore is not None and self._context.bus.writable
        self.restore.setVisible(possible)

    def _on_unusable(self, backup: Backup, error: Exception) -> None:
        if backup is self._chosen:
            self._holding.set_text(reason_of(self._values, error))
            self._holding.show()

    def _words_on(self, found: Holding) -> str:
        say, values = self._context.say, self._values
        if not found.moment:
            return say("data.holding.nothing")
        quarters = found.quarters
        return say(
            "data.holding",
            count=found.firms,
            number=values.format.integer(found.firms),
            first=values.quarter(quarters[0]) if quarters else "—",
            last=values.quarter(quarters[-1]) if quarters else "—",
            moment=values.moment(found.moment),
            person=found.person or "—",
        )

    def _on_restore(self) -> None:
        restore = self._context.services.restore
        if restore is not None and self._chosen is not None:
            restore(self._chosen)
