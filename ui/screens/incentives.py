"""Show incentives, each with the line of its time: paid from, paid to, claimed back until."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from domain.models.claw_back import owed
from domain.standing.incentives import grant_of
from domain.units import Quarter
from ui.components.chip import Chip
from ui.components.label import Label
from ui.forms.panel import Overview
from ui.screens.entity import EntityScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from domain.models.claw_back import Owed
    from domain.standing.incentives import Grant
    from ui.screen import ScreenContext
    from ui.theme.appearance import Appearance
    from ui.values import Values

_TRACK: Final = 8


class ClawBackLine(QWidget):
    """Draw the days of a grant and those in which it can still be claimed back."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self.parts = (0.0, 0.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.theme_changed.connect(self.update)

    def show_grant(self, grant: Grant, on: date) -> None:
        """Show a grant that can be claimed back, with a mark on a day."""
        last = max(each for each in (grant.start, grant.end, grant.claw_back) if each)
        whole = max((last - grant.start).days, 1)
        paid = ((grant.end or last) - grant.start).days / whole
        now = min(max((on - grant.start).days / whole, 0.0), 1.0)
        self.parts = (paid, now)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, 20)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look, (paid, now) = self._look, self.parts
        painter = QPainter(self)
        top = (self.height() - _TRACK) / 2
        painter.fillRect(QRectF(0, top, self.width(), _TRACK), look.colour("warn_tint"))
        painter.fillRect(QRectF(0, top, self.width() * paid, _TRACK), look.colour("chart_muted"))
        mark = min(self.width() * now, self.width() - 2.0)
        painter.fillRect(QRectF(mark, 0, 2, self.height()), look.colour("accent"))
        painter.end()


class IncentiveOverview(Overview):
    """Say whether an incentive can still be claimed back at the end of the quarter in force."""

    def __init__(
        self, context: ScreenContext, values: Values, quarter: Callable[[], str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._values = values
        self._quarter = quarter
        self.state = Chip(context.appearance, parent=self)
        self.line = ClawBackLine(context.appearance, self)
        self.words = Label("", "caption", wrap=True, parent=self)
        self.owed = Label("", "body", wrap=True, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.state, self.line, self.words, self.owed):
            column.addWidget(widget)

    @override
    def show_record(self, record: str) -> None:
        row = self._context.records.get("incentive", record)
        grant = grant_of(row) if row else None
        if row is None or grant is None or not self._quarter():
            self.hide()
            return
        quarter = Quarter.parse(self._quarter())
        breaches = self._context.records.find("claw_back", incentive=record)
        due = owed(row, breaches[0] if breaches else None, quarter)
        self._say_owed(due, quarter)
        self._say_time(grant, quarter.last_day)
        self.setVisible(due is not None or grant.claw_back is not None)

    def _say_owed(self, due: Owed | None, quarter: Quarter) -> None:
        """Say what is to be paid back, or would be if the terms were broken in the quarter."""
        self.owed.setVisible(due is not None)
        if due is None:
            return
        form = self._values.format
        told = {
            "amount": form.with_unit(due.owed_fen, "money", 2),
            "earned": form.percent(due.earned_bp),
            "count": due.quarters,
            "quarters": form.integer(due.quarters),
            "quarter": form.quarter(quarter),
        }
        key = "incentives.would_owe" if due.repaid_fen is None else "incentives.owed"
        if due.repaid_fen:
            key = "incentives.repaid"
            told |= {
                "repaid": form.with_unit(due.repaid_fen, "money", 2),
                "left": form.with_unit(max(0, due.owed_fen - due.repaid_fen), "money", 2),
            }
        self.owed.set_text(self._context.say(key, **told))

    def _say_time(self, grant: Grant, on: date) -> None:
        """Say until when it can be claimed back, where a day is recorded."""
        for widget in (self.state, self.line, self.words):
            widget.setVisible(grant.claw_back is not None)
        if grant.claw_back is None:
            return
        say, form = self._context.say, self._values.format
        left = (grant.claw_back - on).days
        open_ = left > 0
        self.state.set_chip(
            say("incentives.open" if open_ else "incentives.over"), "warn" if open_ else "ok"
        )
        self.line.show_grant(grant, on)
        days = {"until": form.date(grant.claw_back, "numeric"), "on": form.date(on, "numeric")}
        shown = form.integer(abs(left))
        key = "incentives.left" if open_ else "incentives.passed"
        self.words.set_text(say(key, count=abs(left), days=shown, **days))
        self.line.setAccessibleName(self.words.accessibleName())


class IncentivesScreen(EntityScreen):
    """Show incentives as the quarter in force finds them."""

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context, context.specs["incentive"], parent)

    @override
    def make_overview(self) -> Overview:
        return IncentiveOverview(self.context, self.values, lambda: self.quarter, self)

    @override
    def activate(self, quarter: str) -> None:
        moved = quarter != self.quarter
        super().activate(quarter)
        if moved and self._panel is not None and self._panel.record:
            self._panel.show_record(self._panel.record)
