"""The lines above the grid: which grid, how far it is filled, which lines are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from domain.entry import LAYOUTS
from domain.standing.completeness import SECTIONS
from domain.units import WHOLE_BP
from ui.components.banner import Banner
from ui.components.buttons import Button
from ui.components.chip import PickChip
from ui.components.label import Label
from ui.components.option import Option
from ui.components.segments import Segments
from ui.components.thin_bar import ThinBar
from ui.screens.entry.lines import FILTERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

    from ui.screen import ScreenContext
    from ui.screens.entry.progress import Progress
    from ui.values import Values

_ICONS: Final = {
    "missing": "missing",
    "errors": "state.crit",
    "changed": "remark_needed",
    "silent": "state.unknown",
}
_GROUP_GAP: Final = 16
PARTS: Final = tuple(each.key for each in LAYOUTS.values() if each.section == "park")


class EntryHead(QWidget):
    """Offer the grids, the filters and the acts; show completeness.

    Signals:
        grid_chosen: key of the grid to show.
        filter_chosen: name of the filter to put in force.
        same_asked, paste_asked: the buttons were pressed.
    """

    grid_chosen = Signal(str)
    filter_chosen = Signal(str)
    same_asked = Signal()
    paste_asked = Signal()

    def __init__(self, context: ScreenContext, values: Values, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._values = values
        look = context.appearance
        self.kinds = Segments(look, parent=self)
        self.kinds.setObjectName("quarter_entry.kinds")
        self._filled = Label("", "secondary", parent=self)
        self._bar = ThinBar(look, parent=self)
        self._share = Label("", "strong", parent=self)
        self._known = Label("", "secondary", parent=self)
        self.paste_button = Button(look, "", icon="paste", parent=self)
        self.paste_button.setObjectName("quarter_entry.paste_button")
        self.same_button = Button(look, "", icon="same_as_last", parent=self)
        self.same_button.setObjectName("quarter_entry.same_button")
        self.parts = {key: PickChip(look, Option(key, ""), self) for key in PARTS}
        self._only = Label("", "secondary", parent=self)
        self.chips = {name: PickChip(look, Option(name, ""), self) for name in FILTERS}
        self._shown = Label("", "note", parent=self)
        self.notice = Banner(look, "info", self)
        self.notice.setObjectName("quarter_entry.notice")
        self._park = QWidget(self)
        self._fitted: tuple[int | str, ...] = ()
        self._lay_out()
        self._connect()

    def retranslate(self) -> None:
        """Say the fixed words in the language in force."""
        say = self._context.say
        self._filled.set_text(say("quarter_entry.filled"))
        self._only.set_text(say("quarter_entry.only"))
        self.kinds.setAccessibleName(say("quarter_entry.title"))
        self._park.setAccessibleName(say("entry.parts"))
        self._fit()

    def show_progress(self, key: str, progress: Progress) -> None:
        """Show which grid is in force and how far each is filled."""
        say = self._context.say
        section = LAYOUTS[key].section
        self.kinds.set_options(
            [
                Option(name, say(f"quarter_entry.{name}"), count=progress.lines(name))
                for name in SECTIONS
            ]
        )
        self.kinds.choose(section)
        self._park.setVisible(section == "park")
        for name, chip in self.parts.items():
            chip.set_option(Option(name, say(f"entry.part.{name}"), count=progress.count(name)))
            chip.setChecked(name == key)
        known, owed = progress.section(section)
        share = known / owed if owed else 0.0
        self._bar.set_share(share)
        self._share.set_text(self._values.format.percent(round(share * WHOLE_BP)) if owed else "—")
        self._known.set_text(say("quarter_entry.known", known=known, owed=owed))
        self._fit()

    def show_filters(self, counts: Mapping[str, int], explained: str) -> None:
        """Show how many lines, cells or errors each filter would show, and how many it shows.

        ``explained`` names the figures whose change asks for a remark.
        """
        say = self._context.say
        numbers = {**counts, "missing": counts["cells_missing"]}
        for name, chip in self.chips.items():
            words = say(f"quarter_entry.filter.{name}")
            chip.set_option(Option(name, words, _ICONS.get(name, ""), str(numbers[name])))
        told = say("entry.explained", figures=explained) if explained else ""
        self.chips["changed"].setToolTip(told)
        self.chips["changed"].setAccessibleDescription(told)
        self._shown.set_text(say("entry.shown", count=counts["shown"]))

    def pick(self, name: str) -> None:
        """Show a filter as the one in force."""
        for each, chip in self.chips.items():
            chip.setChecked(each == name)

    def lock(self, sentence: str, *, icon: str = "locked") -> None:
        """Say why nothing can be typed, or nothing when it can."""
        self.notice.setVisible(bool(sentence))
        self.notice.set_state("info", icon)
        self.notice.set_message("", sentence)
        for button in (self.same_button, self.paste_button):
            button.setEnabled(not sentence)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def event(self, event: QEvent) -> bool:
        # New segments have a size of their own only once they are laid out.
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """Leave words out where the window is narrow: first of the meter, then of the buttons."""
        say = self._context.say
        words = (
            (self.paste_button, say("entry.paste.button"), "Ctrl V"),
            (self.same_button, say("quarter_entry.same"), "Ctrl L"),
        )
        fitted = (self.width(), self._wanted(), *(text for _, text, _ in words))
        if fitted == self._fitted:
            return
        self._filled.show()
        for button, text, keys in words:
            _say(button, text, keys)
        self._filled.setVisible(self._wanted() <= self.width())
        for button, text, keys in reversed(words):
            if self._wanted() > self.width():
                _say(button, "", "")
                button.setAccessibleName(text)
                button.setToolTip(f"{text} ({keys})")
        self._fitted = (self.width(), self._wanted(), *(text for _, text, _ in words))

    def _wanted(self) -> int:
        """Return the width that the first line asks for, in pixels."""
        parts = (self.kinds, self._filled, self._share, self._known)
        shown = [
            each for each in (*parts, self.paste_button, self.same_button) if not each.isHidden()
        ]
        widths = [each.sizeHint().width() for each in shown]
        gaps = 8 * (len(widths) + 2) + _GROUP_GAP
        return sum(widths) + self._bar.minimumWidth() + gaps + 48

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        self._bar.setMinimumWidth(48)
        self._bar.setMaximumWidth(160)
        self._bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        top.addWidget(self.kinds)
        top.addSpacing(_GROUP_GAP)
        top.addWidget(self._filled)
        top.addWidget(self._bar, 1)
        for widget in (self._share, self._known):
            top.addWidget(widget)
        top.addStretch()
        top.addWidget(self.paste_button)
        top.addWidget(self.same_button)
        parts = QHBoxLayout(self._park)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(8)
        for part in self.parts.values():
            parts.addWidget(part)
        parts.addStretch()
        under = QHBoxLayout()
        under.setSpacing(8)
        for each in (self._only, *self.chips.values(), self._shown):
            under.addWidget(each)
        under.addStretch()
        head = QVBoxLayout(self)
        head.setContentsMargins(24, 12, 24, 12)
        head.setSpacing(8)
        head.addLayout(top)
        head.addWidget(self._park)
        head.addLayout(under)
        head.addWidget(self.notice)

    def _connect(self) -> None:
        self.kinds.chosen.connect(self._on_section)
        self.same_button.clicked.connect(self.same_asked)
        self.paste_button.clicked.connect(self.paste_asked)
        for name, chip in self.chips.items():
            chip.setObjectName(f"quarter_entry.filter_{name}")
            chip.clicked.connect(lambda _=False, chosen=name: self._on_filter(chosen))
        for name, chip in self.parts.items():
            chip.setObjectName(f"quarter_entry.part_{name}")
            chip.clicked.connect(lambda _=False, chosen=name: self.grid_chosen.emit(chosen))
        # The grid takes the keyboard back at once: these are pressed while typing.
        for button in (self.same_button, self.paste_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _on_section(self, section: str) -> None:
        first = next(each.key for each in LAYOUTS.values() if each.section == section)
        self.grid_chosen.emit(first)

    def _on_filter(self, name: str) -> None:
        self.filter_chosen.emit(name if self.chips[name].isChecked() else "all")


def _say(button: Button, text: str, keys: str) -> None:
    button.set_text(text)
    button.set_keys(keys)
    button.setToolTip("")
