"""Find words that have no room: cut labels, buttons and headings."""

from __future__ import annotations

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

from domain.records import Query
from ui.components.buttons import ShortLink, WrappedLink
from ui.components.label import ElidedLabel
from ui.components.navigation import Navigation
from ui.screens.entity import EntityScreen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtWidgets import QApplication

    from ui.screens.base import Screen
    from ui.window import MainWindow

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
    if isinstance(widget, ElidedLabel):
        wanted = widget.fontMetrics().horizontalAdvance(widget.text())
        return wanted > widget.width() and not widget.toolTip()
    if isinstance(widget, ShortLink) or widget.toolTip():
        return widget.sizeHint().width() > widget.width() + SLACK and not widget.toolTip()
    if isinstance(widget, WrappedLink) or (isinstance(widget, QLabel) and widget.wordWrap()):
        return widget.heightForWidth(widget.width()) > widget.height() + SLACK
    if widget.sizeHint().width() > widget.width() + SLACK:
        return True
    # The window as a whole scrolls too, but only where it is smaller than its parts need.
    scrolling = [each for each in _ancestors(widget) if isinstance(each, QAbstractScrollArea)]
    if any(each.objectName() != "window.whole" for each in scrolling):
        return False
    return widget.visibleRegion().boundingRect().width() < widget.width()


def _cut_words(window: QWidget) -> Iterator[str]:
    for kind in (QLabel, QAbstractButton):
        for widget in window.findChildren(kind):
            assert isinstance(widget, QLabel | QAbstractButton)
            within = isinstance(widget.parentWidget(), Navigation)
            if widget.isVisible() and widget.text() and not within and _cut(widget):
                yield f"{type(widget).__name__} {widget.objectName()}: {widget.text()}"


def _cut_headings(window: QWidget) -> Iterator[str]:
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


def cut_at_rest(app: QApplication, window: QWidget) -> set[str]:
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


def cut_on_pages(
    app: QApplication, window: MainWindow, sizes: Sequence[tuple[int, int]]
) -> Iterator[str]:
    """Yield what is cut on each page of a window, at each size."""
    lang = window.context.lang
    for page in window.pages():
        window.open_screen(page)
        for width, height in sizes:
            window.resize(width, height)
            for each in cut_at_rest(app, window):
                yield f"{page} {lang} {width}: {each}"


def cut_when_opened(app: QApplication, window: MainWindow) -> Iterator[str]:
    """Yield what is cut in the views of each page and in the panels that are opened on it."""
    for page in window.pages():
        window.open_screen(page)
        screen = window.screen_shown()
        assert screen is not None
        for place in _opened(window, screen):
            for each in cut_at_rest(app, window):
                yield f"{page} {place}: {each}"
        while screen.leave():
            pass
    window.show_help()
    yield from (f"help: {each}" for each in cut_at_rest(app, window))
    window.show_help()
    window.ask_user()
    yield from (f"who works: {each}" for each in cut_at_rest(app, window))


def _opened(window: MainWindow, screen: Screen) -> Iterator[str]:
    """Open one after the other what a screen can show, and say what it is."""
    for view in screen.views():
        screen.choose_view(view.key)
        yield f"view {view.key}"
    if screen.add_record():
        yield "new record"
    for sample in screen.samples():
        window.open_record(screen.name, sample)
        yield sample
    if not isinstance(screen, EntityScreen):
        return
    rows = window.context.records.select(Query(screen.spec.table, limit=1))
    if not rows:
        return
    screen.show_record(str(rows[0]["id"]))
    yield "record"
    if not screen.alone() and screen.panel.record:
        screen.panel.edit()
        yield "form"
