"""Type a quarter's figures: firms, return projects and the park, each in one grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from domain.closing.steps import acts
from domain.entry import LAYOUTS
from domain.records import Condition
from domain.units import WHOLE_BP, Quarter
from ui.components.buttons import Button
from ui.components.chip import PickChip
from ui.components.label import IconLabel, Label, hairline
from ui.components.option import Option
from ui.components.segments import Segments
from ui.components.thin_bar import ThinBar
from ui.screens.base import Screen
from ui.screens.entry.grid import EntryGrid
from ui.screens.entry.model import FILTERS, EntryModel
from ui.values import Values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Changes, Value
    from ui.screens.base import ScreenContext

_ICONS: Final = {
    "missing": "missing",
    "errors": "state.crit",
    "changed": "remark_needed",
    "silent": "state.unknown",
}
_MAX_FAULTS_TOLD: Final = 3


class QuarterEntryScreen(Screen):
    """Show the entry grid with its filters, its completeness and what the current cell needs."""

    name = "quarter_entry"
    title_key = "quarter_entry.title"
    icon = "entry"
    wide = True

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        look = context.appearance
        self._layout = LAYOUTS["firms"]
        self.model = EntryModel(context, Values(context.language, context.specs), self)
        self._kinds = Segments(look, parent=self)
        self._filled = Label("", "secondary", parent=self)
        self._bar = ThinBar(look, parent=self)
        self._share = Label("", "strong", parent=self)
        self._known = Label("", "secondary", parent=self)
        self._same = Button(look, "", icon="same_as_last", parent=self)
        self._only = Label("", "secondary", parent=self)
        self._chips = {name: PickChip(look, Option(name, ""), self) for name in FILTERS}
        self._keys = Label("", "note", parent=self)
        self.closing = Button(look, "", "primary", icon="saved", parent=self)
        self.closing.setObjectName("quarter_entry.submit")
        self.grid = EntryGrid(look, self.model, self)
        self._foot = _Foot(context, self)
        self._lay_out()
        self._connect()
        self.retranslate()

    @override
    def header_actions(self) -> Sequence[QWidget]:
        return (self.closing,)

    @override
    def narrow(self, where: Sequence[Condition]) -> None:
        for each in where:
            if each.name == "filter" and each.value in self._chips:
                self._pick(str(each.value))

    @override
    def activate(self, quarter: str) -> None:
        super().activate(quarter)
        self.model.show_quarter(self._layout, Quarter.parse(quarter))
        self.grid.refresh_columns()
        self._show_counts()
        self._say_closing()

    @override
    def retranslate(self) -> None:
        say = self.context.say
        self._filled.set_text(say("quarter_entry.filled"))
        self._same.set_text(say("quarter_entry.same"))
        self._same.set_keys("Ctrl D")
        self._only.set_text(say("quarter_entry.only"))
        self._keys.set_text(say("quarter_entry.keys"))
        self._kinds.setAccessibleName(say("quarter_entry.title"))
        self.grid.figures.setAccessibleName(say("quarter_entry.title"))
        self._foot.retranslate()
        self._say_closing()
        if self.quarter:
            self.model.reload()
            self.grid.refresh_columns()
            self._show_counts()
        self.heading_changed.emit()

    def choose_layout(self, key: str) -> None:
        """Show the grid of the firms, the return projects or the park."""
        self._layout = LAYOUTS[key]
        self._kinds.choose(key)
        self._pick("all")
        self.activate(self.quarter)

    def _say_closing(self) -> None:
        """Offer to submit, or once both sides have, to see how far the quarter is."""
        found = self.context.records.find("quarter", quarter=self.quarter)
        act = acts(str(found[0]["state"]))[0] if found else "open_next"
        submit = act == "submit"
        say = self.context.say
        self.closing.set_text(say("closing.act.submit") if submit else say("page.quarter"))
        self.closing.set_kind("primary" if submit else "secondary")

    def _on_closing(self) -> None:
        self.context.desk.open_list("quarter", [Condition("act", "=", "submit")])

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        self._bar.setFixedWidth(160)
        for widget in (self._kinds, self._filled, self._bar, self._share, self._known):
            top.addWidget(widget)
        top.addStretch()
        top.addWidget(self._same)
        under = QHBoxLayout()
        under.setSpacing(8)
        for each in (self._only, *self._chips.values()):
            under.addWidget(each)
        under.addStretch()
        under.addWidget(self._keys)
        head = QVBoxLayout()
        head.setContentsMargins(24, 12, 24, 12)
        head.setSpacing(8)
        head.addLayout(top)
        head.addLayout(under)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(head)
        page.addWidget(hairline(self))
        body = QHBoxLayout()
        body.setContentsMargins(16, 0, 16, 0)
        body.addWidget(self.grid)
        page.addLayout(body, 1)
        page.addWidget(self._foot)

    def _connect(self) -> None:
        self._kinds.chosen.connect(self.choose_layout)
        self.closing.clicked.connect(self._on_closing)
        self._same.clicked.connect(self._on_same)
        for name, chip in self._chips.items():
            chip.setObjectName(f"quarter_entry.filter_{name}")
            chip.clicked.connect(lambda _=False, chosen=name: self._on_filter(chosen))
        figures = self.grid.figures
        figures.pasted.connect(self._on_pasted)
        figures.same_asked.connect(self._on_same)
        figures.fill_asked.connect(self._on_fill)
        figures.fault_asked.connect(self._on_next_fault)
        self.grid.current_changed.connect(self._show_foot)
        self._foot.next_button.clicked.connect(self._on_next_fault)
        self._foot.remark.editingFinished.connect(self._on_remark)
        self.model.counts_changed.connect(self._show_counts)
        self.context.bus.changed.connect(self._on_changed)

    def _show_counts(self) -> None:
        if not self.quarter:
            return
        say, counts = self.context.say, self.model.counts()
        self._kinds.set_options(
            [
                Option(key, say(f"quarter_entry.{key}"), count=str(counts["all"]) if mine else "")
                for key in LAYOUTS
                for mine in (key == self._layout.key,)
            ]
        )
        self._kinds.choose(self._layout.key)
        share = counts["known"] / counts["owed"] if counts["owed"] else 1.0
        self._bar.set_share(share)
        values = Values(self.context.language, self.context.specs)
        self._share.set_text(values.format.percent(round(share * WHOLE_BP)))
        self._known.set_text(say("quarter_entry.known", known=counts["known"], owed=counts["owed"]))
        shown = {**counts, "missing": counts["cells_missing"]}
        for name, chip in self._chips.items():
            words = say(f"quarter_entry.filter.{name}")
            chip.set_option(Option(name, words, _ICONS.get(name, ""), str(shown[name])))
        self.grid.refresh_totals()
        self._show_foot(self.grid.figures.currentIndex())

    def _show_foot(self, index: QModelIndex) -> None:
        if not index.isValid() or index.row() >= self.model.rowCount():
            self._foot.rest()
            return
        line, each = self.model.line(index.row()), self.model.field_of(index)
        refused = self.model.refusal(index)
        if refused is not None and each is not None:
            spec = self.context.specs[self._layout.table]
            figure = Values(self.context.language, self.context.specs).name(spec, each)
            self._foot.show_refusal(self.model.name(line), figure, refused.text, refused.reason)
        elif line.to_explain(self._layout) or line.values.get("remark"):
            self._foot.show_remark(self.model.name(line), str(line.values.get("remark") or ""))
        else:
            self._foot.rest()

    def _pick(self, name: str) -> None:
        for each, chip in self._chips.items():
            chip.setChecked(each == name)
        if self.quarter:
            self.model.filter_lines(name)

    def _on_filter(self, name: str) -> None:
        self._pick(name if self._chips[name].isChecked() else "all")

    def _on_changed(self, changes: Changes) -> None:
        if self.quarter and self.isVisible():
            self.model.take(changes)
            self._say_closing()

    def _on_remark(self) -> None:
        index = self.grid.figures.currentIndex()
        if index.isValid() and self._foot.remark.isModified():
            self._foot.remark.setModified(False)
            self.model.remark(index.row(), self._foot.remark.text().strip())

    def _on_next_fault(self) -> None:
        self.grid.go_to(self.model.next_refusal(self.grid.figures.currentIndex()))

    def _on_same(self) -> None:
        """Take last quarter's value into the selected cells that have one."""
        wanted: dict[int, dict[str, Value]] = {}
        for index in self.grid.figures.selectedIndexes():
            each = self.model.field_of(index)
            before = None if each is None else self.model.line(index.row()).before.get(each.name)
            if each is not None and before is not None:
                wanted.setdefault(index.row(), {})[each.name] = before
        self._write(wanted)

    def _on_fill(self) -> None:
        """Repeat the first selected row in the rows below it."""
        chosen = self.grid.figures.selectedIndexes()
        first = min(index.row() for index in chosen)
        wanted: dict[int, dict[str, Value]] = {}
        for index in chosen:
            each = self.model.field_of(index)
            if each is not None and index.row() != first:
                value = self.model.line(first).values.get(each.name)
                wanted.setdefault(index.row(), {})[each.name] = value
        self._write(wanted)

    def _write(self, wanted: dict[int, dict[str, Value]]) -> None:
        if not wanted:
            return
        faults = self.model.set_values(wanted)
        if faults:
            self.context.desk.tell(faults[0][1], icon="state.crit")
            return
        count = sum(map(len, wanted.values()))
        self.context.desk.tell(self.context.say("quarter_entry.written", count=count), undo=True)

    def _on_pasted(self, text: str) -> None:
        """Write a block from the clipboard, all or nothing."""
        start = self.grid.figures.currentIndex()
        cells = [
            (start.row() + down, start.column() + right, cell)
            for down, row in enumerate(text.rstrip("\r\n").splitlines())
            for right, cell in enumerate(row.split("\t"))
        ]
        say = self.context.say
        last = self.model.columnCount() - 2
        beyond = [c for c in cells if c[0] >= self.model.rowCount() or c[1] > last]
        if not start.isValid() or not cells:
            return
        if beyond:
            self.context.desk.tell(say("quarter_entry.block_too_large"), icon="state.crit")
            return
        faults = self.model.enter_many(cells)
        if not faults:
            sentence = say("quarter_entry.written", count=len(cells))
            self.context.desk.tell(sentence, undo=True)
            return
        self.grid.go_to(faults[0][0])
        reasons = " ".join(reason for _, reason in faults[:_MAX_FAULTS_TOLD])
        sentence = say("quarter_entry.not_pasted", count=len(faults), reasons=reasons)
        self._foot.show_message(sentence)


