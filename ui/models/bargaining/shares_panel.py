"""Try other shares: a slider, a figure and a lock for each party; they always add up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from domain.errors import DomainError
from domain.formatting import Formatter
from domain.imports.numbers import read_amount
from domain.measures import exactly, half_up
from domain.studies.negotiation.weighing import moved
from domain.units import WHOLE_BP
from ui.components.buttons import Button, IconButton
from ui.components.label import IconLabel, Label
from ui.components.restyle import set_style_property
from ui.models.bargaining.share_slider import ShareSlider

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.language import Language
    from ui.theme.appearance import Appearance

_FIGURE_PX: Final = 92
_MOST_NAME: Final = 128
_PER_PERCENT: Final = 100


@dataclass(frozen=True, slots=True)
class _Row:
    """The controls of one party."""

    name: Label
    slider: ShareSlider
    figure: QLineEdit
    lock: IconButton

    def parts(self) -> tuple[QWidget, ...]:
        """Return the controls in the order of the row."""
        return (self.name, self.slider, self.figure, self.lock)


class SharesPanel(QWidget):
    """Hold the shares that are tried, in basis points.

    Signals:
        tried: the shares, as they are moved.
        contract_asked: the contract's shares are to be taken again.
    """

    tried = Signal(object)
    contract_asked = Signal()

    def __init__(
        self, appearance: Appearance, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = appearance
        self._language = language
        self._shares: tuple[int, ...] = ()
        self._names: tuple[str, ...] = ()
        self._locked: set[int] = set()
        self.rows: list[_Row] = []
        self._title = Label("", "section", parent=self)
        self._sum = Label("", "caption", tone="ok", parent=self)
        self._mark = IconLabel(appearance, "state.ok", "ok", size=14, parent=self)
        self.error = Label("", "caption", tone="crit", wrap=True, parent=self)
        self.error.setObjectName("bargaining.error")
        self._note = Label("", "caption", wrap=True, parent=self)
        self.contract = Button(appearance, "", "quiet", icon="undo", small=True, parent=self)
        self.contract.setObjectName("bargaining.as_contract")
        self.contract.clicked.connect(self.contract_asked)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._lay_out()
        self.error.hide()

    @property
    def shares(self) -> tuple[int, ...]:
        """The shares tried, in basis points."""
        return self._shares

    @property
    def locked(self) -> frozenset[int]:
        """Parties whose shares stay."""
        return frozenset(self._locked)

    def set_parties(
        self,
        names: Sequence[str],
        bands: Sequence[tuple[float, float] | None],
        shares: Sequence[int],
    ) -> None:
        """Show parties with the band that all accept, and their shares."""
        if len(names) != len(self.rows):
            self._build(len(names))
        self._names = tuple(names)
        for row, name, band in zip(self.rows, names, bands, strict=True):
            row.name.set_text(name)
            row.slider.set_band(band)
        self.set_shares(shares)
        self.say_again()

    def set_shares(self, shares: Sequence[int]) -> None:
        """Show other shares; nobody is told."""
        self._shares = tuple(shares)
        for row, share in zip(self.rows, self._shares, strict=True):
            row.slider.blockSignals(True)
            row.slider.setValue(share)
            row.slider.blockSignals(False)
            if not row.figure.hasFocus() or not row.figure.isModified():
                self._write(row, share)

    def say_again(self) -> None:
        """Say everything in the language in force."""
        say = self._language.say
        self._title.set_text(say("bargaining.try"))
        self._sum.set_text(say("bargaining.whole", share=self._percent(WHOLE_BP)))
        self.contract.set_text(say("bargaining.as_contract"))
        banded = any(row.slider.band is not None for row in self.rows)
        self._note.set_text(say("bargaining.band" if banded else "bargaining.no_band"))
        for at, row in enumerate(self.rows):
            name = self._names[at]
            row.slider.setAccessibleName(say("bargaining.share", party=name))
            row.figure.setAccessibleName(say("bargaining.share", party=name))
            self._say_lock(at)
            self._write(row, self._shares[at])

    # ------------------------------------------------------------------------------------ parts

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._mark)
        head.addWidget(self._sum)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._note, 1)
        foot.addWidget(self.contract, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(self._grid)
        column.addWidget(self.error)
        column.addLayout(foot)

    def _build(self, count: int) -> None:
        for row in self.rows:
            for part in row.parts():
                self._grid.removeWidget(part)
                part.hide()
                part.deleteLater()
        self._locked.clear()
        self.rows = [self._row(at) for at in range(count)]

    def _row(self, at: int) -> _Row:
        slider = ShareSlider(self._look, self)
        slider.setObjectName(f"bargaining.slider.{at}")
        figure = QLineEdit(self)
        figure.setObjectName(f"bargaining.share.{at}")
        figure.setMaximumWidth(_FIGURE_PX)
        figure.setAlignment(Qt.AlignmentFlag.AlignRight)
        name = Label("", "small", wrap=True, parent=self)
        name.setMaximumWidth(_MOST_NAME)
        name.setBuddy(figure)
        lock = IconButton(self._look, "unlocked", "", small=True, parent=self)
        lock.setObjectName(f"bargaining.lock.{at}")
        lock.setCheckable(True)
        row = _Row(name, slider, figure, lock)
        for column, part in enumerate(row.parts()):
            self._grid.addWidget(part, at, column)
        slider.valueChanged.connect(lambda value: self._move(at, value))
        figure.returnPressed.connect(lambda: self._on_typed(at))
        figure.editingFinished.connect(lambda: self._on_typed(at))
        lock.toggled.connect(lambda on: self._on_lock(at, locked=on))
        return row

    def _say_lock(self, at: int) -> None:
        key = "bargaining.unlock" if at in self._locked else "bargaining.lock"
        self.rows[at].lock.set_name(self._language.say(key, party=self._names[at]))
        self.rows[at].lock.set_icon("locked" if at in self._locked else "unlocked")

    def _formatter(self) -> Formatter:
        return Formatter(self._language.lang, self._language.texts)

    def _percent(self, share: int) -> str:
        return self._formatter().percent(share, 2)

    def _write(self, row: _Row, share: int) -> None:
        row.figure.setText(self._percent(share))
        row.figure.setModified(False)

    # ------------------------------------------------------------------------------------ slots

    def _move(self, at: int, wanted: int) -> None:
        """Change one share; the others give or take."""
        new = moved(self._shares, at, wanted, self.locked)
        changed = new != self._shares
        self.set_shares(new)
        if changed:
            self._refuse(at, "")
            self.tried.emit(new)

    def _on_typed(self, at: int) -> None:
        figure = self.rows[at].figure
        if not figure.isModified():
            return
        text = figure.text().strip()
        wanted = self._read(text)
        if wanted is None or not 0 <= wanted <= WHOLE_BP:
            self._refuse(at, self._language.say("bargaining.wrong", value=text))
            return
        figure.setModified(False)
        self._move(at, wanted)
        got = self._shares[at]
        if got != wanted:
            words = {"party": self._names[at], "share": self._percent(got)}
            self._refuse(at, self._language.say("bargaining.held", **words))
        else:
            self._refuse(at, "")

    def _read(self, text: str) -> int | None:
        """Return basis points of what was typed in percent, None when it is no number."""
        bare = text.replace("%", "").replace("\uff05", "").strip()
        try:
            found = read_amount(bare, "," if self._language.lang == "fr" else ".")
        except DomainError:
            return None
        return half_up(exactly(found.number) * _PER_PERCENT)

    def _on_lock(self, at: int, *, locked: bool) -> None:
        (self._locked.add if locked else self._locked.discard)(at)
        self.rows[at].slider.setEnabled(not locked)
        self.rows[at].figure.setReadOnly(locked)
        self._say_lock(at)

    def _refuse(self, at: int, sentence: str) -> None:
        set_style_property(self.rows[at].figure, "invalid", "true" if sentence else "false")
        self.error.set_text(sentence)
        self.error.setVisible(bool(sentence))
