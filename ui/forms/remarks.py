"""Show below a field what is to be said of the record while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from domain.called import Called
from domain.entities.choices import INCENTIVE_KIND
from domain.indicators.families import INDICATORS
from domain.indicators.wording import name as indicator_name
from domain.remarks import Named, Read
from ui.components.label import IconLabel, Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Records
    from domain.remarks import Remark, Told
    from ui.theme.appearance import Appearance
    from ui.values import Values


class RemarkList(QWidget):
    """Show the remarks on one field, icon and sentence each; hidden while there are none."""

    def __init__(self, appearance: Appearance, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._look = appearance
        self._shown: tuple[tuple[str, str], ...] = ()
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 8)
        self._column.setSpacing(4)
        self.hide()

    def sentences(self) -> tuple[str, ...]:
        """Return what is said."""
        return tuple(words for _state, words in self._shown)

    def states(self) -> tuple[str, ...]:
        """Return the states of what is said."""
        return tuple(state for state, _words in self._shown)

    def show_remarks(self, remarks: Sequence[tuple[str, str]]) -> None:
        """Show pairs of state and sentence."""
        if tuple(remarks) == self._shown:
            return
        self._shown = tuple(remarks)
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(state, words) for state, words in remarks]
        for line in self._lines:
            self._column.addWidget(line)
        self.setVisible(bool(remarks))

    def _line(self, state: str, words: str) -> QWidget:
        line = QWidget(self)
        icon = IconLabel(self._look, f"state.{state}", state, size=14, parent=line)
        label = Label(words, "caption", wrap=True, parent=line)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        top = QVBoxLayout()
        top.setContentsMargins(0, 3, 0, 0)
        top.addWidget(icon)
        top.addStretch(1)
        row.addLayout(top)
        row.addWidget(label, 1, Qt.AlignmentFlag.AlignTop)
        return line


def remark_words(values: Values, records: Records, remark: Remark) -> str:
    """Return the sentence of a remark in the language in force."""
    words = {name: _word(values, records, name, told) for name, told in remark.values.items()}
    count = remark.values.get("count")
    if isinstance(count, int):
        return values.language.say(f"remark.{remark.key}", **{**words, "count": count})
    return values.language.say(f"remark.{remark.key}", **words)


def _word(values: Values, records: Records, name: str, told: Told) -> str:
    form = values.format
    if isinstance(told, Named):
        return values.record(records, told.table, told.record)
    if isinstance(told, Read):
        indicator = INDICATORS[told.indicator]
        figure = form.with_unit(told.figure.value, indicator.unit, indicator.decimals)
        subject = indicator_name(values.language.texts, values.language.lang, told.indicator)
        return values.language.say("remark.figure", indicator=subject, figure=figure)
    if isinstance(told, Called):
        told = told.read_in(form.lang)
    if isinstance(told, str):
        return _text(values, name, told)
    if name.endswith("_fen"):
        return form.with_unit(told, "money")
    if name == "change":
        return form.relative(told, 0)
    return form.number(told, 0 if told.denominator == 1 else 1)


def _text(values: Values, name: str, told: str) -> str:
    if name.endswith("_day"):
        return values.format.date(told, "numeric")
    if name == "quarter":
        return values.format.quarter(told)
    return values.language.say(f"choice.{INCENTIVE_KIND.name}.{told}") if name == "kind" else told
