"""Draft a resolution with the shares that were tried: meeting, language, text, version."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit

from domain.errors import DomainError
from domain.meetings.proposing import ProposedTerms, ProposeShares
from domain.records import Condition, Query
from domain.standing.rows import text
from domain.studies.negotiation.drafting import LANGUAGES, proposed, titled, worded
from domain.studies.study import Said
from domain.text import LANGUAGES as ALL_LANGUAGES
from domain.units import Quarter
from ui.components.buttons import Button, LinkButton
from ui.components.choice import Choice
from ui.components.date_edit import DateEdit
from ui.components.field import Field
from ui.components.label import Label
from ui.components.side_panel import SidePanel
from ui.refusal import sentence
from ui.values import Values

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from domain.records import Changes
    from domain.studies.negotiation.told import Told
    from ui.screen import ScreenContext

_NEW: Final = ""
_TWO_WEEKS: Final = timedelta(days=14)
_JOINT: Final = "+"
_TEXT_PX: Final = 196
_FIELDS: Final = ("meeting", "day", "languages", "start", "rule", "text")
_BASES: Final = ("tax", "tax_growth", "rent", "land_income")


class DraftPanel(SidePanel):
    """Show the text before it is written; what the user changes in it stays."""

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context.appearance, context.words, parent)
        look = context.appearance
        self._context = context
        self._values = Values(context.language, context.specs)
        self._told: Told | None = None
        self._own = False
        self._written = ""
        self._record = ""
        self.setObjectName("bargaining.draft_panel")
        self.meeting, self.languages, self.rule = Choice(self), Choice(self), Choice(self)
        self.day, self.start = DateEdit(look, self), DateEdit(look, self)
        self.version, self.text = QCheckBox(self), QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(_TEXT_PX)
        self._fields = {name: Field(look, "", self._editor(name), parent=self) for name in _FIELDS}
        self._about = Label("", "caption", wrap=True, parent=self)
        self.error = Label("", "caption", tone="crit", wrap=True, parent=self)
        self.draft = Button(look, "", icon="meetings", parent=self)
        self.open = LinkButton(look, parent=self)
        for name in (*_FIELDS, "version"):
            self._editor(name).setObjectName(f"bargaining.{name}")
        for part, name in ((self.error, "error"), (self.draft, "do"), (self.open, "open")):
            part.setObjectName(f"bargaining.draft.{name}")
        self._lay_out()
        self._wire()
        self.hide()

    def _editor(self, name: str) -> QWidget:
        editor: QWidget = getattr(self, name)
        return editor

    def show_shares(self, told: Told, quarter: str) -> None:
        """Ask for what a resolution with these shares needs.

        Args:
            told: the negotiation with the shares tried.
            quarter: whose records were read; the shares are to hold from the year after it.
        """
        self._told, self._own, self._written = told, False, ""
        today = self._context.today()
        self.day.setDate(_day(today + _TWO_WEEKS))
        first = date(max(Quarter.parse(quarter).year, today.year) + 1, 1, 1)
        self.start.setDate(_day(first))
        self._offer()
        self.version.setChecked(not told.saved and self.rule.count() > 0)
        self._record = ""
        self._refuse("")
        self.say_again()
        self.show()
        self.meeting.setFocus()

    def follow(self, told: Told) -> None:
        """Word other shares of the same negotiation."""
        self._told = told
        self._word()

    def say_again(self) -> None:
        """Say everything in the language in force."""
        say = self._context.say
        self.retranslate(self._context.words)
        self.set_title(say("proposing.panel"))
        for name, field in self._fields.items():
            field.set_label(say(f"proposing.{name}"))
        for each in (self.day, self.start):
            each.write_days(say)
        self.version.setText(say("proposing.version"))
        self._about.set_text(say("proposing.version.about"))
        self.draft.set_text(say("proposing.do"))
        self._show_drafted()
        self._show_parts()
        self._word()

    # ------------------------------------------------------------------------------------ parts

    def _lay_out(self) -> None:
        fields = self._fields
        for pair in (_FIELDS[:2], _FIELDS[2:4]):
            row = QHBoxLayout()
            row.setSpacing(12)
            for name in pair:
                row.addWidget(fields[name], 1)
            self.body.addLayout(row)
        for part in (
            self.version,
            fields["rule"],
            self._about,
            fields["text"],
            self.error,
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.foot.addWidget(self.draft)
        self.foot.addWidget(self.open)
        self.foot.addStretch(1)

    def _wire(self) -> None:
        self.meeting.currentIndexChanged.connect(lambda _at: self._show_parts())
        self.version.toggled.connect(lambda _on: self._on_changed())
        self.rule.currentIndexChanged.connect(lambda _at: self._on_changed())
        self.languages.currentIndexChanged.connect(lambda _at: self._on_changed())
        self.start.dateChanged.connect(lambda _day: self._on_changed())
        self.text.textChanged.connect(self._on_typed)
        self.draft.clicked.connect(self._on_draft)
        self.open.clicked.connect(self._on_open)
        self._context.bus.changed.connect(self._on_records)

    def _offer(self) -> None:
        """Offer meetings that are not closed, languages and rules."""
        say, records, form = self._context.say, self._context.records, self._values.format
        where = (Condition("state", "in", ("planned", "held")),)
        meetings = [
            (text(row, "id"), f"{text(row, 'number')} · {form.date(text(row, 'date'))}")
            for row in records.select(Query("meeting", where=where, order=("date",)))
        ]
        self.meeting.set_choices([*meetings, (_NEW, say("proposing.new_meeting"))])
        self.meeting.setCurrentIndex(0)
        options = [
            (_JOINT.join(each), " + ".join(say(f"choice.language.{lang}") for lang in each))
            for each in LANGUAGES
        ]
        chosen = self._context.lang if self._context.lang == "zh" else f"zh+{self._context.lang}"
        self.languages.set_choices(options)
        self.languages.choose(chosen)
        rows = records.select(
            Query("sharing_rule", where=(Condition("base", "in", _BASES),), order=("code",))
        )
        names = [(text(row, "id"), self._values.record(records, "sharing_rule", text(row, "id")))
                 for row in rows if not row["per_project"]]  # fmt: skip
        self.rule.set_choices(names)

    def _show_parts(self) -> None:
        told = self._told
        of_rule = told is not None and not told.saved and self.rule.count() > 0
        self._fields["day"].setVisible(self.meeting.key() == _NEW)
        self.version.setVisible(of_rule)
        self._fields["rule"].setVisible(of_rule)
        self._about.setVisible(of_rule and self.version.isChecked())

    def _rule_name(self) -> Said | None:
        row = self._context.records.get("sharing_rule", self.rule.key())
        told = self._told
        if row is None or told is None or told.saved:
            return None
        # A resolution does not name a rule in another language: what it shares says which it is.
        say, base = self._context.language.texts.say, text(row, "base")
        named = {
            lang: text(row, f"name_{lang}") or say(f"report.sharing.base.{base}", lang)
            for lang in ALL_LANGUAGES
        }
        return Said("", named)

    def _word(self) -> None:
        """Write the text anew, unless the user has changed it."""
        # While languages are offered anew none is chosen.
        if self._told is None or self._own or not self.languages.key():
            return
        languages = self.languages.key().split(_JOINT)
        texts, day = self._context.language.texts, _iso(self.start)
        self._written = worded(self._told, texts, languages, day, self._rule_name())
        self.text.setPlainText(self._written)

    # ------------------------------------------------------------------------------------ slots

    def _on_changed(self) -> None:
        self._show_parts()
        self._word()

    def _on_typed(self) -> None:
        self._own = self.text.toPlainText() != self._written

    def _on_draft(self) -> None:
        told = self._told
        if told is None:
            return
        terms = None
        if self.version.isChecked() and not told.saved and self.rule.key():
            terms = ProposedTerms(self.rule.key(), _iso(self.start), self._shares(told))
        languages = self.languages.key().split(_JOINT)
        command = ProposeShares(
            self.meeting.key(),
            _iso(self.day),
            titled(told, self._context.language.texts, languages),
            self.text.toPlainText().strip(),
            terms,
        )
        try:
            self._context.bus.run(command)
        except DomainError as error:
            self._refuse(sentence(self._values, error))
            return
        self._refuse("")
        self._record = command.resolution
        number = self._show_drafted()
        self._context.desk.tell(self._context.say("proposing.done", number=number), undo=True)

    def _show_drafted(self) -> str:
        """Offer what was drafted, or to draft it where it was taken back; return its number."""
        row = self._context.records.get("resolution", self._record) if self._record else None
        number = text(row or {}, "number")
        self.open.set_text(self._context.say("proposing.open", number=number) if row else "")
        self.draft.setEnabled(row is None and self._context.bus.may_change("resolution"))
        return number

    def _on_records(self, changes: Changes) -> None:
        if self._record and "resolution" in changes.tables:
            self._show_drafted()

    def _shares(self, told: Told) -> tuple[tuple[str, int], ...]:
        """Return the parties' records with their shares."""
        records, found = self._context.records, []
        for code, share in zip(told.codes, proposed(told), strict=True):
            (party,) = records.find("party", code=code)
            found.append((str(party["id"]), share))
        return tuple(found)

    def _on_open(self) -> None:
        self._context.desk.open_record("resolution", self._record)

    def _refuse(self, words: str) -> None:
        self.error.set_text(words)
        self.error.setVisible(bool(words))


def _day(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _iso(edit: DateEdit) -> str:
    return str(edit.date().toString(Qt.DateFormat.ISODate))