class _Foot(QWidget):
    """What the current cell needs: why it was refused, or the remark it asks for."""

    def __init__(self, context: ScreenContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        look = context.appearance
        self.setObjectName("quarter_entry.foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon = IconLabel(look, "state.crit", "crit", parent=self)
        self._lead = Label("", "strong", parent=self)
        self._text = Label("", "body", parent=self)
        self.remark = QLineEdit(self)
        self.remark.setObjectName("quarter_entry.remark")
        self.next_button = Button(look, "", icon="arrow-down", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 24, 8)
        row.setSpacing(12)
        for widget in (self._icon, self._lead, self._text):
            row.addWidget(widget)
        row.addWidget(self.remark, 1)
        row.addStretch()
        row.addWidget(self.next_button)
        self.rest()

    def retranslate(self) -> None:
        """Say the fixed words in the language in force."""
        self.next_button.set_text(self._context.say("quarter_entry.next_fault"))
        self.next_button.set_keys("F8")
        remark = self._context.say("quarter_entry.remark")
        self.remark.setPlaceholderText(remark)
        self.remark.setAccessibleName(remark)

    def rest(self) -> None:
        """Show nothing."""
        self.setVisible(False)

    def show_refusal(self, name: str, figure: str, text: str, reason: str) -> None:
        """Say why a typed figure was refused."""
        self._ground("crit")
        self._icon.set_icon("state.crit", "crit")
        say = self._context.say
        self._lead.set_text(say("quarter_entry.at", name=name, figure=figure, value=text))
        self._text.set_text(reason)
        self._shape(remark=False)

    def show_remark(self, name: str, remark: str) -> None:
        """Ask why figures changed that much."""
        self._ground("" if remark else "warn")
        self._icon.set_icon("remark_needed", "warn")
        self._lead.set_text(name)
        self._text.set_text("" if remark else self._context.say("quarter_entry.explain"))
        if not self.remark.hasFocus():
            self.remark.setText(remark)
        self._shape(remark=True)

    def show_message(self, sentence: str) -> None:
        """Say why a block was not written."""
        self._ground("crit")
        self._icon.set_icon("state.crit", "crit")
        self._lead.set_text("")
        self._text.set_text(sentence)
        self._shape(remark=False)

    def _shape(self, *, remark: bool) -> None:
        self.remark.setVisible(remark)
        self.next_button.setVisible(not remark)
        self.setVisible(True)

    def _ground(self, state: str) -> None:
        self.setProperty("ground", f"{state}_tint" if state else "canvas")
        self.style().unpolish(self)
        self.style().polish(self)
