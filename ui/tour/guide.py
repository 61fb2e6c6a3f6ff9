"""Lead through the sample park: open each step's screen, point, and get out of the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.manual.keys import keys_in
from ui.tour.card import TourCard
from ui.tour.ring import Ring
from ui.tour.steps import STEPS

if TYPE_CHECKING:
    from ui.window import MainWindow

_EDGE: Final = 24
_FOOT: Final = 44
_SETTLE_MS: Final = 250
_NEXT_KEYS: Final = "Alt+PgDown"
_BACK_KEYS: Final = "Alt+PgUp"


class Guide(QObject):
    """Show the steps over a window; the work beside goes on as ever."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName("tour.guide")
        self._window = window
        self._at = 0
        self.card = TourCard(window.context.appearance, window)
        self.ring = Ring(window.context.appearance, self.card, window)
        # Screens are filled after they are shown: the ring looks until there is what it points at.
        self._settle = QTimer(self, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._point)
        self.card.next_asked.connect(lambda: self._go(1))
        self.card.back_asked.connect(lambda: self._go(-1))
        self.card.left.connect(self.leave)
        self._keys = [QShortcut(QKeySequence(keys), window) for keys in (_NEXT_KEYS, _BACK_KEYS)]
        self._keys[0].activated.connect(lambda: self._go(1))
        self._keys[1].activated.connect(lambda: self._go(-1))
        window.context.language.language_changed.connect(self._say)
        window.installEventFilter(self)
        self._rest()

    @property
    def at(self) -> int:
        """Number of the step that is shown, from 0."""
        return self._at

    def begin(self) -> None:
        """Show the first step."""
        self._show(0)

    def leave(self) -> None:
        """Take card and ring away; the window stays as it is."""
        self._rest()
        self._window.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rest(self) -> None:
        self._settle.stop()
        self.card.hide()
        self.ring.point_at(None)
        for keys in self._keys:
            keys.setEnabled(False)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.card.isVisible():
            self._point()
        return super().eventFilter(watched, event)

    def _go(self, by: int) -> None:
        at = self._at + by
        if at >= len(STEPS):
            self.leave()
        elif at >= 0:
            self._show(at)

    def _show(self, at: int) -> None:
        self._at = at
        self._window.open_screen(STEPS[at].page)
        for keys in self._keys:
            keys.setEnabled(True)
        self._say()
        self.card.show()
        self._settle.start()
        self._point()
        self.card.next.setFocus(Qt.FocusReason.TabFocusReason)

    def _say(self) -> None:
        say, step = self._window.context.say, STEPS[self._at]
        last = self._at + 1 == len(STEPS)
        place = say("tour.place", number=self._at + 1, total=len(STEPS))
        self.card.show_words(place, say(f"tour.{step.key}"), say(f"tour.{step.key}.text"))
        self.card.leave.set_name(say("tour.leave"))
        self.card.back.set_text(say("tour.back"))
        self.card.back.setVisible(self._at > 0)
        self.card.next.set_text(say("tour.finish" if last else "tour.next"))
        lang = self._window.context.lang
        self.card.next.setToolTip(keys_in(lang, _NEXT_KEYS.replace("PgDown", "PgDn")))
        self.card.back.setToolTip(keys_in(lang, _BACK_KEYS))
        self._place()

    def _point(self) -> None:
        self.ring.point_at(self._window.findChild(QWidget, STEPS[self._at].target))
        if self.ring.isVisible():
            self._settle.stop()
        self._place()

    def _place(self) -> None:
        """Put the card into the lower corner that hides less of what is pointed at."""
        window, card = self._window, self.card
        card.fit()
        top = window.height() - card.height() - _FOOT
        left = window.navigation.width() + _EDGE
        right = window.width() - card.width() - _EDGE
        target = self.ring.geometry() if self.ring.isVisible() else None
        middle = target.center().x() if target is not None else left
        at_left = middle > (left + right + card.width()) // 2
        # In a small window it covers what it must, but stands within it.
        card.move(QPoint(min(left, max(right, 0)) if at_left else max(right, 0), max(top, 0)))
        card.raise_()
