"""Sit at the keyboard of the window: press keys, write, see where the focus stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QTableView,
    QWidget,
)

if TYPE_CHECKING:
    from pathlib import Path

    from ui.window import MainWindow

_ROUND_MS: Final = 5
_ROUNDS: Final = 2000
_MOST_TABS: Final = 90
_MOST_STEPS: Final = 120


class Keyboard:
    """Press keys as someone without a mouse does.

    Every key goes to the window that has the focus, as from the system; after it the focus must
    stand on something that is seen and that a screen reader can name.
    """

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.pressed = 0

    # ------------------------------------------------------------------------------ looking

    @property
    def focus(self) -> QWidget:
        """Where the keys go; seen and named, or the walk fails."""
        found = QApplication.focusWidget()
        assert found is not None, "the focus is lost"
        told = f"{type(found).__name__} “{found.objectName()}”"
        assert found.isVisible(), f"the focus is on {told}, which is hidden"
        assert not found.visibleRegion().isEmpty(), f"the focus is on {told}, out of sight"
        assert found.accessibleName().strip(), f"the focus is on {told}, which has no name"
        return found

    def at(self, name: str) -> QWidget:
        """Return what has the focus, which must be this."""
        found = self.focus
        assert found.objectName() == name, f"the focus is on {found.objectName()}, not on {name}"
        return found

    def settle(self) -> None:
        """Wait until nothing more will be shown without another key."""
        for _ in range(_ROUNDS):
            QTest.qWait(_ROUND_MS)
            if not self.window.busy() and _in_sight(QApplication.focusWidget()):
                return
        assert self.focus is not None
        raise AssertionError("the window does not come to rest")

    # ------------------------------------------------------------------------------- pressing

    def press(self, *sequences: str) -> None:
        """Press keys one after another, each written as ``Ctrl+K``."""
        for each in sequences:
            _strike(each)
            self.pressed += 1
            self.settle()
            assert self.focus is not None

    def write(self, text: str) -> None:
        """Type a text; what no key has comes as an input method brings it."""
        if text.isascii():
            for each in text:
                QTest.keyClick(_receiver(), ord(each))
        else:
            brought = QInputMethodEvent()
            brought.setCommitString(text)
            QCoreApplication.sendEvent(self.focus, brought)
        self.pressed += len(text)
        QCoreApplication.processEvents()

    def walk_to(self, name: str, *, back: bool = False) -> QWidget:
        """Press Tab until something has the focus; every stop on the way is seen and named."""
        passed: list[str] = []
        for _ in range(_MOST_TABS):
            found = self.focus
            if found.objectName() == name:
                return found
            passed.append(found.objectName() or type(found).__name__)
            self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"Tab does not reach {name}: {', '.join(passed)}")

    def push(self, name: str, *, back: bool = False) -> None:
        """Walk to a button and press it by the space bar."""
        self.walk_to(name, back=back)
        self.press("Space")

    def fill(self, name: str, text: str, *, back: bool = False) -> None:
        """Walk to a line and write over what stands there; Tab takes it."""
        line = self.walk_to(name, back=back)
        assert isinstance(line, QLineEdit)
        self.press("Ctrl+A")
        self.write(text)
        assert line.text() == text

    def pick(self, name: str, words: str, *, back: bool = False) -> None:
        """Walk to a choice and go down it until it shows these words."""
        choice = self.walk_to(name, back=back)
        assert isinstance(choice, QComboBox)
        self.press("Home")
        for _ in range(_MOST_STEPS):
            if words in choice.currentText():
                return
            self.press("Down")
        raise AssertionError(f"{name} offers no {words}")

    def offered(self) -> None:
        """Wait until what was typed has brought a list to choose from."""
        for _ in range(_ROUNDS):
            if QApplication.activePopupWidget() is not None:
                return
            QTest.qWait(_ROUND_MS)
        raise AssertionError("nothing is offered for what was typed")

    def tick(self, box: QWidget) -> None:
        """Tick the box that has the focus."""
        assert isinstance(box, QCheckBox)
        self.press("Space")
        assert box.isChecked()

    # ---------------------------------------------------------------------- what holds anywhere

    def call(self, words: str) -> None:
        """Find a screen, a command or a record by the palette, and enter it."""
        self.find(words)
        self.press("Return")

    def find(self, words: str) -> None:
        """Write into the palette."""
        self.press("Ctrl+K")
        self.at("palette.words")
        self.write(words)

    def cell(self, table: QTableView, row: int, column: str) -> None:
        """Go by the arrows to a cell of the table that has the focus."""
        assert self.focus is table
        columns = _headings(table)
        assert column in columns, f"no column {column} among {columns}"
        self._step(table, row, columns.index(column))

    def _step(self, table: QTableView, row: int, column: int) -> None:
        for _ in range(_MOST_STEPS):
            here = table.currentIndex()
            if (here.row(), here.column()) == (row, column):
                return
            if here.row() != row:
                self.press("Down" if here.row() < row else "Up")
            else:
                self.press("Right" if here.column() < column else "Left")
        raise AssertionError(f"the arrows do not reach line {row}, column {column}")

    def save_as(self, path: Path, *opening: str) -> None:
        """Press what opens a dialog that asks where to save, write the path there and take it."""
        wrong: list[str] = []
        QTimer.singleShot(_ROUND_MS, self.window, lambda: _answer(self.window, path, wrong))
        for each in opening[:-1]:
            self.press(each)
        _strike(opening[-1])
        # A desktop gives the window back what the dialog took; here there is none.
        self.window.activateWindow()
        assert not wrong, wrong
        for _ in range(_ROUNDS):
            if path.exists() and not self.window.busy():
                break
            QTest.qWait(_ROUND_MS)
        self.settle()
        assert path.exists(), f"{path.name} was not saved"


def _answer(window: MainWindow, path: Path, wrong: list[str]) -> None:
    """Answer the dialog once it has come; note what keeps the keyboard from it."""
    dialog, line = QApplication.activeModalWidget(), QApplication.focusWidget()
    if dialog is None or line is None or not dialog.isAncestorOf(line):
        QTimer.singleShot(_ROUND_MS, window, lambda: _answer(window, path, wrong))
        return
    if not isinstance(line, QLineEdit) or not isinstance(dialog, QDialog):
        wrong.append(f"the dialog begins in {type(line).__name__}")
        dialog.close()
        return
    _strike("Ctrl+A")
    for each in str(path):
        QTest.keyClick(_receiver(), ord(each))
    _strike("Return")


def _in_sight(widget: QWidget | None) -> bool:
    return widget is not None and not widget.visibleRegion().isEmpty()


def _strike(keys: str) -> None:
    """Press and release keys, written as ``Ctrl+K``."""
    held: QKeyCombination = QKeySequence(keys)[0]  # type: ignore[index] # the stub does not know it
    QTest.keyClick(_receiver(), held.key(), held.keyboardModifiers())


def _receiver() -> QWindow:
    """Return the window that the system gives keys to; it hands them on to what has the focus."""
    active = QGuiApplication.focusWindow()
    assert active is not None, "no window is active"
    return active


def _headings(table: QTableView) -> list[str]:
    model = table.model()
    return [
        str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(model.columnCount())
    ]
