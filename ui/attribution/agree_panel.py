"""Ask for what the parties agree on an indicator, and show what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from domain.attribution.commands import check_shares
from domain.errors import DomainError
from domain.imports.parsing import parse_value
from domain.records import Kind
from domain.units import WHOLE_BP
from ui.components.banner import Banner
from ui.components.buttons import Button
from ui.components.field import Field
from ui.components.label import Label
from ui.components.option import Option
from ui.components.segments import Segments
from ui.components.side_panel import SidePanel
from ui.refusal import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ui.attribution.words import ShownRow, Wording
    from ui.screen import ScreenContext

MODES: Final = ("divided", "full")


class _PartyShare(QWidget):
    """Ask for a party's share, or whether it counts all of it."""

    def __init__(self, context: ScreenContext, party: str, code: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.party = party
        self.share = QLineEdit(self)
        self.share.setObjectName(f"attribution.share.{code}")
        self.field = Field(context.appearance, "", self.share, unit="%", parent=self)
        self.counts = QCheckBox(self)
        self.counts.setObjectName(f"attribution.counts.{code}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        column.addWidget(self.counts)


class AgreePanel(SidePanel):
    """Ask for the shares of one indicator; what cannot be changed is only shown.

    Signals:
        agreed: shares by party, how it is counted, what it rests on.
        withdrawn: the agreement in force is to be taken back.
    """

    agreed = Signal(object, str, str)
    withdrawn = Signal()

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context.appearance, context.words, parent)
        look = context.appearance
        self._context = context
        self.row: ShownRow | None = None
        self._refusal = ""
        self._wording: Wording | None = None
        self._parties: list[_PartyShare] = []
        self._where = Label("", "body", wrap=True, parent=self)
        self._basis = Label("", "caption", wrap=True, parent=self)
        self.locked = Banner(look, "info", self)
        self.locked.setObjectName("attribution.locked")
        self.mode = Segments(look, parent=self)
        self.mode.setObjectName("attribution.mode")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.sum = Label("", "strong", wrap=True, parent=self)
        self.sum.setObjectName("attribution.sum")
        self.note = QLineEdit(self)
        self.note.setObjectName("attribution.note")
        self._note = Field(look, "", self.note, parent=self)
        self.refused = Label("", "caption", tone="crit", wrap=True, parent=self)
        self.refused.setObjectName("attribution.refused")
        self.agree = Button(look, "", "primary", parent=self)
        self.agree.setObjectName("attribution.agree")
        self.withdraw = Button(look, "", "danger", parent=self)
        self.withdraw.setObjectName("attribution.withdraw")
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        above = (self._where, self._basis, self.locked, self.mode)
        below = (self.sum, self._note, self.refused)
        for part in above:
            self.body.addWidget(part)
        self.body.addLayout(self._rows)
        for each in below:
            self.body.addWidget(each)
        self.body.addStretch(1)
        self.foot.addWidget(self.agree)
        self.foot.addWidget(self.withdraw)
        self.foot.addStretch(1)

    def _wire(self) -> None:
        self.mode.chosen.connect(lambda _mode: self._show_mode())
        self.note.returnPressed.connect(self.finish)
        self.agree.clicked.connect(self.finish)
        self.withdraw.clicked.connect(self.withdrawn)

    def show_row(
        self,
        row: ShownRow,
        wording: Wording,
        parties: Sequence[str],
        given: Mapping[str, int],
        *,
        refusal: str = "",
    ) -> None:
        """Ask about a row; ``given`` are the shares to begin with, a refusal says why not now."""
        self.row, self._refusal = row, refusal
        self._wording = wording
        self._make_rows(parties)
        first = row.places[0]
        self.mode.set_options([Option(mode, self._context.say(_mode(mode))) for mode in MODES])
        self.mode.choose(first.counting)
        form = wording.values.format
        for each in self._parties:
            share = given.get(each.party)
            each.share.setText("" if share is None else form.typed(Kind.SHARE, share))
            each.counts.setChecked(share == WHOLE_BP and first.counting == "full")
        self.note.setText(first.note)
        self.refused.hide()
        self.say_again()
        self.show()
        if not refusal and self._parties:
            self._parties[0].share.setFocus()
            self._parties[0].share.selectAll()

    def say_again(self) -> None:
        """Say everything in the language in force."""
        say, row, wording = self._context.say, self.row, self._wording
        self.retranslate(self._context.words)
        self.agree.set_text(say("command.agree_attribution"))
        self.withdraw.set_text(say("attribution.withdraw"))
        self._note.set_label(say("attribution.note"))
        self.mode.setAccessibleName(say("field.attribution.counting"))
        self.mode.set_options([Option(mode, say(_mode(mode))) for mode in MODES])
        if row is None or wording is None:
            return
        self.set_title(wording.indicator(row.entry.indicator))
        value = (row.place or row.entry).value
        self._where.set_text(
            say(
                "attribution.where",
                place=wording.place_words(row),
                value=wording.amount(row.entry.indicator, value),
                unit=wording.unit(row.entry.indicator),
            )
        )
        self._say_basis(row)
        for each in self._parties:
            name = wording.party(each.party)
            each.field.set_label(name)
            each.counts.setText(say("attribution.counts", party=name))
        self.locked.set_message("", self._refusal)
        self._show_mode()

    def _say_basis(self, row: ShownRow) -> None:
        rules = {
            named: None
            for place in row.places
            if place.ruled is not None
            for named in place.ruled.rules
        }
        told = [
            self._context.say("attribution.by_rule", rule=code, version=version, resolution=number)
            for code, version, number in rules
        ]
        self._basis.set_text("\n".join(told))
        self._basis.setVisible(bool(told))

    def _make_rows(self, parties: Sequence[str]) -> None:
        if [each.party for each in self._parties] == list(parties):
            return
        for each in self._parties:
            self._rows.removeWidget(each)
            each.hide()
            each.deleteLater()
        self._parties = []
        for party in parties:
            row = self._context.records.get("party", party) or {}
            made = _PartyShare(self._context, party, str(row.get("code") or party), self)
            made.share.textChanged.connect(lambda _text: self._say_sum())
            made.share.returnPressed.connect(self.finish)
            made.counts.toggled.connect(lambda _on: self._say_sum())
            self._parties.append(made)
            self._rows.addWidget(made)

    def _show_mode(self) -> None:
        full, free = self._in_full(), not self._refusal
        self.locked.setVisible(not free)
        for part in (self.mode, self.sum, self._note, self.agree):
            part.setVisible(free)
        record = self.row is not None and any(place.record for place in self.row.places)
        self.withdraw.setVisible(free and record)
        for each in self._parties:
            each.setVisible(free)
            each.field.setVisible(not full)
            each.counts.setVisible(full)
        self._say_sum()

    def _in_full(self) -> bool:
        return self.mode.current() == "full"

    def _say_sum(self) -> None:
        """Tell while typing what the shares add up to."""
        say = self._context.say
        self.refused.hide()
        if self._wording is None:
            return
        if self._in_full():
            self.sum.set_text(say("attribution.sum.full"))
            return
        try:
            total = sum(self._shares().values())
        except DomainError:
            self.sum.set_text(say("attribution.sum.unread"))
            return
        form = self._wording.values.format
        key = "whole" if total == WHOLE_BP else "short" if total < WHOLE_BP else "over"
        gap = form.percent(abs(WHOLE_BP - total), 2)
        self.sum.set_text(say(f"attribution.sum.{key}", total=form.percent(total, 2), gap=gap))

    def _shares(self) -> dict[str, int]:
        """Return the shares as typed.

        Raises:
            DomainError: a text is no share.
        """
        if self._in_full():
            return {each.party: WHOLE_BP for each in self._parties if each.counts.isChecked()}
        found: dict[str, int] = {}
        for each in self._parties:
            share = parse_value(Kind.SHARE, each.share.text(), self._context.lang)
            if isinstance(share, int) and share:
                found[each.party] = share
        return found

    def finish(self) -> None:
        """Hand the shares on when they can be read and add up, else say what is wrong."""
        if self.row is None or self._refusal:
            return
        try:
            shares = self._shares()
            check_shares(shares, self.mode.current())
        except DomainError as error:
            error.table, error.field = "attribution_share", "share_bp"
            self.refuse(error)
            return
        self.agreed.emit(shares, self.mode.current(), self.note.text())

    def refuse(self, error: DomainError) -> None:
        """Say why the shares are refused; what was typed stays."""
        if self._wording is not None:
            self.refused.set_text(sentence(self._wording.values, error))
            self.refused.show()


def _mode(mode: str) -> str:
    return f"choice.counting.{mode}"
