"""Every page has room for its words, in three languages and on small screens."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QHeaderView,
    QLabel,
    QWidget,
)

import resources
from cli.application import dismiss
from cli.window import window_on
from domain.entities import SPECS
from domain.records import Actor
from domain.text import LANGUAGES, Texts
from storage.workbook import Workbook
from tests.ui.park_on_screen import let_go
from ui.components.buttons import ShortLink, WrappedLink
from ui.components.label import ElidedLabel
from ui.components.navigation import Navigation
from ui.language import Language
from ui.preferences import load_preferences
from ui.screens.base import Screen
from ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from ui.window import MainWindow

SIZES = ((1366, 768), (1024, 768))
# A glyph of a fraction of a pixel is no word cut.
SLACK = 2
_ROUNDS = 20
_ROUND_MS = 20


def _ancestors(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


def _cut(widget: QLabel | QAbstractButton) -> bool:
    """Tell whether a widget shows less than its words, without a tooltip that holds them."""
    if isinstance(widget, ElidedLabel | ShortLink) or widget.toolTip():
        return widget.sizeHint().width() > widget.width() + SLACK and not widget.toolTip()
    if isinstance(widget, WrappedLink) or (isinstance(widget, QLabel) and widget.wordWrap()):
        return widget.heightForWidth(widget.width()) > widget.height() + SLACK
    if widget.sizeHint().width() > widget.width() + SLACK:
        return True
    if any(isinstance(each, QAbstractScrollArea) for each in _ancestors(widget)):
        return False
    return widget.visibleRegion().boundingRect().width() < widget.width()


def _cut_words(window: MainWindow) -> Iterator[str]:
    for kind in (QLabel, QAbstractButton):
        for widget in window.findChildren(kind):
            assert isinstance(widget, QLabel | QAbstractButton)
            within = isinstance(widget.parentWidget(), Navigation)
            if widget.isVisible() and widget.text() and not within and _cut(widget):
                yield f"{type(widget).__name__} {widget.objectName()}: {widget.text()}"


def _cut_headings(window: MainWindow) -> Iterator[str]:
    for header in window.findChildren(QHeaderView):
        if not header.isVisible() or header.orientation() != Qt.Orientation.Horizontal:
            continue
        for section in range(header.count()):
            model = header.model()
            told = model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
            wanted = header.sectionSizeFromContents(section).width()
            shown = header.sectionSize(section)
            if not header.isSectionHidden(section) and wanted > shown + SLACK and not told:
                words = model.headerData(section, Qt.Orientation.Horizontal)
                yield f"heading {words}: {shown} of {wanted} px"


def _cut_at_rest(app: QApplication, window: MainWindow) -> set[str]:
    """Return what is cut once the page stands: some of it is read beside the window first."""
    # Twice: words that take two lines push what is below them down.
    app.processEvents()
    app.processEvents()
    cut = {*_cut_words(window), *_cut_headings(window)}
    for _ in range(_ROUNDS):
        if not cut:
            break
        QTest.qWait(_ROUND_MS)
        cut = {*_cut_words(window), *_cut_headings(window)}
    return cut


def test_no_page_cuts_its_words(qapp: QApplication, park: Path, tmp_path: Path) -> None:
    texts = Texts(resources.load_texts())
    language, appearance = Language(texts, "zh"), Appearance("light")
    appearance.apply(qapp)
    found: set[str] = set()
    with Workbook.open(park, SPECS, Actor("叶清和", "secretary")) as workbook:
        kept = load_preferences(tmp_path / "none")
        window = window_on(workbook, language, appearance, kept, lambda: date(2025, 1, 20))
        window.show()
        for lang in LANGUAGES:
            language.choose(lang)
            for page in window.pages():
                window.open_screen(page)
                for width, height in SIZES:
                    window.resize(width, height)
                    place = f"{page} {lang} {width}"
                    found |= {f"{place} {each}" for each in _cut_at_rest(qapp, window)}
        screens = window.findChildren(Screen)
        dismiss(window)
        for screen in (*screens, window):
            let_go(screen)
    assert not found, "\n".join(sorted(found))
