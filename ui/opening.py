"""Show the empty window at once, while the rest of the program is still being loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QEventLoop, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.theme.tokens import shipped_tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from ui.preferences import Preferences

_PATIENCE_MS: Final = 200
WINDOW: Final = (1366, 768)
"""Size of the window before anybody has chosen one."""

COLLAPSE_PX: Final = 1200
"""Below this width the navigation shows icons only."""

_START: Final = (960, 640)


class OpeningFrame(QWidget):
    """Hold the place of the window, in its colours, until the window is there.

    Signals:
        painted: the frame has been drawn.
    """

    painted = Signal()

    def __init__(
        self, preferences: Preferences, title: str, *, park: bool, parent: QWidget | None = None
    ) -> None:
        """Make the frame of the window on a ``park``, or of the start window."""
        super().__init__(parent)
        self._park = park
        tokens = shipped_tokens()
        self._sizes = tokens.sizes
        self._theme = tokens.themes[_theme_name(preferences.theme)]
        self.setObjectName("opening")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.resize(*(WINDOW if park else _START))
        if park and preferences.geometry:
            self.restoreGeometry(QByteArray.fromHex(QByteArray(preferences.geometry.encode())))

    def show_painted(self) -> None:
        """Show the frame and return once it is drawn, or after 0.2 s where nothing draws."""
        waiting = QEventLoop()
        self.painted.connect(waiting.quit, Qt.ConnectionType.QueuedConnection)
        QTimer.singleShot(_PATIENCE_MS, waiting.quit)
        self.show()
        waiting.exec()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.surface))
        if self._park:
            self._paint_parts(painter)
        painter.end()
        self.painted.emit()

    def _paint_parts(self, painter: QPainter) -> None:
        sizes, width, height = self._sizes, self.width(), self.height()
        left = sizes.nav_collapsed if width < COLLAPSE_PX else sizes.nav
        foot = height - sizes.status_bar
        canvas, hairline = QColor(self._theme.canvas), QColor(self._theme.hairline)
        painter.fillRect(0, 0, left, height, canvas)
        painter.fillRect(left, foot, width - left, sizes.status_bar, canvas)
        painter.fillRect(left - 1, 0, 1, height, hairline)
        painter.fillRect(left, foot, width - left, 1, hairline)


def _theme_name(choice: str) -> str:
    if choice in {"light", "dark"}:
        return choice
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"
