"""Let Qt's own dialogs and menus speak the language in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

_FILES: Final = {"zh": "qtbase_zh_CN", "fr": "qtbase_fr"}
_LOCALES: Final = {"zh": "zh_CN", "fr": "fr_FR", "en": "en_GB"}
_NAME: Final = "qt_words"


def speak(app: QCoreApplication, lang: str) -> None:
    """Install the words of a language in the place of those before; English needs none."""
    before = app.findChild(QTranslator, _NAME)
    if before is not None:
        app.removeTranslator(before)
        before.setObjectName("")
        before.deleteLater()
    QLocale.setDefault(QLocale(_LOCALES[lang]))
    if lang not in _FILES:
        return
    words = QTranslator(app)
    words.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(_FILES[lang], folder):
        app.installTranslator(words)
