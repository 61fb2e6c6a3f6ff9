"""Say that something went wrong, that the data are safe, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.components.buttons import IconButton, LinkButton
from ui.components.error_panel import ErrorPanel

if TYPE_CHECKING:
    from pathlib import Path

    from ui.language import Language
    from ui.theme.appearance import Appearance


class CrashNotice(QWidget):
    """Show over the page where the error report is; it is copied, its folder opened.

    Signals:
        advice_asked: the user wants to read what to do.
    """

    advice_asked = Signal()

    def __init__(self, appearance: Appearance, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self._language = language
        self._path: Path | None = None
        self._ended = False
        self.setObjectName("crash")
        self.panel = ErrorPanel(appearance, language.words, self)
        self.advice = LinkButton(appearance, px=12, parent=self)
        self.advice.setObjectName("crash.advice")
        self.folder = LinkButton(appearance, px=12, parent=self)
        self.folder.setObjectName("crash.folder")
        self.dismiss = IconButton(appearance, "close", "", small=True, parent=self)
        self.dismiss.setObjectName("crash.close")
        self.advice.clicked.connect(self.advice_asked)
        self.folder.clicked.connect(self._open_folder)
        self.dismiss.clicked.connect(self.hide)
        self.panel.add_ways((self.advice, self.folder), self.dismiss)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 0)
        column.addWidget(self.panel)

    def show_report(self, path: Path, *, ended: bool) -> None:
        """Tell of a report; ``ended`` where an earlier run ended without a word."""
        self._path, self._ended = path, ended
        self.retranslate()
        self.show()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        if self._path is None:
            return
        say = self._language.say
        title = say("crash.ended" if self._ended else "crash.title")
        text = say("crash.text", file=self._path.name)
        self.panel.retranslate(self._language.words)
        self.panel.set_error(title, text, self._path.read_text(encoding="utf-8"))
        self.panel.copy.set_text(say("crash.copy"))
        self.advice.set_text(say("crash.what_to_do"))
        self.folder.set_text(say("crash.folder"))
        self.dismiss.set_name(say("components.close"))

    def _open_folder(self) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))
