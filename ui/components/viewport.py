"""Give a view a surface of ours to draw on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractScrollArea, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPalette


def own_viewport(view: QAbstractScrollArea, role: QPalette.ColorRole | None = None) -> QWidget:
    """Return the new surface of a view; ``role`` is the colour that Qt fills it with.

    Of a surface that Qt makes itself, PySide first has to find out what kind of widget it is, and
    loads every kind there is to do so.
    """
    port = QWidget(view)
    port.setMouseTracking(True)
    if role is not None:
        port.setBackgroundRole(role)
        port.setAutoFillBackground(True)
    view.setViewport(port)
    return port
