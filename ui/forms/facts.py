"""Show a record to be read: the name of each field at the left, its value at the right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from domain.records import Kind
from domain.target_units import read_as
from ui.components.buttons import WrappedLink
from ui.components.label import Label
from ui.forms.groups import Group, groups_of
from ui.forms.state_fact import StateFact
from ui.record_names import pointed_at
from ui.values import STATES

if TYPE_CHECKING:
    from domain.records import EntitySpec, Field, Records, Row
    from ui.theme.appearance import Appearance
    from ui.values import Values

_NAMES_PX: Final = 104
_LONG_CODE: Final = re.compile(r"[!-~]{17,}")
_SKIPPED: Final = frozenset({Kind.BYTES, Kind.JSON})

_DIGEST: Final = re.compile(r"[0-9a-f]{32,}")
_GROUP: Final = 8


class Facts(QWidget):
    """Show what is known of a record; references lead to their record.

    The fields ``passed_over`` are told elsewhere.

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
        *,
        passed_over: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(parent)
        self._passed_over = passed_over
        self._appearance = appearance
        self._values = values
        self._spec = spec
        self._records: Records | None = None
        self._row: Row = {}
        self._names: dict[str, Label] = {}
        self._shown: dict[str, Label | StateFact | WrappedLink] = {}
        self._groups = groups_of(spec)
        self._headings: dict[str, Label] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(0, _NAMES_PX)
        self._grid.setColumnStretch(1, 1)
        for group in self._groups:
            self._add_group(group)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def show_row(self, records: Records, row: Row) -> None:
        """Show a record."""
        self._records, self._row = records, row
        for group in self._groups:
            seen = [each for each in group.fields if self._show_field(each, row)]
            if group.key:
                self._headings[group.key].setVisible(bool(seen))

    def _show_field(self, field: Field, row: Row) -> bool:
        """Show a field where it is known or belongs to the table; tell whether it is shown."""
        if field.name not in self._names:
            return False
        value = row.get(field.name)
        seen = field.listed or (value is not None and value != "")
        self._names[field.name].setVisible(seen)
        self._shown[field.name].setVisible(seen)
        self._say(field, row)
        return seen

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        for key, heading in self._headings.items():
            heading.set_text(self._values.language.say(f"ui.group.{key}"))
        for name, label in self._names.items():
            label.set_text(self._values.name(self._spec, self._spec.field(name)))
        if self._records is not None:
            self.show_row(self._records, self._row)

    def _add_group(self, group: Group) -> None:
        if group.key:
            words = self._values.language.say(f"ui.group.{group.key}")
            heading = Label(words, "heading", parent=self)
            heading.setContentsMargins(0, 12, 0, 2)
            self._headings[group.key] = heading
            self._grid.addWidget(heading, self._grid.rowCount(), 0, 1, 2)
        for field in group.fields:
            if field.kind not in _SKIPPED and field.name not in self._passed_over:
                self._add(field)

    def _add(self, field: Field) -> None:
        grid, number = self._grid, self._grid.rowCount()
        name = Label(self._values.name(self._spec, field), "caption", wrap=True, parent=self)
        name.setAlignment(Qt.AlignmentFlag.AlignTop)
        shown: Label | StateFact | WrappedLink
        if field.kind is Kind.REFERENCE:
            shown = WrappedLink(self._appearance, parent=self)
            shown.clicked.connect(lambda: self._follow(field))
        elif field.choices is not None and field.choices.name in STATES:
            shown = StateFact(self._appearance, self)
        else:
            shown = Label("", wrap=True, parent=self)
        shown.setObjectName(f"facts.{field.name}")
        self._names[field.name] = name
        self._shown[field.name] = shown
        # Aligned by their own means: a cell that aligns its label gives it one line only.
        grid.addWidget(name, number, 0)
        grid.addWidget(shown, number, 1)
        if isinstance(shown, Label):
            shown.setAlignment(Qt.AlignmentFlag.AlignTop)

    def _say(self, field: Field, row: Row) -> None:
        shown, value = self._shown[field.name], row.get(field.name)
        if isinstance(shown, WrappedLink):
            text = "—"
            if value is not None and self._records is not None:
                text = self._values.record(self._records, field.target, str(value))
            shown.setEnabled(value is not None)
            visible = shown.isVisibleTo(self)
            shown.set_text(text)
            shown.setVisible(visible)
            return
        if isinstance(shown, StateFact):
            shown.show_state(self._values.cell(self._spec, field, row))
            return
        read = read_as(self._spec.table, field, row)
        told = self._values.in_words(self._spec, field, row)
        words = _DIGEST.sub(_in_groups, self._values.with_unit(read, told))
        place = pointed_at(self._spec, field, row)
        if place is not None and place[0] in self._values.specs and self._records is not None:
            words = self._values.record(self._records, *place)
        # A long code has no place to break: it is set smaller so that no sign of it is cut.
        shown.set_role("small" if _LONG_CODE.search(words) else "body")
        shown.set_text(words)

    def _follow(self, field: Field) -> None:
        value = self._row.get(field.name)
        if value is not None:
            self.follow_asked.emit(field.target, str(value))


def _in_groups(digest: re.Match[str]) -> str:
    """Let a digest break between groups of eight digits, as it has no blanks."""
    text = digest[0]
    return "\u200b".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))
