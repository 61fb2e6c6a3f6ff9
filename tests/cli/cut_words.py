"""Find words that have no room: cut labels, buttons and headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QGraphicsView,
    QHeaderView,
    QLabel,
    QWidget,
)

from ui.components.buttons import ShortLink, WrappedLink
from ui.components.label import ElidedLabel
from ui.components.navigation import Navigation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtWidgets import QApplication

    from ui.window import MainWindow

# A glyph of a fraction of a pixel is no word cut.
SLACK = 2
_ACROSS = Qt.Orientation.Horizontal
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


def seen_in(holder: QWidget) -> Iterator[QWidget]:
    """Yield what is seen inside a widget; what is hidden, and all it holds, is passed over."""
    for widget in holder.children():
        if not isinstance(widget, QWidget) or widget.isHidden() or widget.isWindow():
            continue
        yield widget
        # A plot has no words of ours, and would outlive its window once asked for its parts.
        if not isinstance(widget, QGraphicsView):
            yield from seen_in(widget)


def _cut_words(seen: Sequence[QWidget]) -> Iterator[str]:
    for widget in seen:
        if not isinstance(widget, QLabel | QAbstractButton) or not widget.text():
            continue
        if not isinstance(widget.parentWidget(), Navigation) and _cut(widget):
            yield f"{type(widget).__name__} {widget.objectName()}: {widget.text()}"


def _cut_headings(seen: Sequence[QWidget]) -> Iterator[str]:
    for header in seen:
        if not isinstance(header, QHeaderView) or header.orientation() != _ACROSS:
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
    cut = _cut_now(window)
    for _ in range(_ROUNDS):
        if not cut:
            break
        QTest.qWait(_ROUND_MS)
        cut = _cut_now(window)
    return cut


def _cut_now(window: QWidget) -> set[str]:
    seen = tuple(seen_in(window))
    return {*_cut_words(seen), *_cut_headings(seen)}


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
