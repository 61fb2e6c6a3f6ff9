"""Show the register of risks beside their matrix of probability and impact."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from domain.records import Condition
from domain.standing.risks import risks
from ui.charts.matrix import STATES, RiskMatrix
from ui.components.chip import Chip
from ui.components.label import Label
from ui.components.section_title import SectionTitle
from ui.screens.entity import EntityScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Changes
    from ui.screen import ScreenContext

_MATRIX_PX: Final = 300
_ROOM_FOR_MATRIX: Final = 860
_AXES: Final = ("probability", "impact")


class RisksScreen(EntityScreen):
    """Show risks; a cell of the matrix narrows the table to its risks."""

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context, context.specs["risk"], parent)
        look = context.appearance
        self._matrix_side = QWidget(self)
        self._matrix_side.setFixedWidth(_MATRIX_PX)
        self._matrix_title = SectionTitle(look, parent=self._matrix_side)
        self.matrix = RiskMatrix(look, self._matrix_side)
        self.matrix.setObjectName("risk.matrix")
        self._note = Label("", "caption", wrap=True, parent=self._matrix_side)
        self._chips = {
            name: Chip(look, "", state, shape="plain", parent=self._matrix_side)
            for name, state in STATES.items()
        }
        column = QVBoxLayout(self._matrix_side)
        column.setContentsMargins(24, 12, 12, 12)
        column.setSpacing(8)
        for widget in (self._matrix_title, self.matrix, *self._chips.values(), self._note):
            column.addWidget(widget)
        column.addStretch(1)
        self._row.insertWidget(0, self._matrix_side)
        self.matrix.picked.connect(self._on_picked)
        self._fit()

    @override
    def reread(self, changes: Changes) -> None:
        super().reread(changes)
        if self.spec.table in changes.tables:
            self._say_matrix()

    @override
    def read(self, *, columns: bool = False) -> None:
        super().read(columns=columns)
        self._say_matrix()

    @override
    def narrow(self, where: Sequence[Condition]) -> None:
        self.matrix.choose(None)
        super().narrow(where)

    @override
    def _fit(self) -> None:
        super()._fit()
        side = getattr(self, "_matrix_side", None)
        if side is None:
            return  # parts are fitted once before there is a matrix
        open_panel = self._panel is not None and not self._panel.isHidden()
        room = self.width() - (_MATRIX_PX if open_panel else 0)
        side.setVisible(room >= _ROOM_FOR_MATRIX and self.total() > 0)
        if not side.isHidden():
            self._side.hide()
            self._rule.hide()
            self.begin_table(beside=True)

    def _say_matrix(self) -> None:
        say = self.context.say
        counts = Counter(
            (risk.probability, risk.impact) for risk in risks(self.context.records) if risk.is_open
        )
        names = [self.values.name(self.spec, self.spec.field(name)) for name in _AXES]
        self.matrix.set_counts(counts, (names[0], names[1]), self._told_cell)
        self._matrix_title.set_words(say("risks.matrix"))
        self._note.set_text(say("risks.note"))
        for name, chip in self._chips.items():
            chip.set_chip(say(f"risks.grade.{name}"), STATES[name])
        given = {each.name: each.value for each in self.narrowing.given}
        if not given.keys() >= set(_AXES):
            self.matrix.choose(None)

    def _told_cell(self, probability: int, impact: int, count: int) -> str:
        say = self.context.say
        return say("spoken.risks", probability=probability, impact=impact, count=count)

    def _on_picked(self, probability: int, impact: int) -> None:
        cell = (("probability", probability), ("impact", impact))
        where = tuple(Condition(name, "=", value) for name, value in cell)
        self.narrowing.given = where if probability else ()
        self.read()
