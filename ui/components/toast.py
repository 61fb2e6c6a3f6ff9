"""Tell what was just done, and offer to undo it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, QPropertyAnimation, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from ui.components.label import IconLabel, Label
from ui.components.toast_link import ToastLink

if TYPE_CHECKING:
    from ui.components.words import Words
    from ui.theme.appearance import Appearance

_SECONDS: Final = 6
_LIFT: Final = 44


class Toast(QFrame):
    """Appear for six seconds at the bottom of its window.

    Signals:
        undo_asked: the user wants the step undone.
    """

    undo_asked = Signal()

    def __init__(self, appearance: Appearance, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("part", "toast")
        self.setObjectName("toast")
        self._motion = appearance.tokens.motion["toast"]
        self._icon = IconLabel(appearance, "check", "surface", parent=self)
        self._text = Label("", tone="on_dark", parent=self)
        self.undo = ToastLink(appearance, parent=self)
        self.undo.setObjectName("toast.undo")
        self.undo.clicked.connect(self._on_undo)
        self._keys = Label("Ctrl Z", tone="on_dark", parent=self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SECONDS * 1000)
        self._timer.timeout.connect(self.hide)
        self._sentence = ""
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addSpacing(12)
        row.addWidget(self.undo)
        row.addWidget(self._keys)
        parent.installEventFilter(self)
        self.retranslate(words)

    def show_message(self, text: str, *, undo: bool = True, icon: str = "check") -> None:
        """Show a sentence for six seconds, with "Undo" where the step can be undone."""
        self._sentence = text
        self._icon.set_icon(icon)
        self.undo.setVisible(undo)
        self._keys.setVisible(undo)
        self.show()
        self.raise_()
        self._place()
        self._slide()
        self._timer.start()

    def pin(self, text: str) -> None:
        """Show a sentence for good where a layout puts it, as a sheet of samples does."""
        window = self.parentWidget()
        if window is not None:
            window.removeEventFilter(self)
        self._text.set_text(text)
        self.show()

    def retranslate(self, words: Words) -> None:
        """Say the own words in another language; a sentence of the one before goes."""
        self._timer.stop()
        self.hide()
        self.undo.set_text(words.say("components.undo"))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _on_undo(self) -> None:
        self.hide()
        self.undo_asked.emit()

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        self._text.set_wrap(wrap=False)
        self._text.set_text(self._sentence)
        wanted, room = self.sizeHint().width(), window.width() - 48
        if wanted > room:
            # A sentence that is too long for one line takes as many as it needs.
            self._text.set_wrap(wrap=True)
            self._text.set_text(self._sentence)
        width = min(max(wanted, 360), room)
        self.resize(width, max(self._row.totalHeightForWidth(width), self.sizeHint().height(), 40))
        left = (window.width() - width) // 2
        self.move(left, window.height() - self.height() - _LIFT)

    def _slide(self) -> None:
        slide = QPropertyAnimation(self, b"pos", self)
        slide.setDuration(self._motion)
        slide.setStartValue(self.pos() + QPoint(0, 8))
        slide.setEndValue(self.pos())
        slide.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)
