"""Ask where to save a report, which one to verify, which printer to use."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QDialog, QFileDialog

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

    from ui.language import Language

_PDF = "*.pdf"


class Asking(Protocol):
    """What the screen asks of dialogs."""

    def ask_where(self, parent: QWidget, name: str) -> Path | None:
        """Return where to write a report called ``name``, None when the user gives up."""
        ...

    def ask_which(self, parent: QWidget) -> Path | None:
        """Return the report to verify, None when the user gives up."""
        ...

    def ask_printer(self, parent: QWidget, printer: QPrinter) -> bool:
        """Let the user choose a printer and pages; tell whether to print."""
        ...


@dataclass(frozen=True, slots=True)
class Dialogs:
    """The dialogs of the system, in the language in force."""

    language: Language

    def ask_where(self, parent: QWidget, name: str) -> Path | None:
        """Return where to write a report called ``name``, None when the user gives up."""
        say = self.language.say
        kinds = say("reports.files", pattern=_PDF)
        chosen, _kind = QFileDialog.getSaveFileName(parent, say("reports.export"), name, kinds)
        return Path(chosen) if chosen else None

    def ask_which(self, parent: QWidget) -> Path | None:
        """Return the report to verify, None when the user gives up."""
        say = self.language.say
        kinds = say("reports.files", pattern=_PDF)
        chosen, _kind = QFileDialog.getOpenFileName(parent, say("reports.verify"), "", kinds)
        return Path(chosen) if chosen else None

    def ask_printer(self, parent: QWidget, printer: QPrinter) -> bool:
        """Let the user choose a printer and pages; tell whether to print."""
        from PySide6.QtPrintSupport import QPrintDialog

        dialog = QPrintDialog(printer, parent)
        dialog.setWindowTitle(self.language.say("reports.print"))
        return dialog.exec() == QDialog.DialogCode.Accepted
