"""Tell screen readers what a part is that Qt itself takes for a bare area."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface

_ROLE: Final = "spoken_role"

CHART: Final = QAccessible.Role.Chart
PANE: Final = QAccessible.Role.Pane
STEPPED: Final = QAccessible.Role.SpinBox
"""A value that the arrow keys step through, as days in a month."""


def speak_as(widget: QWidget, role: QAccessible.Role) -> None:
    """Let screen readers call a widget what it is."""
    widget.setProperty(_ROLE, role.value)
    _teach()


@cache
def _teach() -> None:
    """Tell Qt, once, whom to ask what a widget is; it asks only when a screen reader does."""
    QAccessible.installFactory(_described)


def _described(_kind: str, part: QObject) -> QAccessibleInterface | None:
    if not isinstance(part, QWidget):
        return None
    role = part.property(_ROLE)
    return None if role is None else QAccessibleWidget(part, QAccessible.Role(role))
