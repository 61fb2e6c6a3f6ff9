"""Hold the language in force and change it while the program runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from domain.text import LANGUAGES
from ui.components.words import Words

if TYPE_CHECKING:
    from domain.text import Texts


class Language(QObject):
    """Say every text in the language that the user chose.

    Signals:
        language_changed: another language is in force; everything shown is said again.
    """

    language_changed = Signal()

    def __init__(self, texts: Texts, lang: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.texts = texts
        self._lang = lang

    @property
    def lang(self) -> str:
        """The language in force: ``zh``, ``fr`` or ``en``."""
        return self._lang

    @property
    def words(self) -> Words:
        """The catalogue with the language in force, as components take it."""
        return Words(self.texts, self._lang)

    def say(self, key: str, **values: object) -> str:
        """Return the sentence of ``key`` with its places filled.

        Raises:
            KeyError: the catalogue has no such key, or a place has no value.
        """
        return self.texts.say(key, self._lang, **values)

    def choose(self, lang: str) -> None:
        """Change to ``zh``, ``fr`` or ``en`` at once.

        Raises:
            ValueError: the language is none of the three.
        """
        if lang not in LANGUAGES:
            message = f"language: {lang!r} is not one of {', '.join(LANGUAGES)}"
            raise ValueError(message)
        if lang != self._lang:
            self._lang = lang
            self.language_changed.emit()
