"""The one application object of this process, and the end of its windows."""

from __future__ import annotations

import builtins
import sys
from typing import TYPE_CHECKING, Final

# Loading PySide6 puts a hook before every later import, which reads the source of each module in
# search of "from __feature__ import" (PYSIDE-1019). Nothing here asks for that, and it would cost
# the start of the program some thirty milliseconds: the import of before takes its place again.
_PLAIN_IMPORT: Final = builtins.__import__

_SWITCH_S: Final = 0.00005

import PySide6.QtCore  # noqa: E402 - see below
import PySide6.QtWidgets  # noqa: E402 - what it puts in the way is taken away below

builtins.__import__ = _PLAIN_IMPORT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget


def application() -> QApplication:
    """Return the application of this process, made when there is none."""
    kind = PySide6.QtWidgets.QApplication
    running = kind.instance()
    # A worker in plain Python hands the interpreter over this often, in seconds, and the window
    # asks for it with every word it paints.
    sys.setswitchinterval(_SWITCH_S)
    # The rules of the look are written for this style. Named here it is there from the beginning.
    return running if isinstance(running, kind) else kind([*sys.argv[:1], "-style", "fusion"])


def dismiss(window: QWidget) -> None:
    """Close a window and free all it holds."""
    core = PySide6.QtCore
    window.close()
    window.deleteLater()
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
