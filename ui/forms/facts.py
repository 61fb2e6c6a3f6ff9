"""Show a record to be read: the name of each field at the left, its value at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from domain.records import Kind
from ui.components.buttons import LinkButton
from ui.components.label import Label

if TYPE_CHECKING:
    from domain.records import EntitySpec, Field, Records, Row
    from ui.theme.appearance import Appearance
    from ui.values import Values

_NAMES_PX: Final = 104
_SKIPPED: Final = frozenset({Kind.BYTES, Kind.JSON})
_LINK_PX: Final = 148


class Facts(QWidget):
    """Show what is known of a record; references lead to their record.

    Signals:
        follow_asked: entity and id of a record that a field refers to.
    """

    follow_asked = Signal(str, str)

    def __init__(
        self,
        appearance: Appearance,
        values: Values,
        spec: EntitySpec,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._values = values
        self._spec = spec
        self._records: Records | None = None
        self._row: Row = {}
        self._names: dict[str, Label] = {}
        self._shown: dict[str, Label | LinkButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, _NAMES_PX)
        grid.setColumnStretch(1, 1)
        for number, field in enumerate(spec.fields):
            if field.kind not in _SKIPPED:
                self._add(grid, number, field)
        grid.setRowStretch(len(spec.fields), 1)

    def show_row(self, records: Records, row: Row) -> None:
        """Show a record."""
        self._records, self._row = records, row
        for name, label in self._names.items():
            field = self._spec.field(name)
            value = row.get(name)
            known = value is not None and value != ""
            label.setVisible(known or field.listed)
            self._shown[name].setVisible(known or field.listed)
            self._say(field, row)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        for name, label in self._names.items():
            label.set_text(self._values.name(self._spec, self._spec.field(name)))
        if self._records is not None:
            self.show_row(self._records, self._row)

    def _add(self, grid: QGridLayout, number: int, field: Field) -> None:
        name = Label(self._values.name(self._spec, field), "caption", wrap=True, parent=self)
        name.setAlignment(Qt.AlignmentFlag.AlignTop)
        shown: Label | LinkButton
        if field.kind is Kind.REFERENCE:
            shown = LinkButton(self._appearance, parent=self)
            shown.clicked.connect(lambda: self._follow(field))
        else:
            shown = Label("", wrap=True, parent=self)
        shown.setObjectName(f"facts.{field.name}")
        self._names[field.name] = name
        self._shown[field.name] = shown
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(name, number, 0, top)
        if isinstance(shown, LinkButton):
            grid.addWidget(shown, number, 1, top | Qt.AlignmentFlag.AlignLeft)
        else:
            grid.addWidget(shown, number, 1, top)

    def _say(self, field: Field, row: Row) -> None:
        shown, value = self._shown[field.name], row.get(field.name)
        if isinstance(shown, LinkButton):
            text = "—"
            if value is not None and self._records is not None:
                text = self._values.record(self._records, field.target, str(value))
            shown.setEnabled(value is not None)
            visible = shown.isVisibleTo(self)
            metrics = shown.fontMetrics()
            shown.set_text(metrics.elidedText(text, Qt.TextElideMode.ElideRight, _LINK_PX))
            shown.setToolTip(text)
            shown.setVisible(visible)
            return
        shown.set_text(self._values.with_unit(field, value))

    def _follow(self, field: Field) -> None:
        value = self._row.get(field.name)
        if value is not None:
            self.follow_asked.emit(field.target, str(value))
