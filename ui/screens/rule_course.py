"""Show the sharing rules over the years: their versions, the phases, who gets what in each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from domain.models.rule_course import horizon, rule_courses
from ui.components.label import Label
from ui.components.scroll_area import ScrollArea
from ui.components.section_title import SectionTitle
from ui.components.tables.cells import Cell, Column
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.screens.ways import Stretch, Way, WayLegend, WayTable, Years
from ui.settling.words import Names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.models.rule_course import PhaseSpan, VersionCourse
    from domain.models.sharing_terms import Bracket, PartyTerms, Phase
    from domain.units import Quarter
    from ui.screen import ScreenContext
    from ui.values import Values

_SERIES: Final = 6
_STATES: Final = {"in_force": "ok", "coming": "info", "ended": "unknown", "unadopted": "warn"}
_RULE_PX: Final = 300


class RuleCoursePage(QWidget):
    """Show every version on its stretch of years, and the terms of the one that is chosen.

    Signals:
        version_opened: record of a version whose fields are wanted.
    """

    version_opened = Signal(str)

    def __init__(self, context: ScreenContext, values: Values, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self.values = values
        self._names = Names({}, {}, {})
        self._courses: dict[str, VersionCourse] = {}
        self._on = date.min
        look = context.appearance
        self.legend = WayLegend(look, self)
        self._now = Label("", "note", parent=self)
        self.table = WayTable(look, fit=True, parent=self)
        self.table.setObjectName("sharing_rule_version.course")
        self._title = SectionTitle(look, parent=self)
        self._hint = Label("", "note", wrap=True, parent=self)
        self.terms = FlatTable(look, fit=True, parent=self)
        self.terms.setObjectName("sharing_rule_version.terms")
        self._rows = RowsModel(parent=self)
        self.terms.setModel(self._rows)
        self._lay_out()
        self.table.row_chosen.connect(self._say_terms)
        self.table.row_opened.connect(self.version_opened)
        self._title.link_clicked.connect(lambda: self.version_opened.emit(self.table.chosen()))

    def show_quarter(self, quarter: Quarter) -> None:
        """Show the rules as they stand when a quarter ends."""
        say, records = self.context.say, self.context.records
        self._on = quarter.last_day
        self._names = Names.of(self.values, records)
        courses = rule_courses(records, quarter)
        self._courses = {each.record: each for each in courses}
        first = min((each.first.year for each in courses), default=self._on.year)
        self.legend.set_words(self._legend(courses))
        self._now.set_text(say("rules.now_line", day=self.values.format.date(self._on)))
        self.table.setAccessibleName(say("rules.view.course"))
        self.table.show_ways(
            self._columns(),
            [(each.record, self._cells(each)) for each in courses],
            {each.record: self._way(each) for each in courses},
            Years(first, horizon(records, quarter), self._on),
        )
        if self.table.chosen() not in self._courses:
            now = next((each for each in courses if each.at(self._on)), None)
            self.table.choose((now or courses[0]).record if courses else "")
        self._say_terms(self.table.chosen())

    # ------------------------------------------------------------------------- over the years

    def _legend(self, courses: Sequence[VersionCourse]) -> tuple[tuple[int | None, str], ...]:
        say = self.context.say
        spans = [span for each in courses for span in each.spans]
        numbers = sorted({span.phase.number for span in spans if span.phase is not None})
        words: list[tuple[int | None, str]] = [
            (_colour(number), say("rules.phase", number=number)) for number in numbers
        ]
        if any(span.phase is None for span in spans):
            words.append((None, say("rules.own_clocks")))
        return tuple(words)

    def _columns(self) -> list[Column]:
        say = self.context.say
        return [
            Column(say("entity.sharing_rule"), "text", -1, "", "rule", most=_RULE_PX),
            Column(say("field.sharing_rule_version.version"), "figure", -1, "", "version"),
            Column("", "text", 0, "", "way", spoken=say("spoken.course")),
            Column(say("rules.standing"), "state", -1, "", "standing"),
            Column(say("rules.now"), "text", -1, "", "now"),
            Column(say("entity.resolution"), "text", -1, "", "resolution"),
        ]

    def _cells(self, each: VersionCourse) -> list[Cell]:
        say, rule = self.context.say, self._rule(each)
        held = each.at(self._on)
        now = say("rules.phase", number=held.phase.number) if held and held.phase else "—"
        told = "\n".join(self._told(span) for span in each.spans)
        return [
            Cell(rule, tip=rule),
            Cell(self.values.format.integer(each.version)),
            Cell("", tip=told),
            Cell(say(f"rules.standing.{each.standing}"), state=_STATES[each.standing]),
            Cell(now, tone="" if now != "—" else "text_note"),
            Cell(each.resolution or "—", tone="" if each.resolution else "text_note"),
        ]

    def _rule(self, each: VersionCourse) -> str:
        name = self.values.record(self.context.records, "sharing_rule", each.rule)
        return f"{each.code} · {name}" if name != each.code else name

    def _way(self, each: VersionCourse) -> Way:
        return Way(
            tuple(
                Stretch(span.first, span.last, _colour(span.phase.number) if span.phase else None)
                for span in each.spans
            )
        )

    def _told(self, span: PhaseSpan) -> str:
        """Tell one stretch in a line, for the tooltip and the screen reader."""
        say, phase = self.context.say, span.phase
        words = say("rules.phase", number=phase.number) if phase else say("rules.own_clocks")
        return say("rules.told", days=self._days(span), phase=words)

    def _days(self, span: PhaseSpan) -> str:
        form = self.values.format
        return form.span(form.date(span.first, "numeric"), form.date(span.last, "numeric"))

    # ------------------------------------------------------------------------ terms by phase

    def _say_terms(self, record: str) -> None:
        """Show the shares of each phase of a version; without shares by phase say why."""
        say, course = self.context.say, self._courses.get(record)
        spans = [span for span in course.spans if span.phase] if course is not None else []
        for part in (self._title, self._hint):
            part.setVisible(course is not None)
        self.terms.setVisible(bool(spans))
        if course is None:
            return
        title = say("rules.terms", rule=self._rule(course), version=course.version)
        self._title.set_words(title, link=say("rules.open"))
        self.terms.setAccessibleName(title)
        self._hint.set_text(say("rules.terms.hint" if spans else "rules.terms.none"))
        phases = [span.phase for span in spans if span.phase is not None]
        codes = list(dict.fromkeys(each.party for phase in phases for each in phase.parties))
        columns = [
            Column(say("entity.rule_phase"), "text", -1, "", "phase"),
            Column(say("rules.clock_years"), "text", -1, "", "years"),
            Column(say("rules.days"), "text", 0, "", "days"),
            *(Column(self._names.short(code), "figure", -1, "%", code) for code in codes),
        ]
        self._rows.set_columns(columns)
        rows, keys = self._terms_of(spans, codes)
        self._rows.set_rows(rows, keys)
        self.terms.set_columns(columns)

    def _terms_of(
        self, spans: Sequence[PhaseSpan], codes: Sequence[str]
    ) -> tuple[list[tuple[Cell, ...]], list[str]]:
        """Return a row for each phase and each of its brackets, and their keys."""
        rows: list[tuple[Cell, ...]] = []
        keys: list[str] = []
        for span in spans:
            if span.phase is None:
                continue
            rows.append(self._phase_cells(span, span.phase, codes))
            keys.append(str(span.phase.number))
            for bracket in span.phase.brackets:
                rows.append(self._bracket_cells(span.phase, bracket, codes))
                keys.append(f"{span.phase.number}.{bracket.number}")
        return rows, keys

    def _phase_cells(self, span: PhaseSpan, phase: Phase, codes: Sequence[str]) -> tuple[Cell, ...]:
        say, of = self.context.say, {each.party: each for each in phase.parties}
        current = span.first <= self._on <= span.last
        years = say("rules.years.from", first=phase.from_year)
        if phase.to_year is not None:
            years = say("rules.years.span", first=phase.from_year, last=phase.to_year)
        return (
            Cell(say("rules.phase", number=phase.number), strong=current),
            Cell(years),
            Cell(self._days(span)),
            *(self._share(of.get(code), strong=current) for code in codes),
        )

    def _share(self, terms: PartyTerms | None, *, strong: bool) -> Cell:
        """Return a share with the bounds of its amount in small before it."""
        if terms is None:
            return Cell("—", tone="text_note")
        say, form = self.context.say, self.values.format
        bounds = [
            say(f"rules.{name}", amount=form.money(amount))
            for name, amount in (("floor", terms.floor_fen), ("cap", terms.cap_fen))
            if amount is not None
        ]
        return Cell(form.share(terms.share_bp, 2), lead="  ".join(bounds), strong=strong)

    def _bracket_cells(
        self, phase: Phase, bracket: Bracket, codes: Sequence[str]
    ) -> tuple[Cell, ...]:
        form = self.values.format
        of = dict(zip((each.party for each in phase.parties), bracket.shares, strict=False))
        above = self.context.say("rules.above", amount=form.with_unit(bracket.above_fen, "money"))
        shares = (Cell(form.share(of.get(code), 2)) for code in codes)
        return (Cell(""), Cell(""), Cell(above, tone="text_secondary"), *shares)

    def _lay_out(self) -> None:
        inner = QWidget(self)
        inner.setProperty("ground", "surface")
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 8, 24, 24)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.legend, 1)
        head.addWidget(self._now)
        column.addLayout(head)
        column.addWidget(self.table)
        column.addSpacing(16)
        column.addWidget(self._title)
        column.addWidget(self.terms)
        column.addWidget(self._hint)
        column.addStretch(1)
        ScrollArea(inner, self, sideways=False).fill(self)


def _colour(number: int) -> int:
    """Return the colour of a phase in the chart's fixed order."""
    return (number - 1) % _SERIES
