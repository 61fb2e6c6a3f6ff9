"""Ask which file to keep, where to write one, and show one with the program made for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class FileAsking(Protocol):
    """What is asked of the system for files."""

    def ask_which(self, parent: QWidget) -> Path | None:
        """Return a file to keep, None when the user gives up."""
        ...

    def ask_where(self, parent: QWidget, name: str) -> Path | None:
        """Return where to write a file, ``name`` proposed, None when the user gives up."""
        ...

    def show_file(self, path: Path) -> bool:
        """Show a file with the program made for it; tell whether there is one."""
        ...


class FileDialogs:
    """The dialogs of the system."""

    def ask_which(self, parent: QWidget) -> Path | None:
        """Return a file to keep, None when the user gives up."""
        chosen, _kind = QFileDialog.getOpenFileName(parent)
        return Path(chosen) if chosen else None

    def ask_where(self, parent: QWidget, name: str) -> Path | None:
        """Return where to write a file, ``name`` proposed, None when the user gives up."""
        chosen, _kind = QFileDialog.getSaveFileName(parent, "", name)
        return Path(chosen) if chosen else None

    def show_file(self, path: Path) -> bool:
        """Show a file with the program made for it; tell whether there is one."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
