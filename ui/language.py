"""Hold the language in force and change it while the program runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from domain.text import LANGUAGES
from ui.components.words import Words

if TYPE_CHECKING:
    from domain.text import Texts


PRINTED_IN: Final = ("zh", "zh+fr", "zh+en", "fr", "fr+en", "en")
"""What a paper can be printed in: a language, or two that stand side by side."""

_JOINT: Final = "+"


class Language(QObject):
    """Say every text in the language that the user chose.

    Signals:
        language_changed: another language is in force; everything shown is said again.
        papers_changed: papers are printed in other languages from now on.
    """

    language_changed = Signal()
    papers_changed = Signal()

    def __init__(
        self, texts: Texts, lang: str, parent: QObject | None = None, *, papers: str = ""
    ) -> None:
        super().__init__(parent)
        self.texts = texts
        self._lang = lang
        self._papers = papers if papers in PRINTED_IN else ""

    @property
    def lang(self) -> str:
        """The language in force: ``zh``, ``fr`` or ``en``."""
        return self._lang

    @property
    def words(self) -> Words:
        """The catalogue with the language in force, as components take it."""
        return Words(self.texts, self._lang)

    @property
    def chosen_papers(self) -> str:
        """One of :data:`PRINTED_IN` once the user chose it for papers, empty before."""
        return self._papers

    @property
    def papers(self) -> tuple[str, ...]:
        """The languages of papers: those chosen for them, else the language in force."""
        return tuple((self._papers or self._lang).split(_JOINT))

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

    def choose_papers(self, languages: str) -> None:
        """Print papers in one of :data:`PRINTED_IN` from now on, whatever the window speaks.

        Raises:
            ValueError: papers are not printed in these.
        """
        if languages not in PRINTED_IN:
            message = f"papers: {languages!r} is not one of {', '.join(PRINTED_IN)}"
            raise ValueError(message)
        if languages != self._papers:
            self._papers = languages
            self.papers_changed.emit()
