"""Show one page of many, and lay out only that one."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget


class PageStack(QWidget):
    """Hold the pages of the window.

    Unlike Qt's own stack it does not ask the pages that are hidden how much room they would like:
    that takes longer with every page that was opened.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: QWidget | None = None
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)
        self._room.setSpacing(0)

    def add(self, page: QWidget) -> None:
        """Take a page in, hidden."""
        page.hide()
        page.setParent(self)

    def show_page(self, page: QWidget) -> None:
        """Show a page that was taken in."""
        if page is self._shown:
            return
        before, self._shown = self._shown, page
        if before is not None:
            self._room.removeWidget(before)
        self._room.addWidget(page)
        page.show()
        if before is not None:
            before.hide()
