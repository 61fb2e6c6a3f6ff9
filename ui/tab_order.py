"""Lead the tabulator through a window in the order in which its parts are laid out.

Qt goes by the order in which parts were made: what a page makes later, as the criteria of a gate,
would come after the navigation and the header.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsView,
    QGridLayout,
    QLayout,
    QScrollArea,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def step(window: QWidget, *, forward: bool) -> bool:
    """Put the focus on the next stop of a window, or the one before; tell whether there is one."""
    now = QApplication.focusWidget()
    stops = [each for each in _seen(window) if each is now or _is_stop(each)]
    if not [each for each in stops if each is not now]:
        return False
    at = stops.index(now) if now in stops else -1 if forward else 0
    target = stops[(at + (1 if forward else -1)) % len(stops)]
    reasons = Qt.FocusReason
    target.setFocus(reasons.TabFocusReason if forward else reasons.BacktabFocusReason)
    bring_in_sight(target)
    return True


def _is_stop(widget: QWidget) -> bool:
    tabbed = Qt.FocusPolicy.TabFocus
    stops = (widget.focusPolicy() & tabbed) == tabbed
    return stops and widget.isEnabled() and widget.focusProxy() is None


def _seen(holder: QWidget) -> Iterator[QWidget]:
    """Yield what is shown inside a widget, each before what it holds."""
    passed: set[QWidget] = set()
    layout = holder.layout()
    laid = _laid(layout) if layout is not None else iter(())
    for widget in (*laid, *holder.children()):
        if not isinstance(widget, QWidget) or widget in passed:
            continue
        passed.add(widget)
        if widget.isVisible() and not widget.isWindow():
            yield widget
            # A plot has no stops inside, and would outlive its window once asked for its parts.
            if not isinstance(widget, QGraphicsView):
                yield from _seen(widget)


def _laid(layout: QLayout) -> Iterator[QWidget]:
    """Yield the widgets of a layout from its beginning, a grid line by line."""
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda at: _place(layout, at))
    for at in places:
        item = layout.itemAt(at)
        inner = item.layout() if item is not None else None
        widget = item.widget() if item is not None else None
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid(inner)


def _place(grid: QGridLayout, at: int) -> tuple[int, int]:
    row, column, *_span = cast("tuple[int, int, int, int]", grid.getItemPosition(at))
    return row, column


def bring_in_sight(widget: QWidget) -> None:
    """Scroll whatever holds a widget until it is seen."""
    holder = widget.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(widget)
        holder = holder.parentWidget()
