"""Attribute the statistics of a quarter to the parties: legal place, shares, figures, history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from typing_extensions import override

from domain.attribution.commands import AgreeShares, TakeOverShares, taken_over
from domain.attribution.ledger import NOT_AGREED, earlier_agreed, history, ledger, shares_of
from domain.commands import RemoveRow, Together
from domain.errors import DomainError
from domain.periods import is_closed
from domain.units import Quarter, quarters_back
from ui.attribution.agree_panel import AgreePanel
from ui.attribution.course import course
from ui.attribution.words import ShownRow, Wording, sheet, shown_rows
from ui.charts.drawn.chart import DrawnChart
from ui.closing.titled_table import TitledTable
from ui.components.banner import Banner
from ui.components.empty_state import EmptyState
from ui.components.label import Label
from ui.components.section_title import SectionTitle
from ui.refusal import allow, sentence
from ui.screens.quarter_acts import QuarterActs
from ui.sheet_export import export_sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from domain.attribution.ledger import Ledger
    from domain.records import Command
    from ui.screen import ScreenContext

_QUARTERS: Final = 20
_ICONS: Final = {"agree": "countersigned", "take_over": "redo", "export": "export"}


class AttributionScreen(QuarterActs):
    """Show who may count what, and let the parties agree on it."""

    name = "attribution"
    title_key = "page.attribution"
    icon = "agreements"
    acts = _ICONS
    said = "attribution"

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        look = context.appearance
        self._wording = Wording(self._values, context.records)
        self._ledger: Ledger | None = None
        self._rows: list[ShownRow] = []
        self._chosen = ""
        self.standing = Banner(look, "info", self)
        self.standing.setObjectName("attribution.standing")
        self.twice = Banner(look, "warn", self)
        self.twice.setObjectName("attribution.twice")
        self.table = TitledTable(look, "attribution.ledger", self)
        self._course = SectionTitle(look, parent=self)
        self.chart = DrawnChart(
            look, context.words, lambda share: self._values.format.number(share, 1), self
        )
        self.chart.setObjectName("attribution.course")
        self._no_course = Label("", "secondary", wrap=True, parent=self)
        self.agreeing = AgreePanel(context, self)
        self.nothing = EmptyState(look, "agreements", self)
        self._lay_out()
        self._wire()
        self.retranslate()

    # ---------------------------------------------------------------------------- as a screen

    @override
    def button_name(self, act: str) -> str:
        # The panel has buttons of these names.
        return f"{super().button_name(act)}_asked"

    @override
    def header_actions(self) -> Sequence[QWidget]:
        offered = self.offered()
        refused = self.context.bus.refusal("attribution")
        for act, button in self._buttons.items():
            first = act == "agree" and self.agreeing.isHidden()
            button.set_kind("primary" if first else "secondary")
            if act != "export":
                allow(button, self._values, refused)
        return [self._buttons[act] for act in offered]

    def offered(self) -> tuple[str, ...]:
        """Return the acts that make sense now."""
        found = self._ledger
        if found is None or not found.parties:
            return ()
        acts = ["export"] if self.context.services.write_sheet is not None else []
        if self.context.bus.records.writable and not self._closed() and found.not_agreed:
            if taken_over(self.context.records, found.quarter):
                acts.append("take_over")
            acts.append("agree")
        return tuple(acts)

    @override
    def say_again(self) -> None:
        say = self.context.say
        self.agreeing.say_again()
        self.nothing.set_words(
            say("attribution.nothing"),
            say("ui.open_page", page=say("entity.agreement.many")),
            "arrow-right",
        )

    @override
    def show_record(self, record: str) -> None:
        row = self.context.records.get("attribution", record)
        if row is None:
            return
        if row["quarter"] != self.quarter:
            self.context.desk.choose_quarter(str(row["quarter"]))
        shown = [
            at
            for at, each in enumerate(self._rows)
            if any(place.record == record for place in each.places)
        ]
        if shown:
            # Where an indicator is counted at several places, the last row found is the place.
            self.table.choose(shown[-1])
            self._on_row(shown[-1])

    @override
    def add_record(self) -> bool:
        if "agree" not in self.offered() or not self.context.bus.may_change("attribution"):
            return False
        self.begin("agree")
        return True

    @override
    def begin(self, act: str) -> None:
        found = self._ledger
        if found is None:
            return
        if act == "export":
            title = self.context.say("attribution.file", quarter=self.quarter)
            heads, rows = sheet(self._wording, found, self._parties())
            export_sheet(self.context, self._values, self, title, heads, rows)
        elif act == "take_over":
            self.run(TakeOverShares(found.quarter), act)
        else:
            self._on_row(self._next_open())

    def _next_open(self) -> int:
        """Return the row in force where something is open, else the first such row."""
        still = [at for at, row in enumerate(self._rows) if _state(row) in NOT_AGREED]
        at = self._row_of(self._chosen)
        return at if at in still else still[0]

    # -------------------------------------------------------------------------------- reading

    @override
    def read(self) -> None:
        records = self.context.records
        found = ledger(records, Quarter.parse(self.quarter))
        self._ledger = found
        self._rows = shown_rows(found)
        any_party = bool(found.parties)
        self.nothing.setVisible(not any_party)
        for part in (self.standing, self.table, self._course, self.chart, self._no_course):
            part.setVisible(any_party)
        self._say_standing(found)
        self._say_twice(found)
        self._say_table()
        self._say_course()
        self.heading_changed.emit()

    def _parties(self) -> tuple[str, ...]:
        """Return who has a column: those that share, and whoever was given something."""
        found = self._ledger
        if found is None:
            return ()
        others = [
            party
            for entry in found.entries
            for place in entry.places
            for party in (*(place.shares or {}), *(place.figures or {}))
        ]
        return tuple(dict.fromkeys([*found.parties, *others]))

    def _say_standing(self, found: Ledger) -> None:
        say, names = self.context.say, self._wording.indicator
        quarter = self._values.quarter(self.quarter)
        left = found.not_agreed
        comma = say("settling.comma")
        listed = comma.join(names(entry.indicator) for entry in left)
        key = "closed" if self._closed() else "open" if left else "agreed"
        state = {"closed": "info", "open": "warn", "agreed": "ok"}[key]
        self.standing.set_state(state)
        count, total = len(left), len(found.entries)
        lead = say(
            f"attribution.standing.{key}",
            quarter=quarter,
            count=count,
            number=self._values.format.integer(count),
            total=self._values.format.integer(total),
        )
        text = say("attribution.standing.left", indicators=listed) if left else ""
        self.standing.set_message(lead, text)

    def _say_twice(self, found: Ledger) -> None:
        say, word = self.context.say, self._wording
        told = [
            say(
                "attribution.twice.one",
                indicator=word.indicator(entry.indicator),
                amount=word.amount(entry.indicator, entry.twice),
                unit=word.unit(entry.indicator),
            )
            for entry in found.twice
        ]
        self.twice.set_message(
            say("attribution.twice.lead"),
            say("attribution.twice.told", indicators=say("settling.comma").join(told)),
        )
        self.twice.setVisible(bool(told))

    def _say_table(self) -> None:
        say, parties = self.context.say, self._parties()
        quarter = self._values.quarter(self.quarter)
        self.table.set_words(
            say("attribution.title", quarter=quarter), "", beside=say("attribution.once")
        )
        self.table.set_columns(self._wording.columns(parties))
        self.table.set_rows([self._wording.cells(row, parties) for row in self._rows])
        at = self._row_of(self._chosen)
        self._chosen = self._rows[at].key
        self.table.choose(at)

    def _row_of(self, key: str) -> int:
        return next((at for at, row in enumerate(self._rows) if row.key == key), 0)

    def _say_course(self) -> None:
        found = self._ledger
        if found is None or not found.parties:
            return
        entry = self._rows[self._row_of(self._chosen)].entry
        past = history(
            self.context.records, entry.indicator, quarters_back(found.quarter, _QUARTERS)
        )
        drawn = course(self._wording, past, self._parties())
        name = self._wording.indicator(entry.indicator)
        title = self.context.say("attribution.course", indicator=name)
        self._course.set_words(title, beside=self.context.say("attribution.course.unit"))
        self.chart.setVisible(drawn is not None)
        self._no_course.setVisible(drawn is None)
        self._no_course.set_text(self.context.say("attribution.course.none"))
        if drawn is not None:
            self.chart.set_chart(drawn, title)

    def _closed(self) -> bool:
        return is_closed(self.context.records, Quarter.parse(self.quarter))

    # ---------------------------------------------------------------------------------- slots

    def _on_current(self, row: int) -> None:
        if row < len(self._rows) and self._rows[row].key != self._chosen:
            self._chosen = self._rows[row].key
            self._say_course()

    def _on_row(self, at: int) -> None:
        """Ask about a row, with the shares agreed now or last."""
        self._on_current(at)
        row = self._rows[at]
        self.agreeing.show_row(
            row, self._wording, self._parties(), self._given(row), refusal=self._refused(row)
        )
        self.heading_changed.emit()

    def _given(self, row: ShownRow) -> Mapping[str, int]:
        for place in row.places:
            if place.shares:
                return place.shares
        records = self.context.records
        for place in row.places:
            quarter = Quarter.parse(self.quarter)
            before = earlier_agreed(records, quarter, place.indicator, place.region)
            if before is not None:
                return shares_of(records, str(before["id"]))
        return {}

    def _refused(self, row: ShownRow) -> str:
        """Return why nothing can be agreed on a row now, empty when something can."""
        say, bus = self.context.say, self.context.bus
        if self._closed():
            error = DomainError("quarter_closed", table="attribution", quarter=self.quarter)
            return sentence(self._values, error)
        refused = bus.refusal("attribution")
        if refused is not None:
            return sentence(self._values, refused)
        if not bus.records.writable:
            return say("ui.read_only")
        if all(place.state == "rule" for place in row.places):
            return say("attribution.ruled")
        return "" if all(place.region for place in row.places) else say("attribution.no_place")

    def _on_agreed(self, shares: object, counting: str, note: str) -> None:
        row = self.agreeing.row
        if row is None or not isinstance(shares, dict):
            return
        regions = tuple(place.region for place in row.places if place.state != "rule")
        quarter = Quarter.parse(self.quarter)
        command = AgreeShares(quarter, row.entry.indicator, regions, shares, counting, note)
        error = self.run(command, "agree")
        if error is not None:
            self.agreeing.refuse(error)

    def _on_withdrawn(self) -> None:
        row = self.agreeing.row
        if row is not None:
            parts = [RemoveRow("attribution", place.record) for place in row.places if place.record]
            self.run(Together(tuple(parts)), "withdraw")

    @override
    def run(self, command: Command, done: str) -> DomainError | None:
        error = super().run(command, done)
        if error is None:
            self.agreeing.hide()
            self.heading_changed.emit()
        return error

    def _lay_out(self) -> None:
        column = self.make_column(self.agreeing)
        for above in (self.standing, self.twice):
            column.addWidget(above)
        column.addSpacing(8)
        column.addWidget(self.table)
        column.addSpacing(16)
        for below in (self._course, self.chart, self._no_course, self.nothing):
            column.addWidget(below)
        column.addStretch(1)

    def _wire(self) -> None:
        table = self.table.table
        self.table.row_chosen.connect(self._on_current)
        # A row is asked about on purpose; moving through the table only shows its history.
        table.clicked.connect(lambda index: self._on_row(index.row()))
        self.table.row_opened.connect(self._on_row)
        keys = QShortcut(QKeySequence("Ctrl+E"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._buttons["export"].click)
        self.agreeing.agreed.connect(self._on_agreed)
        self.agreeing.withdrawn.connect(self._on_withdrawn)
        self.nothing.action_asked.connect(lambda: self.context.desk.open_screen("agreement"))


def _state(row: ShownRow) -> str:
    return (row.place or row.entry).state
