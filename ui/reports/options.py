"""Compose a report: kind, quarter, languages, parts; see its revision and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from domain.reports.period import ANNUAL, covered
from domain.units import Quarter
from ui.components.banner import Banner
from ui.components.choice import Choice
from ui.components.field import Field
from ui.components.scroll_area import ScrollArea
from ui.language import PRINTED_IN
from ui.report_ports import Asked
from ui.reports.part_list import PartList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.report_ports import Printed, ReportPorts
    from ui.screen import ScreenContext

_COVER: Final = "cover"
_WIDTH: Final = 320
_JOINT: Final = "+"


class ReportOptions(QWidget):
    """Hold what the user may choose of a report.

    Signals:
        changed: another report is asked for.
        quarter_chosen: the user wants another quarter.
        page_asked: number of a page, from 1.
        missing_asked: the user wants to see what is missing.
        kind_chosen: another kind is composed, which may cover other quarters.
    """

    changed = Signal()
    quarter_chosen = Signal(str)
    page_asked = Signal(int)
    missing_asked = Signal()
    kind_chosen = Signal()

    def __init__(
        self, context: ScreenContext, ports: ReportPorts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._ports = ports
        look = context.appearance
        self.kind = self._choice("reports.kind")
        self.quarter = self._choice("reports.quarter")
        self.subject = self._choice("reports.subject")
        self.revision = QLineEdit(self)
        self.revision.setObjectName("reports.revision")
        self.revision.setReadOnly(True)
        self.languages = self._choice("reports.languages")
        self.parts = PartList(look, context.say, self)
        self.parts.setObjectName("reports.parts")
        self.warning = Banner(look, "warn", self)
        self.warning.setObjectName("reports.warning")
        self.warning.hide()
        self._kind_field = Field(look, "", self.kind, parent=self)
        self._quarter_field = Field(look, "", self.quarter, parent=self)
        self._subject_field = Field(look, "", self.subject, parent=self)
        self._revision_field = Field(look, "", self.revision, parent=self)
        self._languages_field = Field(look, "", self.languages, parent=self)
        # The report follows the window's language until the user chooses another for it.
        self._own_language = False
        self._quarters: Sequence[str] = ()
        self._in_force = ""
        self._filling = False
        self._lay_out()
        self._wire()

    def _choice(self, name: str) -> Choice:
        made = Choice(self)
        made.setObjectName(name)
        return made

    def asked(self) -> Asked:
        """Return the report as it is composed."""
        languages = tuple(self.languages.key().split(_JOINT))
        kind, parts = self.kind.key(), self.parts.wanted()
        if kind in self._ports.subjects:
            chosen = self.subject.key()
            parts = (chosen,) if chosen else ()
        return Asked(kind, self.quarter.key(), languages, parts)

    def compose(self, kind: str, languages: Sequence[str]) -> None:
        """Ask for the whole of a report, in these languages from now on."""
        for part in (self.kind, self.parts):
            part.blockSignals(True)
        self.kind.choose(kind)
        self._offer_parts()
        self._offer_subjects()
        self.parts.choose_all()
        for part in (self.kind, self.parts):
            part.blockSignals(False)
        self._own_language = True
        self._filling = True
        self.languages.choose(_JOINT.join(languages))
        self._filling = False
        self._offer_quarters()
        self.kind_chosen.emit()

    def retranslate(self, quarters: Sequence[str]) -> None:
        """Say everything in the language in force; ``quarters`` are those of the workbook."""
        say = self._context.say
        self._quarters = quarters
        self._kind_field.set_label(say("reports.kind"))
        self._revision_field.set_label(say("reports.revision"))
        self._languages_field.set_label(say("reports.languages"))
        self.kind.set_choices([(each, say(f"report.kind.{each}")) for each in self._ports.kinds])
        self._offer_quarters()
        self._offer_languages()
        self.parts.set_words(say("reports.parts"), say("reports.pages"))
        self._offer_parts()
        self._offer_subjects()

    def show_quarter(self, quarter: str, *, is_open: bool) -> None:
        """Put a quarter in force; warn while it is open."""
        self._in_force = quarter
        self._offer_quarters()
        self._offer_subjects()
        say = self._context.say
        missing = self._missing() if is_open else 0
        text = say("reports.draft.missing", count=missing) if missing else ""
        link = say("reports.draft.see") if missing else ""
        key = "reports.draft.annual" if self._annual() else "reports.draft"
        self.warning.set_message("", say(key, missing=text), link)
        self.warning.setVisible(is_open)

    def show_printed(self, printed: Printed | None) -> None:
        """Show the revision and the pages of what was printed, None while it is not."""
        say = self._context.say
        self.parts.show_pages(printed.starts if printed else {})
        if printed is None:
            self.revision.setText("")
        else:
            key = f"reports.revision.{printed.standing}"
            self.revision.setText(say(key, revision=printed.revision))
            self.revision.setCursorPosition(0)

    def _annual(self) -> bool:
        return self.kind.key() == ANNUAL

    def _offer_quarters(self) -> None:
        """Offer quarters, or for the annual edition years, each by its last quarter."""
        annual = self._annual()
        self._quarter_field.set_label(
            self._context.say("reports.year" if annual else "reports.quarter")
        )
        kind, texts, lang = self.kind.key(), self._context.language.texts, self._context.lang
        offered = list(self._quarters)
        if annual:
            offered = list({Quarter.parse(each).year: each for each in sorted(offered)}.values())
        own = (each for each in offered if annual and each[:4] == self._in_force[:4])
        words = [(each, covered(kind, texts, lang, each)) for each in reversed(offered)]
        self._fill(self.quarter, words, next(own, self._in_force))

    def _missing(self) -> int:
        """Count what is missing of all that the report covers."""
        if not self._annual():
            return self._ports.missing(self._in_force)
        year = self._in_force[:4]
        return sum(self._ports.missing(each) for each in self._quarters if each[:4] == year)

    def _offer_languages(self) -> None:
        say = self._context.say
        offered = [(key, say(f"reports.language.{key.replace(_JOINT, '_')}")) for key in PRINTED_IN]
        own = self.languages.key() if self._own_language else self._context.lang
        self._fill(self.languages, offered, own)

    def _fill(self, choice: Choice, offered: Sequence[tuple[str, str]], key: str) -> None:
        """Offer and choose without taking it for the user's wish."""
        self._filling = True
        choice.set_choices(offered)
        choice.choose(key)
        self._filling = False

    def _offer_parts(self) -> None:
        say = self._context.say
        parts = self._ports.parts.get(self.kind.key(), ())
        keys = parts if _COVER in parts else (_COVER, *parts)
        self.parts.set_parts([(key, say(f"report.part.{key}")) for key in keys], _COVER)

    def _offer_subjects(self) -> None:
        """Offer the records of a kind that is composed for one of them, in place of its parts."""
        kind = self.kind.key()
        offered = self._ports.subjects.get(kind)
        self._subject_field.setVisible(offered is not None)
        self.parts.setVisible(offered is None)
        if offered is None:
            return
        self._subject_field.set_label(self._context.say(f"reports.subject.{kind}"))
        quarter = self.quarter.key()
        self._fill(self.subject, offered(quarter) if quarter else (), self.subject.key())

    def _lay_out(self) -> None:
        inner = QWidget(self)
        inner.setProperty("ground", "page")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._quarter_field, 171)
        row.addWidget(self._revision_field, 92)
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 8, 16, 4)
        column.setSpacing(0)
        column.addWidget(self._kind_field)
        column.addWidget(self._subject_field)
        column.addLayout(row)
        column.addWidget(self._languages_field)
        column.addWidget(self.parts)
        column.addSpacing(8)
        column.addWidget(self.warning)
        column.addStretch(1)
        ScrollArea(inner, self, sideways=False).fill(self)
        self.setFixedWidth(_WIDTH)

    def _wire(self) -> None:
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.quarter.currentIndexChanged.connect(lambda _at: self._on_quarter())
        self.languages.currentIndexChanged.connect(lambda _at: self._on_language())
        self.subject.currentIndexChanged.connect(lambda _at: self._on_subject())
        self.parts.parts_changed.connect(self.changed)
        self.parts.page_asked.connect(self.page_asked)
        self.warning.link_clicked.connect(self.missing_asked)

    def _on_quarter(self) -> None:
        if not self._filling:
            self.quarter_chosen.emit(self.quarter.key())

    def _on_subject(self) -> None:
        if not self._filling:
            self.changed.emit()

    def _on_language(self) -> None:
        if not self._filling:
            self._own_language = True
            self.changed.emit()

    def _on_kind(self, _at: int) -> None:
        self._offer_parts()
        self._offer_quarters()
        self._offer_subjects()
        self.changed.emit()
        self.kind_chosen.emit()
