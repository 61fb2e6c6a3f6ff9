"""Offer what leaves the program as spreadsheets: the collection form, the whole workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from domain.errors import DomainError
from domain.text import LANGUAGES
from ui.components.buttons import Button
from ui.components.choice import Choice
from ui.components.field import Field
from ui.components.label import Label
from ui.components.section_title import SectionTitle
from ui.refusal import reason_of, sentence
from ui.values import Values

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.screen import ScreenContext


class ExchangePanel(QWidget):
    """Write files beside the window; where to, the system's dialogue asks."""

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = context.appearance
        self._context = context
        self._values = Values(context.language, context.specs)
        self._title = SectionTitle(look, parent=self)
        self._about = Label("", "caption", wrap=True, parent=self)
        self.language = Choice(self)
        self.language.setObjectName("data.form_language")
        self._language = Field(look, "", self.language, parent=self)
        self.form = Button(look, "", icon="entry", parent=self)
        self.form.setObjectName("data.form")
        self.everything = Button(look, "", icon="export", parent=self)
        self.everything.setObjectName("data.export_all")
        self._lay_out()
        self.form.setEnabled(context.services.write_form is not None)
        self.everything.setEnabled(context.services.export_all is not None)
        self.form.clicked.connect(self._on_form)
        self.everything.clicked.connect(self._on_everything)
        self.retranslate()
        self.language.choose(context.lang)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        say = self._context.say
        self._title.set_words(say("data.exchange"))
        self._about.set_text(say("data.exchange.about"))
        self._language.set_label(say("data.form.language"))
        self.language.set_choices([(lang, say(f"choice.language.{lang}")) for lang in LANGUAGES])
        self.form.set_text(say("data.form"))
        self.everything.set_text(say("data.export_all"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addWidget(self._language)
        for button in (self.form, self.everything):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_form(self) -> None:
        write, say = self._context.services.write_form, self._context.say
        if write is None:
            return
        quarter = self._context.desk.quarter()
        name, _ = QFileDialog.getSaveFileName(
            self, say("data.form"), say("data.form.file", quarter=quarter), "*.xlsx"
        )
        if name:
            lang, path = self.language.key(), Path(name)
            self._run(lambda: write(quarter, lang, path), path)

    def _on_everything(self) -> None:
        write, say = self._context.services.export_all, self._context.say
        if write is None:
            return
        name = QFileDialog.getExistingDirectory(self, say("data.export_all.about"))
        if name:
            lang, folder = self._context.lang, Path(name)
            self._run(lambda: write(lang, folder), folder)

    def _run(self, work: Callable[[], None], path: Path) -> None:
        say, tell = self._context.say, self._context.desk.tell
        task = self._context.tasks.start(lambda _progress: work())
        task.finished.connect(lambda _none: tell(say("data.exported", file=path.name)))
        task.failed.connect(self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, DomainError):
            words = sentence(self._values, error)
        else:
            words = self._context.say("data.export_failed", reason=reason_of(self._values, error))
        self._context.desk.tell(words, icon="state.crit")
