"""Show text in one of the roles of the type scale, icons beside it, and hairlines."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from ui.components.restyle import set_style_property
from ui.theme.painting import bound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.reports.tree import Run
    from ui.theme.appearance import Appearance

_LINES: Final = {
    "note": 20, "caption": 20, "small": 20, "heading": 20,
    "section": 24, "title": 28, "key": 28, "large": 36,
}  # fmt: skip
_BODY_LINE: Final = 22


class Label(QLabel):
    """Show a translated sentence.

    Roles: ``body secondary note caption small heading strong section title key large``.
    Tones: ``ok warn crit info unknown accent note secondary text``, or empty.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        *,
        tone: str = "",
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor: QWidget | None = None
        self._line = _LINES.get(role, _BODY_LINE)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setMinimumHeight(self._line)
        # The line box of Noto Sans is deeper below than above: this is the optical middle.
        self.setContentsMargins(0, 0, 0, 2)
        self.set_wrap(wrap=wrap)
        self.set_text(text)

    def set_wrap(self, *, wrap: bool) -> None:
        """Break the sentences shown from now on into lines, or keep each on one."""
        self.setWordWrap(wrap)
        self.setTextFormat(Qt.TextFormat.RichText if wrap else Qt.TextFormat.PlainText)

    @override
    def setBuddy(self, editor: QWidget, /) -> None:
        self._editor = editor
        self._bind()

    def _bind(self) -> None:
        """Belong to the editor, unless Qt would take the sign in « R&D » for a key and hide it."""
        if self._editor is not None:
            shown = "&" in self.accessibleName()
            # The stubs do not say that a label may belong to nothing.
            super().setBuddy(None if shown else self._editor)  # type: ignore[arg-type]

    def set_text(self, text: str) -> None:
        """Show another sentence."""
        self.setAccessibleName(text)
        self._bind()
        if self.wordWrap():
            self._set_lines(_escaped(text))
        else:
            self.setText(text)

    def set_runs(self, runs: Sequence[Run]) -> None:
        """Show an equation broken into lines: what is lowered or raised in it, and the rest."""
        self.setAccessibleName("".join(run.text for run in runs))
        tags = {"lowered": "sub", "raised": "sup"}
        pieces = ((_escaped(run.text), tags.get(run.style)) for run in runs)
        self._set_lines("".join(f"<{tag}>{text}</{tag}>" if tag else text for text, tag in pieces))

    def _set_lines(self, lines: str) -> None:
        # Otherwise a narrow space that may not break, as before « : », becomes one that may.
        style = f"line-height:{self._line}px;white-space:pre-wrap"
        self.setText(f'<p style="{style}">{lines}</p>' if lines else "")

    @override
    def heightForWidth(self, width: int) -> int:
        # A column asks at its own width, also of words that may not become so wide.
        return super().heightForWidth(min(width, self.maximumWidth()))

    def set_tone(self, tone: str) -> None:
        """Change the colour to that of a state."""
        set_style_property(self, "tone", tone)

    def set_role(self, role: str) -> None:
        """Change size and weight."""
        self._line = _LINES.get(role, _BODY_LINE)
        self.setMinimumHeight(self._line)
        set_style_property(self, "role", role)


def _escaped(text: str) -> str:
    return html.escape(bound(text), quote=False).replace("\n", "<br>")


class ElidedLabel(Label):
    """Show a name on one line, shortened where there is no room; the tooltip holds it whole."""

    def __init__(self, text: str = "", role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(text, role, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @override
    def minimumSizeHint(self) -> QSize:
        full = super().minimumSizeHint()
        return QSize(min(full.width(), 48), full.height())

    @override
    def sizeHint(self) -> QSize:
        full = super().sizeHint()
        # Widths of fractions of a pixel round down and would shorten a text that fits.
        return QSize(full.width() + 2, full.height())

    @override
    def set_text(self, text: str) -> None:
        super().set_text(text)
        self._tell_whole()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def _tell_whole(self) -> None:
        words = self.text()
        # A fraction of a pixel too little is enough to shorten a text.
        short = QFontMetricsF(self.font()).horizontalAdvance(words) > self.width()
        self.setToolTip(words if short else "")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        metrics = self.fontMetrics()
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(
            self.contentsRect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, text
        )
        painter.end()


class IconLabel(QWidget):
    """Show an icon that has a word beside it, so that screen readers pass it over."""

    def __init__(
        self,
        appearance: Appearance,
        name: str = "",
        role: str = "text_secondary",
        *,
        size: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._name = name
        self._role = role
        self._size = size
        self.setFixedSize(size, size)
        appearance.theme_changed.connect(self.update)

    def set_icon(self, name: str, role: str | None = None) -> None:
        """Show another icon, in the colour of a role or state."""
        self._name = name
        self._role = role or self._role
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._name:
            return
        painter = QPainter(self)
        at = QRectF(0, 0, self._size, self._size)
        self._appearance.paint_icon(painter, at, self._name, self._role)
        painter.end()


class KeyCap(QLabel):
    """Show the keys of a command, as ``Ctrl K``."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(keys, parent)
        self.setProperty("part", "keycap")
        self.setFixedHeight(18)


def hairline(parent: QWidget | None = None, *, vertical: bool = False) -> QFrame:
    """Return a line of one pixel between rows or panes."""
    line = QFrame(parent)
    line.setProperty("part", "hairline")
    if vertical:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line
