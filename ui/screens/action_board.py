"""Show every action that is owed in columns by state, and move it on by keys or dragging."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from domain.errors import DomainError
from domain.meetings.actions import BACK, COLUMNS, ONWARD, MoveAction
from domain.standing.actions import actions
from ui.components.banner import Banner
from ui.components.buttons import Button
from ui.components.chip import PickChip
from ui.components.choice import Choice
from ui.components.label import Label
from ui.components.option import Option
from ui.forms.panel import RecordPanel
from ui.meetings.action_cards import ActionCard
from ui.meetings.action_lane import ActionLane
from ui.place_names import party_short
from ui.refusal import sentence
from ui.screen import HeaderParts
from ui.screens.fresh import FreshScreen
from ui.values import Values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.standing.actions import Action
    from ui.screen import ScreenContext

_ICONS: Final = {
    "open": "circle-dashed",
    "in_progress": "circle-dot",
    "submitted": "file-check-2",
    "verified": "state.ok",
    "blocked": "octagon-alert",
}
_SOON: Final = timedelta(days=30)
_RECENT: Final = timedelta(days=90)
"""For how long a verified action stays on the board."""

_FILTERS: Final = ("overdue", "soon")


class ActionBoardScreen(FreshScreen):
    """Show the actions of all meetings."""

    name = "action_board"
    title_key = "page.action_board"
    icon = "meetings"
    parts = HeaderParts(quarter=False)
    told = frozenset({"action_item", "party", "meeting"})
    dated = False

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.values = Values(context.language, context.specs)
        self._sticking = ""
        look = context.appearance
        self.party = Choice(self)
        self.party.setObjectName("action_board.party")
        self.person = QLineEdit(self)
        self.person.setObjectName("action_board.person")
        self.chips = {name: PickChip(look, Option(name, name), self) for name in _FILTERS}
        self._keys = Label("", "note", parent=self)
        self._refused = Banner(look, "crit", self)
        self._refused.setObjectName("action_board.refused")
        self.lanes = {state: ActionLane(look, state, _ICONS[state], self) for state in COLUMNS}
        self._why_label = Label("", "caption", parent=self)
        self.why = QLineEdit(self)
        self.why.setObjectName("action_board.reason")
        self._why_label.setBuddy(self.why)
        self._stick = Button(look, "", "secondary", small=True, parent=self)
        self._stick.setObjectName("action_board.block")
        self._drop = Button(look, "", "quiet", small=True, parent=self)
        self._drop.setObjectName("action_board.give_up")
        self._reason_row = QWidget(self)
        self.panel = RecordPanel(
            look, context.bus, self.values, context.specs["action_item"], None, self
        )
        self._lay_out()
        self._wire()
        self.retranslate()

    # ------------------------------------------------------------------------------ as a screen

    @override
    def retranslate(self) -> None:
        say = self.context.say
        self.party.setAccessibleName(say("board.party"))
        self.person.setPlaceholderText(say("board.person"))
        self.person.setAccessibleName(say("board.person"))
        for name, chip in self.chips.items():
            chip.set_option(Option(name, say(f"board.filter.{name}")))
        self._keys.set_text(say("board.keys"))
        self._why_label.set_text(say("board.reason"))
        self.why.setAccessibleName(say("board.reason"))
        self._stick.set_text(say("board.block"))
        self._drop.set_text(say("meetings.move.back"))
        self.panel.retranslate_all()
        self._read_again()

    @override
    def focus_search(self) -> bool:
        self.person.setFocus()
        self.person.selectAll()
        return True

    @override
    def show_record(self, record: str) -> None:
        self.read()
        for lane in self.lanes.values():
            lane.list.choose(record)
        self.panel.show_record(record)

    # ---------------------------------------------------------------------------------- reading

    @override
    def _read(self) -> None:
        """Show the actions that the filters leave."""
        found = self._on_board()
        self._offer_parties(found)
        shown = [each for each in found if self._wanted(each)]
        say, integer = self.context.say, self.values.format.integer
        movable = self.context.bus.writable
        for state, lane in self.lanes.items():
            cards = [self._card(each) for each in shown if each.state == state]
            title, count = say(f"choice.action_state.{state}"), integer(len(cards))
            spoken = say("board.lane", state=title, count=len(cards), number=count)
            lane.list.cards.movable = movable
            lane.show_cards(cards, title, count, spoken)

    def _on_board(self) -> list[Action]:
        today = self.context.today()
        return [
            each
            for each in actions(self.context.records)
            if each.state in COLUMNS
            and (
                each.state != "verified"
                or (each.verified_on is not None and today - each.verified_on <= _RECENT)
            )
        ]

    def _offer_parties(self, found: Sequence[Action]) -> None:
        records = self.context.records
        names = {
            each.owner_party: party_short(self.values, records, each.owner_party) for each in found
        }
        ordered = sorted(names.items(), key=lambda pair: pair[1])
        self.party.set_choices([("", self.context.say("board.all_parties")), *ordered])

    def _wanted(self, each: Action) -> bool:
        today = self.context.today()
        if self.party.key() and each.owner_party != self.party.key():
            return False
        if self.person.text().strip().lower() not in each.owner_person.lower():
            return False
        late = each.overdue_at(today)
        soon = not each.closed_at(today) and today <= each.due <= today + _SOON
        picked = [name for name, chip in self.chips.items() if chip.isChecked()]
        return not picked or (late and "overdue" in picked) or (soon and "soon" in picked)

    def _card(self, each: Action) -> ActionCard:
        say, today = self.context.say, self.context.today()
        party = party_short(self.values, self.context.records, each.owner_party)
        owner = " ".join(part for part in (party, each.owner_person) if part)
        due = self.values.format.date(each.due, "numeric")
        state, icon = "", "due_later"
        if each.overdue_at(today):
            late = each.days_late(today)
            days = self.values.format.integer(late)
            due = say("board.late", count=late, days=days)
            state, icon = "crit", "state.crit"
        elif each.state == "verified":
            day = self.values.format.date(each.verified_on, "numeric")
            due, state, icon = say("board.verified", date=day), "ok", "state.ok"
        elif each.due <= today + _SOON:
            state, icon = "warn", "due_soon"
        spoken = f"{each.what}, {each.number}, {owner}, {due}"
        return ActionCard(each.record, each.what, each.number, owner, due, state, icon, spoken)

    # -------------------------------------------------------------------------- what can be done

    def _on_pushed(self, record: str, step: int) -> None:
        row = self.context.records.get("action_item", record) or {}
        wanted = (ONWARD if step > 0 else BACK).get(str(row.get("state")), "")
        if wanted:
            self._move(record, wanted)

    def _move(self, record: str, state: str) -> None:
        if not self.context.bus.writable:
            return
        if state == "blocked":
            self._sticking = record
            self._reason_row.show()
            self.why.setFocus()
            return
        self._run(MoveAction(record, state, self.context.today().isoformat()))

    def _on_stick(self) -> None:
        today = self.context.today().isoformat()
        if self._run(MoveAction(self._sticking, "blocked", today, self.why.text())):
            self._give_up()

    def _give_up(self) -> None:
        self._sticking = ""
        self.why.clear()
        self._reason_row.hide()
        self._refused.hide()

    def _run(self, command: MoveAction) -> bool:
        try:
            self.context.bus.run(command)
        except DomainError as error:
            self._refused.set_message("", sentence(self.values, error))
            self._refused.show()
            return False
        self._refused.hide()
        lane = self.lanes[command.state].list
        if lane.choose(command.action):
            lane.setFocus()
        row = self.context.records.get("action_item", command.action) or {}
        words = self.context.say(
            "board.moved",
            number=row.get("number"),
            state=self.context.say(f"choice.action_state.{command.state}"),
        )
        self.context.desk.tell(words, undo=True)
        return True

    def _step(self, state: str, step: int) -> None:
        order = list(COLUMNS)
        at = order.index(state) + step
        while 0 <= at < len(order):
            lane = self.lanes[order[at]].list
            if lane.cards.rowCount():
                lane.setFocus()
                if not lane.record():
                    lane.setCurrentIndex(lane.cards.index(0, 0))
                return
            at += step

    def _open(self, record: str) -> None:
        if record:
            self.panel.show_record(record)

    # ---------------------------------------------------------------------------------- widgets

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(8)
        self.party.setMinimumWidth(140)
        self.party.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.person.setMaximumWidth(220)
        for widget in (self.party, self.person, *self.chips.values()):
            filters.addWidget(widget)
        filters.addStretch(1)
        filters.addWidget(self._keys)
        lanes = QHBoxLayout()
        lanes.setSpacing(8)
        for lane in self.lanes.values():
            lanes.addWidget(lane, 1)
        self._lay_out_reason()
        middle = QVBoxLayout()
        middle.setContentsMargins(24, 12, 24, 16)
        middle.setSpacing(12)
        middle.addLayout(filters)
        middle.addWidget(self._refused)
        middle.addWidget(self._reason_row)
        middle.addLayout(lanes, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(middle, 1)
        row.addWidget(self.panel)
        for widget in (self._refused, self._reason_row, self.panel):
            widget.hide()
        self.setFocusProxy(self.lanes["open"].list)

    def _lay_out_reason(self) -> None:
        reason = QHBoxLayout(self._reason_row)
        reason.setContentsMargins(0, 0, 0, 0)
        reason.setSpacing(8)
        reason.addWidget(self._why_label)
        reason.addWidget(self.why, 1)
        reason.addWidget(self._stick)
        reason.addWidget(self._drop)

    def _wire(self) -> None:
        desk = self.context.desk
        for state, lane in self.lanes.items():
            lane.list.opened.connect(self._open)
            lane.list.pushed.connect(self._on_pushed)
            lane.list.blocked.connect(lambda record: self._move(record, "blocked"))
            lane.list.step_asked.connect(lambda step, here=state: self._step(here, step))
            lane.list.cards.dropped.connect(lambda record, here=state: self._move(record, here))
        self.party.activated.connect(lambda _at: self.read())
        self.person.textChanged.connect(lambda _text: self.read())
        for chip in self.chips.values():
            chip.toggled.connect(lambda _on: self.read())
        self.why.returnPressed.connect(self._on_stick)
        self._stick.clicked.connect(self._on_stick)
        self._drop.clicked.connect(self._give_up)
        self.panel.follow_asked.connect(desk.open_record)
        self.panel.removed.connect(lambda words: desk.tell(words, undo=True))
        self.panel.told.connect(lambda words, undo: desk.tell(words, undo=undo))
        self.context.bus.changed.connect(self._on_changed)
