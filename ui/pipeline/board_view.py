"""Lay the lanes of a process out side by side, those with few firms above one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from domain.reports.names import best_name, short_firm
from domain.standing.stages import PROCESSES
from ui.components.scroll_area import Scrolling
from ui.pipeline.cards import FirmCard, FirmCards, Scale
from ui.pipeline.lane import LaneBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.standing.board import Card, Lane
    from ui.screen import ScreenContext
    from ui.values import Values

COLUMNS: Final = {
    "incubation": (
        (("lead", "screened", "panel", "admitted"), 1),
        (("incubating",), 2),
        (("on_watch", "ready"), 1),
        (("graduated",), 1),
        (("exited", "withdrawn", "rejected"), 1),
    ),
    "mode_2": tuple(((stage,), 1) for stage in PROCESSES["mode_2"].states),
}
"""Process → stages that stand above one another, and how many cards stand side by side."""

_TIMED: Final = frozenset({"admitted", "incubating", "on_watch", "ready"})
_MONTH_DAYS: Final = 31
_ROOM: Final = 1.25
_LANE_PX: Final = 130


class BoardView(Scrolling):
    """Show the lanes of one process.

    Signals:
        firm_opened: record of the firm whose gate is wanted.
        move_asked: firm, stage it was dropped on; empty for the next.
        leave_asked: firm that leaves.
    """

    firm_opened = Signal(str)
    move_asked = Signal(str, str)
    leave_asked = Signal(str)

    def __init__(
        self, context: ScreenContext, values: Values, process: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._values = values
        self.boxes: dict[str, LaneBox] = {}
        inner = QWidget(self)
        inner.setProperty("ground", "page")
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for stages, across in COLUMNS[process]:
            column = QVBoxLayout()
            column.setSpacing(8)
            for stage in stages:
                box = LaneBox(context.appearance, stage, across, inner)
                box.setMinimumWidth(_LANE_PX * across)
                if len(stages) > 1:
                    box.fit_cards()
                self._wire(box)
                self.boxes[stage] = box
                column.addWidget(box)
            if len(stages) > 1:
                # What lanes above one another do not need stays free below them.
                column.addStretch(0)
            row.addLayout(column, across)
        self.setWidget(inner)

    def show_lanes(self, lanes: Sequence[Lane]) -> None:
        """Show the firms of each stage."""
        for lane in lanes:
            stage, count = self._context.say(f"choice.stage.{lane.stage}"), len(lane.cards)
            spoken = self._context.say("pipeline.lane", stage=stage, count=count)
            number = self._values.format.integer(count)
            self.boxes[lane.stage].show_cards(self._cards(lane), (stage, number, spoken))

    def choose(self, firm: str) -> None:
        """Put a firm in force, wherever it stands."""
        for box in self.boxes.values():
            box.list.choose(firm)

    def go_to(self, firm: str) -> None:
        """Put a firm in force and the focus on its lane."""
        for box in self.boxes.values():
            if box.list.choose(firm):
                box.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _time_words(self, card: Card) -> str:
        """Return how long a firm has been at its stage: days, from a month on whole months."""
        if card.days < _MONTH_DAYS:
            return self._context.say("pipeline.days", count=card.days)
        return self._context.say("pipeline.months", count=card.months)

    def _cards(self, lane: Lane) -> FirmCards:
        timed = lane.stage in _TIMED and bool(lane.cards)
        longest = max((card.days for card in lane.cards), default=0)
        full = max(longest, (lane.median_days or 0) * _ROOM, 1)
        mark = lane.median_days / full if timed and lane.median_days else None
        scale = Scale(full if timed else None, mark, self._context.lang)
        return FirmCards(lane.cards, scale, self._card)

    def _card(self, card: Card, scale: Scale) -> FirmCard:
        name = self._values.label("firm", card.row)
        number, time = str(card.row["number"]), self._time_words(card)
        spoken = self._context.say("pipeline.card", name=name, number=number, time=time)
        short = short_firm(best_name(card.row, scale.lang) or number, scale.lang)
        share = card.days / scale.full if scale.full else None
        return FirmCard(card.firm, short, number, time, spoken, share, scale.mark)

    def _wire(self, box: LaneBox) -> None:
        lane = box.list
        lane.firm_opened.connect(self.firm_opened)
        lane.move_asked.connect(lambda firm: self.move_asked.emit(firm, ""))
        lane.leave_asked.connect(self.leave_asked)
        lane.step_asked.connect(lambda step, stage=box.stage: self._step(stage, step))
        lane.cards.firm_dropped.connect(
            lambda firm, stage=box.stage: self.move_asked.emit(firm, stage)
        )

    def _step(self, stage: str, step: int) -> None:
        stages = list(self.boxes)
        at = stages.index(stage) + step
        while 0 <= at < len(stages):
            lane = self.boxes[stages[at]].list
            if lane.cards.rowCount():
                lane.setFocus(Qt.FocusReason.TabFocusReason)
                lane.setCurrentIndex(lane.cards.index(0, 0))
                self.ensureWidgetVisible(lane)
                return
            at += step
