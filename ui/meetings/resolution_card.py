"""Show a resolution as a card: what it says, how it was voted, what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from domain.called import Called
from domain.entities.checks import text_of
from domain.errors import DomainError
from domain.meetings.decisions import Decide, PutOff, TableResolution
from domain.meetings.effects import Countersign, Execute, PutInForce, signers
from domain.meetings.links import Link, changed_by, following
from domain.settling.trace import from_resolution
from ui.components.buttons import Button, LinkButton, ShortLink
from ui.components.card import Card
from ui.components.chip import Chip
from ui.components.label import Label
from ui.meetings.vote_block import VoteBlock
from ui.place_names import party_short
from ui.refusal import sentence
from ui.settling.trace_list import stop_words
from ui.values import state_cell

if TYPE_CHECKING:
    from domain.records import Command, Row
    from ui.screen import ScreenContext
    from ui.values import Values

_MOVES: Final = {
    "draft": ("table",),
    "tabled": ("decide", "deferred", "escalated"),
    "deferred": ("table",),
    "escalated": ("table",),
    "adopted": (),
    "countersigned": ("in_force",),
    "in_force": ("execute",),
}
"""State → what can be done next; signatures stand apart."""

_AFTERWARDS: Final = ("in_force", "execute")
_MOST_SETTLEMENTS: Final = 4
"""The newest settlements are a click away; the record of the resolution lists all."""
_PUT_OFF: Final = ("deferred", "escalated")


class ResolutionCard(Card):
    """Show one resolution; its votes are typed into the table.

    Signals:
        follow_asked: entity and record that the user wants to see.
        edit_asked: id of the resolution whose fields are to be changed.
    """

    follow_asked = Signal(str, str)
    edit_asked = Signal(str)

    def __init__(
        self, context: ScreenContext, values: Values, record: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.record = record
        self._context = context
        self._values = values
        self._off = ""
        look = context.appearance
        self.setObjectName("meeting.resolution")
        self._number = Label("", "strong", parent=self)
        self._state = Chip(look, parent=self)
        self._supersedes = LinkButton(look, px=12, parent=self)
        self._supersedes.setObjectName("resolution.supersedes")
        self._movers = Label("", "caption", wrap=True, parent=self)
        self._edit = LinkButton(look, px=12, parent=self)
        self._edit.setObjectName("resolution.edit")
        self._text = Label("", wrap=True, parent=self)
        self.block = VoteBlock(context, values, record, self)
        self._reason = Label("", "caption", wrap=True, parent=self)
        self._signed = QGridLayout()
        self._links = QVBoxLayout()
        self._why = QLineEdit(self)
        self._why.setObjectName("resolution.reason")
        self._moves = QHBoxLayout()
        self._refused = Label("", "caption", tone="crit", wrap=True, parent=self)
        self._refused.setObjectName("resolution.refused")
        self._lay_out()
        self._wire()
        self.read()

    def read(self) -> None:
        """Show the resolution as it is recorded now."""
        row = self._context.records.get("resolution", self.record)
        if row is None:
            return
        held = self._holds_focus()
        self._say_head(row)
        self.block.show_votes(row)
        self._say_signed(row)
        self._say_links()
        self._offer(row)
        if held and not self._holds_focus():
            self._go_on(row)

    def _holds_focus(self) -> bool:
        now = QApplication.focusWidget()
        return now is not None and self.isAncestorOf(now)

    def _go_on(self, row: Row) -> None:
        """Put the focus on what is to be done next: the button of what was done is gone."""
        places = [
            layout.itemAt(at)
            for layout in (self._signed, self._moves)
            for at in range(layout.count())
        ]
        offered = [place.widget() for place in places if place is not None]
        buttons = [each for each in offered if isinstance(each, Button)]
        after = buttons[0] if buttons else self._edit
        tabled = row["state"] == "tabled"
        (self.block.table if tabled else after).setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------------------ what it says

    def _say_head(self, row: Row) -> None:
        say, records = self._context.say, self._context.records
        self._number.set_text(str(row["number"]))
        state = str(row["state"])
        cell = state_cell("resolution_state", state, say(f"choice.resolution_state.{state}"))
        self._state.set_chip(cell.text, cell.state or "info", cell.icon)
        old = records.get("resolution", str(row["supersedes"] or ""))
        self._supersedes.set_text(
            say("meetings.supersedes", number=old["number"]) if old is not None else ""
        )
        movers = [
            say(f"meetings.{name}", party=self._party(str(row[name])))
            for name in ("mover", "seconder")
            if row[name]
        ]
        self._movers.set_text(" · ".join(movers))
        self._movers.setVisible(bool(movers))
        self._edit.set_text(say("meetings.edit") if self._context.bus.writable else "")
        self._text.set_text(str(row["text"]))
        self._reason.set_text(text_of(row, "state_reason") or "")
        self._reason.setVisible(bool(row["state_reason"]))

    def _say_signed(self, row: Row) -> None:
        _empty(self._signed)
        records, look = self._context.records, self._context.appearance
        if row["state"] not in ("adopted", "countersigned", "in_force", "executed", "superseded"):
            return
        signed = [
            str(each["party"]) for each in records.find("countersignature", resolution=self.record)
        ]
        owed = [party for party in signers(records, row) if party not in signed]
        can_sign = row["state"] in ("adopted", "countersigned") and self._context.bus.writable
        made: list[QWidget] = [
            Chip(look, self._party(party), "ok", shape="plain", icon="countersigned", parent=self)
            for party in signed
        ]
        for party in owed if can_sign else ():
            words = self._context.say("meetings.sign", party=self._party(party))
            button = Button(look, words, small=True, icon="countersigned", parent=self)
            button.setObjectName("resolution.countersign")
            button.clicked.connect(lambda _on=False, each=party: self._sign(each))
            made.append(button)
        for number, widget in enumerate(made):
            self._signed.addWidget(widget, number // 3, number % 3)
            widget.show()

    def _say_links(self) -> None:
        _empty(self._links)
        records = self._context.records
        for link in (*changed_by(records, self.record), *following(records, self.record)):
            self._add_link(self._link_words(link), link.table, link.record)
        stops = from_resolution(records, self.record, self._context.desk.quarter())
        resting = [stop for stop in stops if stop.page == "settlement"]
        for stop in resting[:_MOST_SETTLEMENTS]:
            words = stop_words(self._context, self._values, stop)
            self._add_link(words, stop.page, stop.record)

    def _add_link(self, words: str, page: str, record: str) -> None:
        button = ShortLink(self._context.appearance, self)
        button.set_text(words)
        button.setObjectName("resolution.link")
        button.clicked.connect(lambda _on=False: self.follow_asked.emit(page, record))
        self._links.addWidget(button)
        button.show()

    def _link_words(self, link: Link) -> str:
        say, row = self._context.say, link.row
        if link.table == "resolution":
            return say("meetings.superseded_by", number=row["number"])
        if link.table == "action_item":
            key = "cancels" if row["cancelled_by"] == self.record else "asks"
            state = say(f"choice.action_state.{text_of(row, 'state')}")
            return say(f"meetings.{key}", number=row["number"], what=row["what"], state=state)
        name = self._values.record(self._context.records, link.table, link.record)
        entity = self._values.title_within(link.table)
        return say("meetings.changes", entity=entity, name=name)

    def _offer(self, row: Row) -> None:
        _empty(self._moves)
        self._why.setVisible(bool(self._off))
        if not self._context.bus.writable:
            return
        moves = (self._off, "back") if self._off else _MOVES.get(str(row["state"]), ())
        meeting = self._context.records.get("meeting", str(row["meeting"])) or {}
        if meeting.get("state") != "held":
            moves = tuple(move for move in moves if move in _AFTERWARDS)
        for move in moves:
            words = self._context.say(f"meetings.move.{move}")
            button = Button(self._context.appearance, words, small=True, parent=self)
            button.setObjectName(f"resolution.{move}")
            button.clicked.connect(lambda _on=False, each=move: self._move(each))
            self._moves.addWidget(button)
            button.show()
        self._moves.addStretch(1)

    # -------------------------------------------------------------------------- what can be done

    def _sign(self, party: str) -> None:
        self._run(Countersign(self.record, party, self._context.today().isoformat()))

    def _move(self, move: str) -> None:
        if move in _PUT_OFF and self._off != move:
            self._off = move
            self.read()
            self._why.setFocus()
            return
        if move == "back":
            self._off = ""
            self._refused.hide()
            self.read()
            return
        commands: dict[str, Command] = {
            "table": TableResolution(self.record),
            "decide": Decide(self.record),
            "deferred": PutOff(self.record, "deferred", self._why.text()),
            "escalated": PutOff(self.record, "escalated", self._why.text()),
            "in_force": PutInForce(self.record),
            "execute": Execute(self.record),
        }
        self._run(commands[move])

    def _run(self, command: Command) -> None:
        try:
            self._context.bus.run(command)
        except DomainError as error:
            self._refused.set_text(self._why_refused(error))
            self._refused.show()
            return
        self._off = ""
        self._why.clear()
        self._refused.hide()
        self.read()

    def _why_refused(self, error: DomainError) -> str:
        why, rule = sentence(self._values, error), error.values.get("of_rule")
        if not isinstance(rule, Called):
            return why
        name, version = rule.read_in(self._values.language.lang), error.values["of_version"]
        return self._context.say("meetings.refused_rule", rule=name, version=version, why=why)

    def _party(self, party: str) -> str:
        return party_short(self._values, self._context.records, party)

    # ---------------------------------------------------------------------------------- widgets

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget in (self._number, self._state, self._supersedes):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self._edit)
        self._moves.setSpacing(8)
        self.body.addLayout(head)
        self.body.addWidget(self._movers)
        self.body.addWidget(self._text)
        self.body.addWidget(self.block)
        self._links.setSpacing(0)
        self.body.addLayout(self._links)
        self.body.addWidget(self._refused)
        self.body.addWidget(self._why)
        self.body.addLayout(self._moves)
        self.block.below.setSpacing(4)
        self.block.below.addLayout(self._signed)
        self.block.below.addWidget(self._reason)
        self._signed.setHorizontalSpacing(12)
        self._signed.setColumnStretch(3, 1)
        self._refused.hide()
        self._why.setPlaceholderText(self._context.say("meetings.reason"))
        self._why.setAccessibleName(self._context.say("meetings.reason"))

    def _wire(self) -> None:
        self._supersedes.clicked.connect(self._on_supersedes)
        self._edit.clicked.connect(lambda: self.edit_asked.emit(self.record))
        self._why.returnPressed.connect(lambda: self._move(self._off))

    def _on_supersedes(self) -> None:
        row = self._context.records.get("resolution", self.record) or {}
        self.follow_asked.emit("resolution", str(row.get("supersedes") or ""))


def _empty(layout: QHBoxLayout | QVBoxLayout | QGridLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
