"""Choose the parts of a report; each shows the page on which it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSizePolicy, QWidget
from typing_extensions import override

from ui.components.buttons import LinkButton
from ui.components.label import Label
from ui.theme.painting import broken

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from ui.theme.appearance import Appearance

_LINE: Final = 19
_ROW: Final = 25
_MARK_PX: Final = 30


class PartList(QWidget):
    """Show parts as check boxes with page numbers that lead to the page.

    Signals:
        parts_changed: the user wants other parts.
        page_asked: number of a page, from 1.
    """

    parts_changed = Signal()
    page_asked = Signal(int)

    def __init__(
        self, appearance: Appearance, say: Callable[..., str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = appearance
        self._say = say
        self._title = Label("", "caption", parent=self)
        self._pages_title = Label("", "caption", parent=self)
        self.boxes: dict[str, _PartBox] = {}
        self.links: dict[str, LinkButton] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(self._title, 0, 0)
        self._grid.addWidget(self._pages_title, 0, 1, Qt.AlignmentFlag.AlignRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_words(self, title: str, pages: str) -> None:
        """Change the headings."""
        self._title.set_text(title)
        self._pages_title.set_text(pages)
        self.setAccessibleName(title)

    def set_parts(self, parts: Sequence[tuple[str, str]], locked: str) -> None:
        """Offer pairs of key and words; ``locked`` is always there. All are wanted at first."""
        keys = [key for key, _words in parts]
        if keys != list(self.boxes):
            self._make(keys, locked)
        for key, words in parts:
            self.boxes[key].set_words(words)

    def wanted(self) -> tuple[str, ...]:
        """Return the parts that are wanted, empty for all of them."""
        if all(box.isChecked() for box in self.boxes.values()):
            return ()
        return tuple(key for key, box in self.boxes.items() if box.isChecked() and box.isEnabled())

    def choose_all(self) -> None:
        """Want every part."""
        for box in self.boxes.values():
            box.setChecked(True)

    def show_pages(self, starts: Mapping[str, int]) -> None:
        """Show where the parts start; those that are not in the report show nothing."""
        for key, link in self.links.items():
            link.set_text(str(starts[key]) if key in starts else "")
            part = self.boxes[key].accessibleName()
            link.setAccessibleName(self._say("spoken.page_of_part", part=part, page=link.text()))

    def _make(self, keys: Sequence[str], locked: str) -> None:
        for widget in (*self.boxes.values(), *self.links.values()):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.boxes, self.links = {}, {}
        for row, key in enumerate(keys, start=1):
            box = _PartBox(self)
            box.setObjectName(f"reports.part_{key}")
            box.setChecked(True)
            box.setEnabled(key != locked)
            box.toggled.connect(self._on_toggled)
            link = LinkButton(self._look, "", px=12, parent=self)
            link.setObjectName(f"reports.page_{key}")
            link.hide()
            link.clicked.connect(lambda _=False, each=link: self._on_page(each.text()))
            self._grid.addWidget(box, row, 0)
            self._grid.addWidget(link, row, 1, Qt.AlignmentFlag.AlignRight)
            self.boxes[key], self.links[key] = box, link

    def _on_toggled(self, _on: bool) -> None:  # noqa: FBT001 - the signal of a check box
        self.parts_changed.emit()

    def _on_page(self, text: str) -> None:
        if text:
            self.page_asked.emit(int(text))


class _PartBox(QCheckBox):
    """A check box whose words take a second line where one has no room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str) -> None:
        """Change the words."""
        self._words = words
        self.setAccessibleName(words)
        self._break()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break()

    def _break(self) -> None:
        room = max(self.width() - _MARK_PX, 0)
        lines = broken(self._words, self.font(), room, 2)
        end = self.fontMetrics().elidedText(lines[-1], Qt.TextElideMode.ElideRight, room)
        self.setText("\n".join((*lines[:-1], end)).replace("&", "&&"))
        self.setToolTip(self._words if end != lines[-1] else "")
        self.setFixedHeight(_ROW + _LINE * (len(lines) - 1))
