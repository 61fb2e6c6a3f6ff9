"""Ask for the title and the note under which a run is kept, and whether it is to be reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit

from ui.components.buttons import Button
from ui.components.field import Field
from ui.components.label import Label
from ui.components.side_panel import SidePanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.language import Language
    from ui.theme.appearance import Appearance


class KeepPanel(SidePanel):
    """Hold title, note and the place in the report.

    Signals:
        keep_asked: title, note, whether it goes in the report.
    """

    keep_asked = Signal(str, str, bool)

    def __init__(
        self, appearance: Appearance, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(appearance, language.words, parent)
        self._language = language
        self.setObjectName("models.keep_panel")
        self.heading = QLineEdit(self)
        self.heading.setObjectName("models.keep.title")
        self._heading_field = Field(appearance, "", self.heading, parent=self)
        self.note = QPlainTextEdit(self)
        self.note.setObjectName("models.keep.note")
        self.note.setTabChangesFocus(True)
        self.note.setMaximumHeight(96)
        self._note_field = Field(appearance, "", self.note, parent=self)
        self.report = QCheckBox(self)
        self.report.setObjectName("models.keep.report")
        self._about = Label("", "caption", wrap=True, parent=self)
        self.keep = Button(appearance, "", icon="keep", parent=self)
        self.keep.setObjectName("models.keep.do")
        for part in (self._heading_field, self._note_field, self.report, self._about):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.foot.addWidget(self.keep)
        self.foot.addStretch(1)
        self.keep.clicked.connect(self._on_keep)
        self.heading.returnPressed.connect(self._on_keep)
        self.hide()

    def open(self, title: str, quarter: str, *, reported: bool, may_report: bool) -> None:
        """Ask for what is kept; ``quarter`` is that of the report, in words."""
        say = self._language.say
        self.retranslate(self._language.words)
        self.set_title(say("models.keep"))
        self._heading_field.set_label(say("field.scenario.title"))
        self._note_field.set_label(say("field.scenario.note"))
        self.report.setText(say("models.keep.report", quarter=quarter))
        self.report.setEnabled(may_report)
        self.report.setChecked(reported and may_report)
        self._about.set_text(say("models.keep.about" if may_report else "models.keep.closed"))
        self.keep.set_text(say("models.keep"))
        self._heading_field.set_error(None)
        self.heading.setText(title)
        self.note.setPlainText("")
        self.show()
        self.heading.setFocus()
        # Selected from its end, so that a long name is read from its beginning.
        self.heading.end(False)
        self.heading.home(True)

    def refuse(self, sentence: str) -> None:
        """Say at the title why nothing was kept."""
        self._heading_field.set_error(sentence)

    def _on_keep(self) -> None:
        if not self.heading.text().strip():
            self.refuse(self._language.say("models.keep.untitled"))
            return
        self.keep_asked.emit(self.heading.text(), self.note.toPlainText(), self.report.isChecked())
