"""Ask for one value: label, editor with its unit, hint, error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.components.label import IconLabel, Label
from ui.components.restyle import set_style_property

if TYPE_CHECKING:
    from ui.theme.appearance import Appearance

_HEIGHT = 74
_ABOVE_MARK = 3


def _as_high_as_it_takes() -> QSizePolicy:
    room = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    room.setHeightForWidth(True)
    return room


class Field(QWidget):
    """Hold an editor with a label above it and a line of 20 px kept free below it.

    What refuses the value may take more lines than that one, and a long label a second.

    The label is the editor's buddy and its spoken name. The editor keeps the ``objectName``
    that its screen gives it.
    """

    def __init__(
        self,
        appearance: Appearance,
        label: str,
        editor: QWidget,
        *,
        unit: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._hint_text = ""
        self._hint_tone = "secondary"
        self._label = Label("", "caption", wrap=True, parent=self)
        self._label.setSizePolicy(_as_high_as_it_takes())
        self._label.setBuddy(editor)
        self._unit = Label("", "note", parent=self)
        self._lock = IconLabel(appearance, "locked", "text_note", size=14, parent=self)
        self._lock.hide()
        self._mark = IconLabel(appearance, "state.crit", "crit", size=14, parent=self)
        self._mark.hide()
        self._message = Label("", "caption", parent=self)
        self._lay_out()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(_HEIGHT)
        self.set_label(label)
        self.set_unit(unit)
        editor.installEventFilter(self)
        inner = editor.findChild(QLineEdit)
        if inner is not None and isinstance(editor, QSpinBox | QDoubleSpinBox):
            # The style sheet's padding does not reach the text of a spin box.
            inner.setTextMargins(6, 0, 0, 0)

    def set_label(self, label: str) -> None:
        """Change the label and the editor's spoken name."""
        self._label.set_text(label)
        self.editor.setAccessibleName(label)

    def stand_beside(self, widget: QWidget) -> None:
        """Put a widget at the right of the editor."""
        self._box.addWidget(widget, 0, 1)

    def set_unit(self, unit: str) -> None:
        """Show a unit at the right end inside the editor."""
        self._unit.set_text(unit)
        self._unit.setVisible(bool(unit))
        self._make_room()
        self._describe()

    def set_hint(self, hint: str, tone: str = "secondary") -> None:
        """Show a note below the editor while there is no error."""
        self._hint_text, self._hint_tone = hint, tone
        if not self._mark.isVisibleTo(self):
            self._show(hint, tone)

    def set_error(self, error: str | None) -> None:
        """Show an error below the editor, or with None the hint again."""
        wrong = bool(error)
        self._mark.setVisible(wrong)
        # A refusal says place, value and remedy: all of it must be read without pointing at it.
        self._message.set_wrap(wrap=wrong)
        set_style_property(self.editor, "invalid", "true" if wrong else "false")
        self._show(error or self._hint_text, "crit" if wrong else self._hint_tone)

    def set_locked(self, locked: bool) -> None:  # noqa: FBT001 -- reads as Qt's own setters do
        """Close the editor and show a lock in it."""
        if isinstance(self.editor, QLineEdit | QAbstractSpinBox):
            self.editor.setReadOnly(locked)
        else:
            self.editor.setEnabled(not locked)
        self._lock.setVisible(locked)
        set_style_property(self.editor, "locked", "true" if locked else "false")
        self._make_room()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.EnabledChange and watched is self.editor:
            self._label.setEnabled(self.editor.isEnabled())
        return super().eventFilter(watched, event)

    def _show(self, text: str, tone: str) -> None:
        self._message.set_text(text)
        self._message.set_tone(tone)
        self._message.setToolTip(text)
        self._describe()

    def _describe(self) -> None:
        """Tell what is shown beside the label: the unit, then hint or refusal."""
        told = (self._unit.text(), self._message.accessibleName())
        self.editor.setAccessibleDescription("\n".join(part for part in told if part))

    def _make_room(self) -> None:
        if not isinstance(self.editor, QLineEdit):
            return
        unit = self._unit.sizeHint().width() + 6 if self._unit.text() else 0
        lock = 24 if self._lock.isVisibleTo(self) else 0
        self.editor.setTextMargins(0, 0, unit + lock, 0)

    def _lay_out(self) -> None:
        inside = QHBoxLayout()
        inside.setContentsMargins(0, 0, 9, 0)
        inside.setSpacing(6)
        inside.addWidget(self._unit)
        inside.addWidget(self._lock)
        for widget in (self._unit, self._lock):
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._box = box = QGridLayout()
        box.setSpacing(4)
        box.addWidget(self.editor, 0, 0)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        box.addLayout(inside, 0, 0, right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._label)
        column.addLayout(box)
        column.addLayout(self._below())
        self._unit.raise_()
        self._lock.raise_()

    def _below(self) -> QHBoxLayout:
        """Lay out the words below the editor, with the mark beside their first line."""
        self._message.setSizePolicy(_as_high_as_it_takes())
        self._message.setContentsMargins(0, 0, 0, 0)
        mark = QVBoxLayout()
        mark.setContentsMargins(0, _ABOVE_MARK, 0, 0)
        mark.addWidget(self._mark)
        mark.addStretch(1)
        message = QHBoxLayout()
        message.setSpacing(4)
        message.addLayout(mark)
        message.addWidget(self._message, 1)
        return message
