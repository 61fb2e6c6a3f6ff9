"""Show an enclave or another platform as a card: what it is, between whom, what limits its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from domain.records import Query
from domain.standing.rows import number_of, text
from ui.components.buttons import WrappedLink
from ui.components.card import Card
from ui.components.chip import Chip
from ui.components.label import Label

if TYPE_CHECKING:
    from domain.records import Row
    from ui.screen import ScreenContext
    from ui.values import Values

_COLUMNS = ("code", "name_zh", "name_fr", "name_en", "typology", "opened", "origin", "host",
            "area", "distance_km")  # fmt: skip


class PlatformCard(Card):
    """Show one platform.

    Signals:
        asked: the record of the platform that the user wants to see.
    """

    asked = Signal(str)

    def __init__(
        self, context: ScreenContext, values: Values, row: Row, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        say, kind = context.say, text(row, "typology")
        name = WrappedLink(context.appearance, self)
        name.set_text(values.label("enclave", row))
        name.setObjectName("network.platform")
        name.clicked.connect(lambda: self.asked.emit(text(row, "id")))
        self.body.addWidget(name)
        self.body.addWidget(
            Chip(context.appearance, say(f"choice.typology.{kind}"), "info", parent=self)
        )
        facts = QGridLayout()
        facts.setHorizontalSpacing(12)
        facts.setVerticalSpacing(0)
        facts.setColumnStretch(1, 1)
        for at, (head, told) in enumerate(_facts(context, values, row)):
            facts.addWidget(Label(head, "caption", parent=self), at, 0)
            facts.addWidget(Label(told, "small", wrap=True, parent=self), at, 1)
        self.body.addLayout(facts)
        self.body.addWidget(Label(say(f"network.typology.{kind}"), "small", wrap=True, parent=self))
        limit = say("network.limit", words=say(f"network.typology.{kind}.limit"))
        self.body.addWidget(Label(limit, "caption", wrap=True, parent=self))


def _facts(context: ScreenContext, values: Values, row: Row) -> list[tuple[str, str]]:
    """Return what is recorded of a platform, each with its heading."""
    say, form = context.say, values.format
    facts = [
        (say(f"field.enclave.{side}"), _party(context, values, text(row, side)))
        for side in ("origin", "host")
    ]
    if row["opened"]:
        facts.append((say("field.enclave.opened"), form.date(text(row, "opened"), "numeric")))
    area, distance = row["area"], number_of(row, "distance_km")
    if isinstance(area, int):
        facts.append((say("field.enclave.area"), form.with_unit(area, "area")))
    if distance is not None:
        words = say("network.card.distance", distance=form.number(distance))
        facts.append((say("field.enclave.distance_km"), words))
    return facts


def _party(context: ScreenContext, values: Values, party: str) -> str:
    row = context.records.get("party", party)
    return values.label("party", row) if row else "—"


class PlatformCards(QWidget):
    """Show every recorded platform, the oldest first.

    Signals:
        asked: the record of the platform that the user wants to see.
    """

    asked = Signal(str)

    def __init__(self, context: ScreenContext, values: Values, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._values = values
        self.cards: list[PlatformCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def read(self) -> None:
        """Show the platforms recorded now."""
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        rows = self._context.records.select(
            Query("enclave", columns=_COLUMNS, order=("opened", "code"))
        )
        self.cards = [PlatformCard(self._context, self._values, row, self) for row in rows]
        for card in self.cards:
            card.asked.connect(self.asked)
            self._column.addWidget(card)
