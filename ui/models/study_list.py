"""List the studies: what each answers, and whether the records hold what it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from domain.formatting import Formatter
from domain.studies import STUDIES
from domain.studies import study as study_of
from domain.studies.study import NothingToStudy
from ui.components.buttons import Button, LinkButton
from ui.components.card import Card
from ui.components.label import IconLabel, Label
from ui.components.scroll_area import ScrollArea
from ui.models.reading import RecordsReading

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from domain.records import Records
    from ui.screen import ScreenContext

_TWO_COLUMNS: Final = 820


class StudyCard(Card):
    """Show one study: title, purpose, what is missing, the way in.

    Signals:
        opened: name of the study.
        entry_asked: screen or entity where what is missing is entered.
        kept_asked: name of the study whose scenarios are wanted.
    """

    opened = Signal(str)
    entry_asked = Signal(str)
    kept_asked = Signal(str)

    def __init__(self, context: ScreenContext, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._context = context
        self._place = ""
        look = context.appearance
        self.setObjectName(f"models.card.{name}")
        self._title = Label("", "section", wrap=True, parent=self)
        self._purpose = Label("", "secondary", wrap=True, parent=self)
        self._icon = IconLabel(look, "state.ok", "ok", parent=self)
        self._state = Label("", "caption", wrap=True, parent=self)
        self.kept = LinkButton(look, px=12, parent=self)
        self.kept.setObjectName(f"models.kept.{name}")
        self.open = Button(look, "", icon="models", small=True, parent=self)
        self.open.setObjectName(f"models.open.{name}")
        self.enter = LinkButton(look, px=12, parent=self)
        self.enter.setObjectName(f"models.enter.{name}")
        self._lay_out()
        # Until it is known whether the records hold what is needed there is nothing to say.
        self._icon.hide()
        self.enter.hide()
        self.open.clicked.connect(lambda: self.opened.emit(self.name))
        self.enter.clicked.connect(lambda: self.entry_asked.emit(self._place))
        self.kept.clicked.connect(lambda: self.kept_asked.emit(self.name))

    def say(self, kept: int) -> None:
        """Say title, purpose and how many scenarios are kept."""
        say = self._context.say
        title = say(f"study.{self.name}.title")
        self._title.set_text(title)
        self._purpose.set_text(say(f"study.{self.name}.purpose"))
        self.open.set_text(say("models.open"))
        self.open.setAccessibleName(say("models.open.named", name=title))
        self.kept.set_text(say("models.kept.count", count=kept) if kept else "")
        self.kept.setVisible(bool(kept))

    def say_state(self, nothing: NothingToStudy | None) -> None:
        """Say whether the records hold what the study needs."""
        say = self._context.say
        if nothing is not None:
            formatter = Formatter(self._context.lang, self._context.language.texts)
            self._place = nothing.place
            self._icon.set_icon("missing", "warn")
            self._state.set_text(nothing.said.words(formatter))
            self._state.set_tone("warn")
            self.enter.set_text(say("models.enter"))
        else:
            self._icon.set_icon("state.ok", "ok")
            self._state.set_text(say("models.ready"))
            self._state.set_tone("ok")
        self.enter.setVisible(nothing is not None)
        self.open.setEnabled(nothing is None)
        self._icon.show()

    def _lay_out(self) -> None:
        state = QHBoxLayout()
        state.setSpacing(6)
        mark = QVBoxLayout()
        mark.setContentsMargins(0, 3, 0, 0)
        mark.addWidget(self._icon)
        mark.addStretch(1)
        state.addLayout(mark)
        state.addWidget(self._state, 1)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.open)
        foot.addWidget(self.enter)
        foot.addStretch(1)
        foot.addWidget(self.kept)
        self.body.setSpacing(6)
        self.body.addWidget(self._title)
        self.body.addWidget(self._purpose)
        self.body.addLayout(state)
        self.body.addStretch(1)
        self.body.addLayout(foot)


class StudyList(QWidget):
    """Show every study as a card.

    Signals:
        opened: name of a study.
        entry_asked: screen or entity where what is missing is entered.
        kept_asked: name of a study whose scenarios are wanted.
    """

    opened = Signal(str)
    entry_asked = Signal(str)
    kept_asked = Signal(str)

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._quarter = ""
        self._about = Label("", "secondary", wrap=True, parent=self)
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        self.cards = {name: StudyCard(context, name, self) for name in STUDIES}
        for card in self.cards.values():
            card.opened.connect(self.opened)
            card.entry_asked.connect(self.entry_asked)
            card.kept_asked.connect(self.kept_asked)
        self._waiting: list[str] = []
        # One study after the other, so that the page stands at once.
        self._reading = RecordsReading(context, self)
        self._reading.answered.connect(self._on_answered)
        self._lay_out()
        self._columns = 0
        self._place(2)

    def _lay_out(self) -> None:
        inner = QWidget(self)
        inner.setProperty("ground", "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(16)
        column.addWidget(self._about)
        column.addLayout(self._grid)
        column.addStretch(1)
        ScrollArea(inner, self, sideways=False).fill(self)

    def read(self, quarter: str) -> None:
        """Say every study and look whether the records hold what it needs."""
        self._quarter = quarter
        self._about.set_text(self._context.say("models.about"))
        kept: dict[str, int] = {}
        for row in self._context.records.find("scenario"):
            kept[str(row["model"])] = kept.get(str(row["model"]), 0) + 1
        for name, card in self.cards.items():
            card.say(kept.get(name, 0))
        self._waiting = list(self.cards)
        self._ask_next()

    def busy(self) -> bool:
        """Tell whether studies are still being looked at."""
        return bool(self._waiting)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(2 if self.width() >= _TWO_COLUMNS else 1)

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, number // columns, number % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _ask_next(self) -> None:
        if self._waiting:
            name, quarter = self._waiting[0], self._quarter
            self._reading.ask(lambda records: _lacking(records, name, quarter))

    def _on_answered(self, nothing: NothingToStudy | None) -> None:
        self.cards[self._waiting.pop(0)].say_state(nothing)
        self._ask_next()


def _lacking(records: Records, name: str, quarter: str) -> NothingToStudy | None:
    """Return what a study lacks, None when the records hold all it needs."""
    try:
        study_of(name).choices(records, quarter)
    except NothingToStudy as nothing:
        return nothing
    return None
