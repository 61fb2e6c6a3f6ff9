"""Show what a study takes: choices, inputs with their sources, the seed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from domain.formatting import Formatter
from domain.studies.refusing import input_name
from domain.studies.study import words_of
from domain.studies.typed import shown
from ui.components.buttons import Button
from ui.components.choice import Choice
from ui.components.field import Field
from ui.components.label import Label
from ui.components.section_title import SectionTitle
from ui.models.inputs_model import InputsModel
from ui.models.inputs_table import InputsTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from domain.errors import DomainError
    from domain.studies.inquiry import Inquiry
    from domain.studies.study import Choice as StudyChoice
    from ui.screen import ScreenContext

_MOST_SEED_DIGITS: Final = 9
_BELOW_CHOICES: Final = 8
_MARGINS: Final = (24, 12, 16, 8)
_BETWEEN: Final = 12
_AROUND: Final = 40
"""Width in a choice that its words cannot have: borders, gaps, the arrow."""


class InputsPane(QWidget):
    """Hold the left side of a study's page.

    Signals:
        choice_made: name of a choice, value chosen.
        seed_changed: the seed typed.
    """

    choice_made = Signal(str, str)
    seed_changed = Signal(int)

    def __init__(
        self,
        context: ScreenContext,
        word: Callable[[DomainError], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        look = context.appearance
        self._context = context
        self.inputs = InputsModel(context.language, word, self)
        self.table = InputsTable(look, context.language, self.inputs, self)
        self._choices = QGridLayout()
        self._choices.setHorizontalSpacing(_BETWEEN)
        self._choices.setVerticalSpacing(2)
        for column in (0, 1):
            self._choices.setColumnStretch(column, 1)
        self._asked: dict[str, tuple[Label, Choice]] = {}
        self._title = SectionTitle(look, parent=self)
        self._about = Label("", "caption", wrap=True, parent=self)
        self.restore = Button(look, "", "quiet", icon="undo", small=True, parent=self)
        self.restore.setObjectName("models.restore")
        self.grid = Button(look, "", "quiet", icon="entry", small=True, parent=self)
        self.grid.setObjectName("models.open_list")
        self.seed = QLineEdit(self)
        self.seed.setObjectName("models.seed")
        self.seed.setMaxLength(_MOST_SEED_DIGITS)
        self._seed_field = Field(look, "", self.seed, parent=self)
        self._lay_out()
        self.table.selectionModel().currentChanged.connect(self._say_current)
        self.table.restore_asked.connect(self.inputs.restore)
        self.inputs.inquiry_changed.connect(self._say_current)
        self.inputs.dataChanged.connect(self._say_current)
        self.restore.clicked.connect(self._on_restore)
        self.grid.clicked.connect(self._on_grid)
        self.seed.editingFinished.connect(self._on_seed)

    def show_inquiry(
        self, inquiry: Inquiry, choices: Sequence[StudyChoice], *, drawn: bool
    ) -> None:
        """Show choices and inputs; ``drawn``: the study takes a seed."""
        self._show_choices(inquiry, choices)
        name = current.name if (current := self.table.current_input()) else ""
        self.inputs.set_inquiry(inquiry)
        self.table.choose(name)
        self._seed_field.setVisible(drawn)
        self.seed.setText(str(inquiry.seed))
        self._seed_field.set_error(None)
        self.say_again()

    def say_again(self) -> None:
        """Say everything in the language in force."""
        say, inquiry = self._context.say, self.inputs.inquiry
        assumed = sum(each.origin == "assumed" for each in inquiry.inputs) if inquiry else 0
        note = say("models.assumed", count=assumed) if assumed else ""
        self._title.set_words(say("models.inputs"), note=note)
        self.table.setAccessibleName(say("models.inputs"))
        self.restore.set_text(say("models.restore"))
        self.grid.set_text(say("models.open_list"))
        self._seed_field.set_label(say("models.seed"))
        self._seed_field.set_hint(say("models.seed.hint"))
        self._say_current()

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, 480)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(4)
        foot.addWidget(self.restore)
        foot.addWidget(self.grid)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*_MARGINS)
        column.setSpacing(6)
        column.addLayout(self._choices)
        column.addSpacing(_BELOW_CHOICES)
        column.addWidget(self._title)
        column.addWidget(self.table, 1)
        column.addWidget(self._about)
        column.addLayout(foot)
        column.addWidget(self._seed_field)

    def _show_choices(self, inquiry: Inquiry, choices: Sequence[StudyChoice]) -> None:
        formatter = Formatter(self._context.lang, self._context.language.texts)
        if list(self._asked) != [each.name for each in choices]:
            for part in (part for pair in self._asked.values() for part in pair):
                self._choices.removeWidget(part)
                part.hide()
                part.deleteLater()
            self._asked = {each.name: self._ask(each.name) for each in choices}
        for each in choices:
            label, editor = self._asked[each.name]
            words = self._context.say(f"study.{inquiry.study}.choice.{each.name}")
            label.set_text(words)
            editor.setAccessibleName(words)
            options = [(one.value, words_of(one.label, formatter)) for one in each.options]
            editor.set_choices(options)
            editor.choose(inquiry.chosen[each.name])
            editor.setEnabled(len(options) > 1)
        self._place_choices()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_choices()

    def _long(self, editor: Choice) -> bool:
        """Tell whether what is chosen has no room in half the width of the pane."""
        half = (self.width() - _MARGINS[0] - _MARGINS[2] - _BETWEEN) // 2
        words = editor.fontMetrics().horizontalAdvance(editor.currentText())
        return words > half - _AROUND

    def _place_choices(self) -> None:
        """Set choices two side by side; one whose words have no room there fills a row."""
        for part in (part for pair in self._asked.values() for part in pair):
            self._choices.removeWidget(part)
        waiting, row = list(self._asked.values()), 0
        while waiting:
            first = waiting.pop(0)
            beside = next((at for at, each in enumerate(waiting) if not self._long(each[1])), None)
            if self._long(first[1]) or beside is None:
                together = [first]
            else:
                together = [first, waiting.pop(beside)]
            for column, (label, editor) in enumerate(together):
                across = 3 - len(together)
                self._choices.addWidget(label, row, column, 1, across)
                self._choices.addWidget(editor, row + 1, column, 1, across)
            row += 2

    def _ask(self, name: str) -> tuple[Label, Choice]:
        """Return what asks for a choice."""
        label = Label("", "caption", parent=self)
        editor = Choice(self)
        label.setBuddy(editor)
        editor.setObjectName(f"models.choice.{name}")
        # A long list of names must not set the width of the pane.
        editor.setMinimumContentsLength(8)
        editor.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        editor.activated.connect(lambda _at: self.choice_made.emit(name, editor.key()))
        return label, editor

    def _say_current(self) -> None:
        """Say the whole source of the current input, and what it was before it was changed."""
        each, inquiry = self.table.current_input(), self.inputs.inquiry
        if each is None or inquiry is None:
            self._about.set_text(self._context.say("models.inputs.how"))
            self.restore.hide()
            self.grid.hide()
            return
        formatter = Formatter(self._context.lang, self._context.language.texts)
        refused = self.inputs.refused.get(each.name)
        name = input_name(inquiry.study, each.name, formatter)
        source = each.source.words(formatter)
        about = self._context.say("models.input.about", name=name, source=source)
        lines = [refused.sentence if refused else about]
        original = inquiry.originals.get(each.name)
        if original is not None:
            value = f"{shown(original, formatter)} {formatter.unit(original.unit)}".strip()
            lines.append(self._context.say("models.input.before", value=value))
        self._about.set_text("\n".join(lines))
        self._about.set_tone("crit" if refused else "")
        self.restore.setVisible(original is not None or refused is not None)
        self.grid.setVisible(isinstance(each.value, list | tuple))

    def _on_restore(self) -> None:
        each = self.table.current_input()
        if each is not None:
            self.inputs.restore(each.name)

    def _on_grid(self) -> None:
        each = self.table.current_input()
        if each is not None:
            self.table.list_asked.emit(each.name)

    def _on_seed(self) -> None:
        text = self.seed.text().strip()
        if not text.isdecimal():
            self._seed_field.set_error(self._context.say("models.seed.wrong", value=text))
            return
        self._seed_field.set_error(None)
        self.seed_changed.emit(int(text))
