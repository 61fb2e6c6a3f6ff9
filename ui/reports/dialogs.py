"""Ask where to save a report or a copy of it, which one to verify, which printer to use."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QLineEdit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

    from ui.language import Language

REPORT: Final = (".pdf",)
WORDS: Final = (".docx",)
TABLES: Final = (".xlsx", ".csv")


class Asking(Protocol):
    """What the screen asks of dialogs."""

    def ask_where(self, parent: QWidget, name: str) -> Path | None:
        """Return where to write a report called ``name``, None when the user gives up."""
        ...

    def ask_copy(self, parent: QWidget, name: str, endings: Sequence[str]) -> Path | None:
        """Return where to write a copy called ``name``, None when the user gives up."""
        ...

    def ask_key(self, parent: QWidget) -> tuple[Path, str] | None:
        """Return the key to sign with and its passphrase, None when the user gives up."""
        ...

    def ask_which(self, parent: QWidget) -> Path | None:
        """Return the report to verify, None when the user gives up."""
        ...

    def ask_printer(self, parent: QWidget, printer: QPrinter) -> bool:
        """Let the user choose a printer and pages; tell whether to print."""
        ...


@dataclass(frozen=True, slots=True)
class Dialogs:
    """The dialogs of the system, in the language in force.

    Attributes:
        copies: whether a report may be written as a copy right away, as the ending chosen says.
    """

    language: Language
    copies: bool = True

    def ask_where(self, parent: QWidget, name: str) -> Path | None:
        """Return where to write a report called ``name``, None when the user gives up."""
        endings = (*REPORT, *WORDS, *TABLES) if self.copies else REPORT
        return ask_file(self.language.say, parent, name, endings)

    def ask_copy(self, parent: QWidget, name: str, endings: Sequence[str]) -> Path | None:
        """Return where to write a copy called ``name``, None when the user gives up."""
        return ask_file(self.language.say, parent, name, endings)

    def ask_key(self, parent: QWidget) -> tuple[Path, str] | None:
        """Return the key to sign with and its passphrase, None when the user gives up."""
        say = self.language.say
        title = say("reports.sign.key")
        chosen, _ = QFileDialog.getOpenFileName(parent, title, "", say("reports.sign.keys"))
        if not chosen:
            return None
        path = Path(chosen)
        ask, hidden = say("reports.sign.passphrase", file=path.name), QLineEdit.EchoMode.Password
        typed, given = QInputDialog.getText(parent, title, ask, hidden)
        return (path, typed) if given else None

    def ask_which(self, parent: QWidget) -> Path | None:
        """Return the report to verify, None when the user gives up."""
        say = self.language.say
        kinds = _kind(say, REPORT[0])
        chosen, _kind_chosen = QFileDialog.getOpenFileName(parent, say("reports.verify"), "", kinds)
        return Path(chosen) if chosen else None

    def ask_printer(self, parent: QWidget, printer: QPrinter) -> bool:
        """Let the user choose a printer and pages; tell whether to print."""
        from PySide6.QtPrintSupport import QPrintDialog

        dialog = QPrintDialog(printer, parent)
        dialog.setWindowTitle(self.language.say("reports.print"))
        return dialog.exec() == QDialog.DialogCode.Accepted


def ask_file(
    say: Callable[..., str], parent: QWidget, name: str, endings: Sequence[str]
) -> Path | None:
    """Return where to write a file of one of some kinds, None when the user gives up.

    A name typed without one of the endings gets that of the kind chosen.
    """
    kinds = {_kind(say, ending): ending for ending in endings}
    title = say("reports.save_as")
    chosen, kind = QFileDialog.getSaveFileName(parent, title, name, ";;".join(kinds))
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.casefold() in endings:
        return path
    return path.with_name(f"{path.name}{kinds.get(kind, endings[0])}")


def _kind(say: Callable[..., str], ending: str) -> str:
    return say(f"reports.files.{ending[1:]}", pattern=f"*{ending}")
