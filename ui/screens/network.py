"""Show the network at a glance: what flows between places, the platforms, the help given home."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from domain.records import Condition, Query
from domain.reports.charts import HorizontalBar, HorizontalBars
from domain.reports.names import names_of
from domain.reports.network_charts import Teller, flow_chart
from domain.standing.network import KINDS, flows_over_a_year
from domain.standing.places import places
from domain.standing.rows import text
from domain.units import QUARTERS_PER_YEAR, Quarter
from ui.charts.drawn.chart import DrawnChart
from ui.charts.drawn.pen import ROLES, SERIES
from ui.components.empty_state import EmptyState
from ui.components.label import Label
from ui.components.option import Option
from ui.components.scroll_area import ScrollArea
from ui.components.section_title import SectionTitle
from ui.components.segments import Segments
from ui.network.cards import PlatformCards
from ui.screens.fresh import FreshScreen
from ui.screens.ways import WayLegend
from ui.values import Values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from domain.reports.networks import FlowChart
    from domain.standing.network import Flow
    from ui.screen import ScreenContext

_ASIDE_PX: Final = 380
_ROOM_BESIDE: Final = 1000
_WIDEST: Final = 720
_MARGIN: Final = 24
_KEY: Final = (
    (SERIES["ink"], "network.key.host"),
    (SERIES["sand"], "network.key.origin"),
    (ROLES["grey"], "network.key.other"),
)
"""Colours of the bands and the words of where they come from, see ``flow_chart``."""


class NetworkScreen(FreshScreen):
    """Show flows of one kind of factor over four quarters beside what the places are."""

    name = "network"
    title_key = "place.network"
    icon = "network"
    told = frozenset({"factor_flow", "diffusion_entry", "enclave", "party", "region"})

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        look = context.appearance
        self.values = Values(context.language, context.specs)
        self._title = SectionTitle(look, parent=self)
        self.kinds = Segments(look, parent=self)
        self.kinds.setObjectName("network.kinds")
        form = self.values.format
        self.chart = DrawnChart(look, context.words, form.number, self)
        self.chart.setObjectName("network.flows")
        self.key = WayLegend(look, self)
        self.key.setObjectName("network.key")
        self.remark = Label("", "caption", wrap=True, parent=self)
        self.unmeasured = Label("", "caption", wrap=True, parent=self)
        self.nothing = EmptyState(look, "network", self)
        self._platforms = SectionTitle(look, parent=self)
        self.cards = PlatformCards(context, self.values, self)
        self._diffusion = SectionTitle(look, parent=self)
        self.help = DrawnChart(look, context.words, form.number, self)
        self.help.setObjectName("network.diffusion")
        self._no_help = Label("", "secondary", wrap=True, parent=self)
        self._lay_out()
        self._wire()
        self.retranslate()

    # ---------------------------------------------------------------------------- as a screen

    @override
    def retranslate(self) -> None:
        say = self.context.say
        self.kinds.setAccessibleName(say("network.kinds"))
        self.nothing.set_words(say("network.nothing"), say("network.add"), "add")
        self._no_help.set_text(say("network.no_diffusion"))
        if self.quarter:
            self.read()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= _ROOM_BESIDE
        way = QBoxLayout.Direction
        self._sides.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._aside.setMaximumWidth(_ASIDE_PX if beside else _WIDEST)
        self._aside.setMinimumWidth(_ASIDE_PX if beside else 0)

    # ---------------------------------------------------------------------------------- reading

    @override
    def _read(self) -> None:
        flows = flows_over_a_year(self.context.records, Quarter.parse(self.quarter))
        entries = Counter[str]()
        for flow in flows:
            entries[flow.kind] += flow.entries
        chosen = self.kinds.current()
        self.kinds.set_options(
            [
                Option(
                    kind,
                    self.context.say(f"choice.factor_kind.{kind}"),
                    "",
                    self.values.format.integer(entries[kind]),
                )
                for kind in KINDS
            ]
        )
        if not chosen and entries:
            self.kinds.choose(entries.most_common(1)[0][0])
        self._show_flows(flows)
        self.cards.read()
        self._show_platforms()
        self._show_help()

    def _span(self) -> str:
        last = Quarter.parse(self.quarter)
        form = self.values.format
        first = last.plus(1 - QUARTERS_PER_YEAR)
        return form.span(form.quarter(first), form.quarter(last))

    def _show_flows(self, flows: tuple[Flow, ...]) -> None:
        say, kind = self.context.say, self.kinds.current()
        self._title.set_words(
            say("network.flows"), beside=self._span(), link=say("network.flows.all")
        )
        chart = self._flows_of(kind, flows)
        left = sum(flow.unmeasured for flow in flows if flow.kind == kind)
        for part in (self.chart, self.key, self.remark):
            part.setVisible(chart is not None)
        self.nothing.setVisible(chart is None)
        self.unmeasured.setVisible(left > 0)
        self.unmeasured.set_text(say("report.network.unmeasured", count=left))
        if chart is None:
            return
        title = say("network.flows.of", kind=say(f"choice.factor_kind.{kind}"), span=self._span())
        self.chart.set_chart(chart, title)
        self.key.set_words(tuple((colour, say(words)) for colour, words in _KEY))
        self.remark.set_text(say("network.flows.note"))

    def _flows_of(self, kind: str, flows: tuple[Flow, ...]) -> FlowChart | None:
        texts, records = self.context.language.texts, self.context.records
        names = names_of(records, texts, self.context.lang)
        return flow_chart(Teller(self.values.format, names, places(records)), flows, kind)

    def _show_platforms(self) -> None:
        say = self.context.say
        self._platforms.set_words(say("network.platforms"), link=say("network.platforms.all"))

    def _show_help(self) -> None:
        """Show how often each kind of help was given to firms at home over four quarters."""
        last = Quarter.parse(self.quarter)
        first = last.plus(1 - QUARTERS_PER_YEAR).first_day
        period = (
            Condition("date", ">=", first.isoformat()),
            Condition("date", "<=", last.last_day.isoformat()),
        )
        rows = self.context.records.select(
            Query("diffusion_entry", columns=("kind",), where=period)
        )
        counts = Counter(text(row, "kind") for row in rows)
        say = self.context.say
        self._diffusion.set_words(
            say("network.diffusion"),
            beside=say("network.diffusion.unit"),
            link=say("network.diffusion.all"),
        )
        self.help.setVisible(bool(counts))
        self._no_help.setVisible(not counts)
        bars = tuple(
            HorizontalBar(
                say(f"choice.diffusion_kind.{kind}"), count, self.values.format.integer(count)
            )
            for kind, count in counts.most_common()
        )
        if bars:
            full = float(max(counts.values()))
            self.help.set_chart(HorizontalBars(bars, full), say("network.diffusion"))

    # ---------------------------------------------------------------------------------- wiring

    def _on_kind(self, _kind: str) -> None:
        self._show_flows(flows_over_a_year(self.context.records, Quarter.parse(self.quarter)))

    def _wire(self) -> None:
        desk = self.context.desk
        self.kinds.chosen.connect(self._on_kind)
        self._title.link_clicked.connect(lambda: desk.open_screen("factor_flow"))
        self.nothing.action_asked.connect(lambda: desk.open_screen("factor_flow"))
        self._platforms.link_clicked.connect(lambda: desk.open_screen("enclave"))
        self._diffusion.link_clicked.connect(lambda: desk.open_screen("diffusion_entry"))
        self.cards.asked.connect(lambda record: desk.open_record("enclave", record))
        self.context.bus.changed.connect(self._on_changed)

    def _lay_out(self) -> None:
        drawn = (self.chart, self.key, self.remark, self.unmeasured)
        flows = (self._title, self.kinds, *drawn, self.nothing)
        places = (self._platforms, self.cards, self._diffusion, self.help, self._no_help)
        inner = QWidget(self)
        inner.setProperty("ground", "surface")
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(0)
        self._sides.addWidget(_column(flows, inner), 1)
        self._aside = _column(places, inner)
        self._sides.addWidget(self._aside)
        ScrollArea(inner, self).fill(self)


def _column(parts: Sequence[QWidget], parent: QWidget) -> QWidget:
    """Return parts under each other, from the top; a title keeps its distance to the one above."""
    holder = QWidget(parent)
    column = QVBoxLayout(holder)
    column.setContentsMargins(_MARGIN, 16, _MARGIN, _MARGIN)
    column.setSpacing(8)
    for at, part in enumerate(parts):
        if at and isinstance(part, SectionTitle):
            column.addSpacing(16)
        column.addWidget(part)
    column.addStretch(1)
    return holder
