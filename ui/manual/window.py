"""Show the manual in a window of its own: contents at the left, the page beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLayout, QTextBrowser, QWidget
from typing_extensions import override

from ui.components.label import hairline
from ui.manual.made import contents
from ui.manual.reader import ManualReader
from ui.manual.typesetting import set_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from ui.theme.appearance import Appearance
    from ui.values import Values

_SIZE: Final = (820, 680)
_LIST_PX: Final = 260
_TEXT_PX: Final = 300
_BESIDE_PX: Final = 720
"""Below this width the contents are a page of the reader rather than beside it."""


class ManualWindow(QWidget):
    """Hold the contents and a reader; Esc closes it."""

    def __init__(
        self,
        appearance: Appearance,
        values: Values,
        screens: Callable[[], tuple[str, ...]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._look = appearance
        self._values = values
        self.setObjectName("manual.window")
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(*_SIZE)
        self.list = QTextBrowser(self)
        self.list.setObjectName("manual.list")
        self.list.setProperty("part", "manual")
        self.list.setOpenLinks(False)
        self.list.setFixedWidth(_LIST_PX)
        self.reader = ManualReader(appearance, values, screens, self)
        self.reader.setMinimumWidth(_TEXT_PX)
        self._rule = hairline(self, vertical=True)
        row = QHBoxLayout(self)
        # The contents make way when the window becomes too narrow: they must not keep it wide.
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumSize(_TEXT_PX + 32, 240)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addWidget(self.list)
        row.addWidget(self._rule)
        row.addWidget(self.reader, 1)
        self.list.anchorClicked.connect(self.reader.follow)
        self.reader.page_shown.connect(self._say_list)
        appearance.theme_changed.connect(self._say_list)
        self._bind()

    def open(self, page: str) -> None:
        """Appear with a page, or come to the front with it."""
        self.retranslate()
        self.reader.show_page(page)
        self.show()
        self.raise_()
        self.activateWindow()
        self.reader.focus_text()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        say = self._values.language.say
        self.setWindowTitle(say("manual.title"))
        self._say_list()
        self.reader.retranslate()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= _BESIDE_PX
        self.list.setVisible(beside)
        self._rule.setVisible(beside)
        self.reader.contents.setVisible(not beside)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def _say_list(self) -> None:
        values = self._values
        bar = self.list.verticalScrollBar()
        read = bar.value()
        page = f"{self.reader.page}.md"
        set_page(self.list.document(), contents(values), values.language.lang, self._look, page)
        self.list.moveCursor(QTextCursor.MoveOperation.Start)
        bar.setValue(read)
        block, title = self.list.document().begin(), self.reader.title()
        while block.isValid() and block.text() != title:
            block = block.next()
        if block.isValid():
            self.list.setTextCursor(QTextCursor(block))
            self.list.ensureCursorVisible()
        self.list.setAccessibleName(values.language.say("manual.contents"))

    def _bind(self) -> None:
        for keys, act in (
            ("Alt+Left", self.reader.back),
            ("Alt+Right", self.reader.forward),
            ("Ctrl+F", self.reader.field.setFocus),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(act)
