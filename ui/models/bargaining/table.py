"""Put rules, core and sliders on one table: who gets what, which shares all would accept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from domain.formatting import Formatter
from domain.studies.figures import figure
from domain.studies.negotiation.exhibits import diagram, drawn_rules
from domain.studies.negotiation.told import in_basis_points, told_of
from domain.studies.negotiation.weighing import (
    leaving_words,
    propensity_words,
    state_of,
    verdict,
    weigh,
    window,
    with_tried,
)
from domain.studies.refusing import input_name
from domain.units import WHOLE_BP
from ui.components.buttons import Button
from ui.components.label import Label
from ui.components.section_title import SectionTitle
from ui.models.bargaining.core_view import CoreView
from ui.models.bargaining.rule_mark import RuleMark
from ui.models.bargaining.shares_panel import SharesPanel
from ui.models.exhibit import Exhibit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from domain.reports.tree import Figure, Table
    from domain.studies.inquiry import Inquiry
    from domain.studies.negotiation.told import Told
    from ui.screen import ScreenContext

STUDY: Final = "negotiation"
LEFT: Final = 2
"""Exhibits that stand at the left; the one after them is the core at the right."""
_STACKED: Final = 860
_SETTLED_MS: Final = 400


class BargainingTable(QWidget):
    """Show a negotiation and follow the shares that are tried.

    Signals:
        said: verdict and its state, as shares are tried.
        tried: shares in basis points, once they have been left alone for a moment.
        inputs_asked: the inputs are to be seen, or no longer.
        draft_asked: a resolution is to be drafted with the shares tried.
    """

    said = Signal(str, str)
    tried = Signal(object)
    inputs_asked = Signal()
    draft_asked = Signal()

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look, language = context.appearance, context.language
        self._context = context
        self._told: Told | None = None
        self._shown: list[QWidget] = []
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._on_settled)
        self._left = QVBoxLayout()
        self._left.setSpacing(16)
        self._accepted = SectionTitle(look, parent=self)
        self.core = CoreView(look, language.words, self._write, self)
        self.core.setObjectName("bargaining.core")
        self._window = Label("", "caption", wrap=True, parent=self)
        self._leaving = Label("", "caption", wrap=True, parent=self)
        self._propensity = Label("", "caption", wrap=True, parent=self)
        self.shares = SharesPanel(look, language, self)
        self.draft = Button(look, "", icon="meetings", parent=self)
        self.draft.setObjectName("bargaining.draft")
        self.inputs = Button(look, "", "quiet", icon="sliders-horizontal", small=True, parent=self)
        self.inputs.setObjectName("bargaining.inputs")
        self._source = Label("", "caption", wrap=True, parent=self)
        self._lay_out()
        self.shares.tried.connect(self._on_tried)
        self.shares.contract_asked.connect(self._on_contract)
        self.core.dragged.connect(self._on_dragged)
        self.draft.clicked.connect(self.draft_asked)
        self.inputs.clicked.connect(self.inputs_asked)

    @property
    def told(self) -> Told | None:
        """The negotiation with the shares that are tried."""
        told, shares = self._told, self.shares.shares
        if told is None:
            return None
        if shares == in_basis_points(told.contract):
            return with_tried(told, told.contract)
        return with_tried(told, [share / WHOLE_BP for share in shares])

    def show_result(
        self, inquiry: Inquiry, result: Mapping[str, object], accepted: Figure | Table
    ) -> None:
        """Show a result; ``accepted`` is the exhibit of the shares that all would accept."""
        formatter = Formatter(self._context.lang, self._context.language.texts)
        told = told_of(inquiry.inputs, result, formatter)
        self._told = told
        ranges = cast("list[list[float]] | None", result["core"])
        bands: list[tuple[float, float] | None] = [None] * len(told.names)
        if ranges is not None:
            bands = [(low / told.pie, high / told.pie) for low, high in ranges]
        # Shares that are being moved stay under the hand.
        moving = self._settled.isActive() and len(self.shares.shares) == len(told.names)
        tried = self.shares.shares if moving else in_basis_points(told.tried)
        self.shares.set_parties(told.names, bands, tried)
        self._accepted.set_words(accepted.title, note=accepted.unit)
        self.core.setAccessibleName(accepted.title)
        self._window.set_text(window(told))
        worth = told.inputs["costs" if told.saved else "values"]
        name = input_name(STUDY, worth.name, formatter)
        words = {"name": name, "source": worth.source.words(formatter)}
        self._source.set_text(self._context.say("models.input.about", **words))
        self.say_again()
        self._follow()

    def show_left(self, exhibits: Sequence[Figure | Table]) -> None:
        """Show the exhibits at the left of the result shown."""
        for part in self._shown:
            self._left.removeWidget(part)
            part.hide()
            part.deleteLater()
        look, language = self._context.appearance, self._context.language
        told = self._told
        rules = [each for each in drawn_rules(told) if told.parts(each)] if told else []
        marks = [RuleMark(look, rule, self) for rule in rules]
        self._shown = [Exhibit(look, language, each, self, marks=marks) for each in exhibits]
        for at, part in enumerate(self._shown):
            self._left.insertWidget(at, part)

    def say_again(self) -> None:
        """Say the buttons in the language in force."""
        say = self._context.say
        self.draft.set_text(say("bargaining.draft"))
        self.inputs.set_text(say("bargaining.inputs"))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        stacked = self.width() < _STACKED
        direction = QBoxLayout.Direction
        self._sides.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)

    # ------------------------------------------------------------------------------------ parts

    def _lay_out(self) -> None:
        self._left.addWidget(self._source)
        self._left.addWidget(self.inputs)
        self._left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(4)
        for part in (self._accepted, self.core, self.shares):
            right.addWidget(part)
        right.addSpacing(4)
        right.addWidget(self._window)
        right.addWidget(self._leaving)
        right.addWidget(self._propensity)
        right.addSpacing(4)
        right.addWidget(self.draft)
        right.addStretch(1)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(32)
        self._sides.addLayout(self._left, 5)
        self._sides.addLayout(right, 4)

    def _write(self, value: float) -> str:
        formatter = Formatter(self._context.lang, self._context.language.texts)
        return figure(value, "", formatter)

    # ------------------------------------------------------------------------------------ slots

    def _follow(self) -> None:
        """Show what the shares tried mean."""
        told = self.told
        if told is None:
            return
        weighed = weigh(told.worth, told.tried)
        self.core.set_chart(diagram(told, weighed), self.core.accessibleName())
        self._leaving.set_text(leaving_words(told, weighed))
        self._leaving.set_tone("warn" if weighed.leaving else "ok")
        self._propensity.set_text(propensity_words(told, weighed))
        self.said.emit(verdict(told, weighed), state_of(told, weighed))

    def _on_tried(self) -> None:
        self._follow()
        self._settled.start()

    def _on_dragged(self, shares: Sequence[float]) -> None:
        if self.shares.locked:
            return
        self.shares.set_shares(in_basis_points(shares))
        self._on_tried()

    def _on_contract(self) -> None:
        if self._told is not None:
            self.shares.set_shares(in_basis_points(self._told.contract))
            self._on_tried()

    def _on_settled(self) -> None:
        self.tried.emit(self.shares.shares)
