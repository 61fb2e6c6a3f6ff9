"""Show every component in every state on one sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDate, QItemSelectionModel, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from domain.formatting import Formatter
from ui.charts.swatches import ColourRow, SeriesOrder
from ui.components.banner import Banner
from ui.components.buttons import Button, IconButton
from ui.components.chip import Chip, PickChip
from ui.components.choice import Choice
from ui.components.date_edit import DateEdit
from ui.components.empty_state import EmptyState
from ui.components.error_panel import ErrorPanel
from ui.components.field import Field
from ui.components.label import Label, hairline
from ui.components.option import Option
from ui.components.progress import ProgressPanel
from ui.components.segments import Segments
from ui.components.tables.cells import Cell, Column
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.components.toast import Toast
from ui.components.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.text import Texts
    from ui.theme.appearance import Appearance

_WIDTH: Final = 683
_COLOURS: Final = (
    "surface", "canvas", "sunken", "selected", "control_border",
    "text_note", "text", "accent", "ok", "warn",
)  # fmt: skip


def components_sheet(appearance: Appearance, texts: Texts, lang: str) -> QWidget:
    """Return the sheet in the theme in force and in ``lang``, as large as it needs to be."""
    sheet = ComponentsSheet(appearance, Words(texts, lang))
    sheet.ensurePolished()
    sheet.setMinimumSize(_WIDTH, sheet.heightForWidth(_WIDTH))
    return sheet


class ComponentsSheet(QWidget):
    """Hold a row per kind of component: its name at the left, its states at the right."""

    def __init__(self, appearance: Appearance, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._words = words
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 16, 24, 16)
        self._column.setSpacing(0)
        self._add_head()
        for name, content in (
            ("buttons", self._buttons()),
            ("fields", self._fields()),
            ("states", self._states()),
            ("banner", self._banner()),
            ("table", self._table()),
            ("progress", self._progress()),
            ("toast", self._toast()),
            ("empty", self._empty()),
            ("error", self._error()),
            ("order", SeriesOrder(appearance, self)),
            ("colours", self._colours()),
        ):
            self._add_part(name, content)
        self._column.addStretch(1)

    @override
    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, super().sizeHint().height())

    def _say(self, key: str) -> str:
        return self._words.say(f"gallery.{key}")

    def _add_head(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.setContentsMargins(0, 0, 0, 4)
        row.addWidget(Label(self._say(self._look.theme.name), "section", parent=self))
        row.addWidget(Label(self._say("subtitle"), "caption", parent=self))
        row.addStretch(1)
        self._column.addLayout(row)

    def _add_part(self, name: str, content: QWidget) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(0)
        label = Label(self._say(f"part.{name}"), "caption", parent=self)
        label.setFixedWidth(96)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(content, 1)
        self._column.addWidget(hairline(self))
        self._column.addLayout(row)

    def _buttons(self) -> QWidget:
        look, say = self._look, self._say
        over = Button(look, say("hover"), "primary", parent=self)
        over.pin("hover")
        focus = Button(look, say("focus"), "primary", parent=self)
        focus.pin("focus")
        second_over = Button(look, say("secondary_hover"), parent=self)
        second_over.pin("hover")
        first = (
            Button(look, say("submit"), "primary", icon="check", parent=self),
            over,
            focus,
            Button(look, say("secondary"), icon="print", parent=self),
            second_over,
        )
        off = Button(look, say("disabled"), parent=self)
        off.setEnabled(False)
        ways = Segments(look, say("board"), parent=self)
        ways.set_options([Option("board", say("board")), Option("funnel", say("funnel"))])
        second = (
            Button(look, say("quiet"), "quiet", icon="export", parent=self),
            Button(look, say("danger"), "danger", icon="stage.exited", parent=self),
            off,
            Button(look, say("small"), small=True, parent=self),
            IconButton(look, "undo", self._words.say("components.undo"), parent=self),
        )
        return _rows(self, first, second, (ways,))

    def _fields(self) -> QWidget:
        box = QWidget(self)
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 60, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for number, field in enumerate((*self._first_fields(), *self._more_fields())):
            grid.addWidget(field, number // 3, number % 3)
            grid.setColumnStretch(number % 3, 1)
        grid.addWidget(self._checks(), 2, 0, 1, 3)
        return box

    def _first_fields(self) -> tuple[Field, ...]:
        look, say = self._look, self._say
        revenue = QLineEdit(say("revenue_value"), self)
        revenue.setObjectName("gallery.revenue")
        one = Field(look, say("revenue"), revenue, unit=say("unit"), parent=self)
        one.set_hint(say("last"))
        focused = QLineEdit("35", self)
        focused.setObjectName("gallery.focused")
        focused.setProperty("pinned", "focus")
        two = Field(look, say("focus"), focused, parent=self)
        staff = QLineEdit("57", self)
        staff.setObjectName("gallery.rd_staff")
        three = Field(look, say("rd_staff"), staff, parent=self)
        three.set_error(say("at_most"))
        return one, two, three

    def _more_fields(self) -> tuple[Field, ...]:
        look, say = self._look, self._say
        county = Choice(self)
        county.setObjectName("gallery.county")
        county.set_choices([("longyou", say("longyou"))])
        date = DateEdit(look, self)
        date.setDate(QDate(2024, 12, 31))
        date.setObjectName("gallery.date")
        closed = QLineEdit(say("closed_value"), self)
        closed.setObjectName("gallery.closed")
        locked = Field(look, say("closed"), closed, parent=self)
        locked.set_locked(True)
        return (
            Field(look, say("county"), county, parent=self),
            Field(look, say("date"), date, parent=self),
            locked,
        )

    def _checks(self) -> QWidget:
        on, off, some = (
            QCheckBox(self._say(key), self) for key in ("incubating", "graduated", "some")
        )
        on.setChecked(True)
        some.setTristate(True)
        some.setCheckState(Qt.CheckState.PartiallyChecked)
        chosen, other = (QRadioButton(self._say(key), self) for key in ("yuan_big", "yuan"))
        chosen.setChecked(True)
        return _rows(self, (on, off, some, chosen, other))

    def _states(self) -> QWidget:
        look, say = self._look, self._say
        names = ("ok", "warn", "crit", "info", "unknown")
        words = [
            Chip(look, say(f"state.{name}"), name, shape="plain", parent=self) for name in names
        ]
        chips: list[QWidget] = [
            Chip(look, say(f"chip.{name}"), name, parent=self) for name in names[:4]
        ]
        chips.append(Chip(look, say("chip.plain"), parent=self))
        pick = PickChip(look, Option("missing", say("chip.missing"), "missing", "37"), self)
        pick.setChecked(True)
        chips.append(pick)
        return _rows(self, words, chips)

    def _banner(self) -> QWidget:
        banner = Banner(self._look, "warn", self)
        banner.set_message(self._say("banner.lead"), self._say("banner.text"))
        return banner

    def _table(self) -> QWidget:
        say = self._say
        columns = (
            Column(say("col.firm"), width=150),
            Column(say("col.revenue"), "figure", 154),
            Column(say("col.last"), "figure", 108),
            Column(say("col.state"), "state"),
        )
        model = RowsModel(columns, self)
        model.set_rows(self._sample_rows())
        table = FlatTable(self._look, say("part.table"), fit=True, edge_padding=12, parent=self)
        table.set_header_height(41)
        table.setModel(model)
        table.set_columns(columns)
        table.set_cell_focus(on=True)
        table.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
        table.horizontalHeader().setSortIndicatorShown(True)
        flags = QItemSelectionModel.SelectionFlag
        table.selectionModel().select(model.index(2, 0), flags.Select | flags.Rows)
        table.selectionModel().setCurrentIndex(model.index(2, 1), flags.NoUpdate)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.hovered_row = 1
        return table

    def _sample_rows(self) -> list[list[Cell]]:
        say = self._say
        complete = Cell(say("complete"), state="ok")
        form = Formatter(self._words.lang, self._words.texts)
        now, before = (
            [form.money(each) for each in fen]
            for fen in (
                (1_293_670_000, 713_670_000, 523_130_000),
                (1_188_880_000, 611_660_000, 477_940_000),
            )
        )
        return [
            [Cell(say("row.plain")), Cell(now[0]), _last(before[0]), complete],
            [Cell(say("row.hover")), Cell(now[1]), _last(before[1]), complete],
            [
                Cell(say("row.selected")),
                Cell(now[2]),
                _last(before[2]),
                Cell(say("explain"), state="warn"),
            ],
            [
                Cell(say("row.error")),
                Cell(say("about"), ground="crit", strong=True),
                Cell(missing=True),
                Cell(say("one_error"), state="crit"),
            ],
        ]

    def _progress(self) -> QWidget:
        panel = ProgressPanel(self._look, self._words, self)
        panel.set_progress(0.62, self._say("share"), self._say("drawing"))
        return panel

    def _toast(self) -> QWidget:
        box = QWidget(self)
        row = QVBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        toast = Toast(self._look, self._words, box)
        toast.pin(self._say("toast"))
        row.addWidget(toast)
        return box

    def _empty(self) -> QWidget:
        state = EmptyState(self._look, "meetings", self)
        state.set_words(self._say("empty"), self._say("empty_action"), "add")
        return state

    def _error(self) -> QWidget:
        panel = ErrorPanel(self._look, self._words, self)
        panel.set_error(self._say("error_title"), self._say("error_text"))
        return panel

    def _colours(self) -> QWidget:
        named = tuple((role, self._say(f"colour.{role}")) for role in _COLOURS)
        return ColourRow(self._look, named, self)


def _last(text: str) -> Cell:
    return Cell(text, small=True, tone="text_note")


def _rows(parent: QWidget, *lines: Sequence[QWidget]) -> QWidget:
    box = QWidget(parent)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for line in lines:
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in line:
            row.addWidget(widget)
        row.addStretch(1)
        column.addLayout(row)
    return box
