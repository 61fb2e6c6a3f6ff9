"""Say at the foot of the grid what the current cell needs: why it is refused, or a remark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from domain.text import shortened
from ui.components.buttons import Button
from ui.components.label import ElidedLabel, IconLabel, Label
from ui.components.restyle import set_style_property

if TYPE_CHECKING:
    from ui.screen import ScreenContext


@dataclass(frozen=True, slots=True)
class Fault:
    """A refused cell in words: whose, which figure, what was typed, why, and last quarter's."""

    name: str
    figure: str
    text: str
    reason: str
    before: str


class EntryFoot(QFrame):
    """Show the rule that the current cell breaks and the way out, or ask why figures changed."""

    def __init__(self, context: ScreenContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        look = context.appearance
        self.setObjectName("quarter_entry.foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon = IconLabel(look, "state.crit", "crit", parent=self)
        self._lead = ElidedLabel("", "strong", parent=self)
        self._text = Label("", "body", wrap=True, parent=self)
        self.remark = QLineEdit(self)
        self.remark.setObjectName("quarter_entry.remark")
        self.next_button = Button(look, "", icon="arrow-down", parent=self)
        self.next_button.setObjectName("quarter_entry.next_fault")
        self.unknown_button = Button(look, "", parent=self)
        self.unknown_button.setObjectName("quarter_entry.mark_unknown")
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 24, 8)
        row.setSpacing(12)
        row.addWidget(self._icon)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._lead)
        words.addWidget(self._text)
        row.addLayout(words, 2)
        row.addWidget(self.remark, 3)
        row.addWidget(self.next_button)
        row.addWidget(self.unknown_button)
        self.rest()

    def retranslate(self) -> None:
        """Say the fixed words in the language in force."""
        say = self._context.say
        self.next_button.set_text(say("quarter_entry.next_fault"))
        self.next_button.set_keys("F8")
        self.unknown_button.set_text(say("entry.mark_unknown"))
        remark = say("quarter_entry.remark")
        self.remark.setPlaceholderText(remark)
        self.remark.setAccessibleName(remark)

    def rest(self) -> None:
        """Show nothing."""
        self.setVisible(False)

    def show_fault(self, fault: Fault, *, editable: bool) -> None:
        """Say whose figure was refused, by which rule, and what it was last quarter."""
        say = self._context.say
        typed = shortened(fault.text)
        lead = say("quarter_entry.at", name=fault.name, figure=fault.figure, value=typed)
        self._show("crit", "state.crit", lead)
        reason = fault.reason
        if fault.before:
            reason = say("entry.reason_and_before", reason=reason, value=fault.before)
        self._text.set_text(reason)
        self._shape(remark=False)
        self.unknown_button.setVisible(editable)

    def show_remark(self, name: str, figures: str, remark: str, *, editable: bool) -> None:
        """Ask why the named figures changed that much."""
        self._show("" if remark else "warn", "remark_needed", name)
        ask = self._context.say("quarter_entry.explain_figures", figures=figures)
        self._text.set_text("" if remark else ask)
        self.remark.setEnabled(editable)
        if not self.remark.hasFocus():
            self.remark.setText(remark)
        self._shape(remark=True)

    def show_message(self, sentence: str) -> None:
        """Say why a block was not written."""
        self._show("crit", "state.crit", "")
        self._text.set_text(sentence)
        self._shape(remark=False)

    def _show(self, state: str, icon: str, lead: str) -> None:
        set_style_property(self, "ground", f"{state}_tint" if state else "canvas")
        self._icon.set_icon(icon, state or "text_secondary")
        self._lead.set_text(lead)
        self._lead.setVisible(bool(lead))

    def _shape(self, *, remark: bool) -> None:
        self.remark.setVisible(remark)
        self._text.setVisible(not remark or bool(self._text.text()))
        self.next_button.setVisible(not remark)
        self.unknown_button.setVisible(not remark and self._lead.isVisibleTo(self))
        self.setVisible(True)
