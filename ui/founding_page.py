"""Ask in three steps for the park that a new workbook is founded for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from domain.errors import DomainError
from domain.founding import OTHER_KINDS, Founder, Founding
from domain.imports.parsing import parse_value
from domain.people.roles import ROLES
from domain.records import Kind
from domain.text import LANGUAGES
from ui.components.buttons import Button
from ui.components.chip import PickChip
from ui.components.choice import Choice
from ui.components.field import Field
from ui.components.label import Label
from ui.components.option import Option
from ui.components.step_line import StepLine, StepLook
from ui.tab_order import bring_in_sight

if TYPE_CHECKING:
    from ui.language import Language
    from ui.theme.appearance import Appearance

STEPS: Final = ("park", "parties", "people")
_NAMES: Final = {"zh": "中文", "fr": "Français", "en": "English"}
_SIDES: Final = ("origin", "host")
_PARTIES: Final = (*_SIDES, *OTHER_KINDS)
_VOTES_PX: Final = 96
_MOST_VOTES: Final = 999


class FoundingPage(QWidget):
    """Ask for the park, its parties, its first quarter and who works; check what is typed.

    Signals:
        left: the user went back from the first step.
        finished: :class:`Founding` with the answers.
    """

    left = Signal()
    finished = Signal(object)

    def __init__(self, appearance: Appearance, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = appearance
        self._language = language
        self._title = Label("", "title", parent=self)
        self._about = Label("", "secondary", wrap=True, parent=self)
        self._steps = StepLine(appearance, self)
        self.lines: dict[str, QLineEdit] = {}
        self.boxes: dict[str, Field] = {}
        self.wanted: dict[str, PickChip] = {}
        self._in = Label("", "caption", parent=self)
        self.role = Choice(self)
        self.role.setObjectName("start.role")
        self._role = Field(appearance, "", self.role, parent=self)
        self._plain = Label("", "secondary", wrap=True, parent=self)
        self._pages = QStackedWidget(self)
        for page in (self._park_page(), self._parties_page(), self._people_page()):
            self._pages.addWidget(page)
        self._back = Button(appearance, "", icon="arrow-left", parent=self)
        self._back.setObjectName("start.back")
        self._next = Button(appearance, "", "primary", parent=self)
        self._next.setObjectName("start.found")
        self._back.clicked.connect(self._on_back)
        self._next.clicked.connect(self.finish)
        self._lay_out()

    def focus_first(self) -> None:
        """Put the cursor into the first field of the step in force."""
        first = (self._park_field(self._language.lang), "origin", "person")
        line = self.lines[first[self._pages.currentIndex()]]
        line.setFocus(Qt.FocusReason.TabFocusReason)
        bring_in_sight(line)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        say, lang = self._language.say, self._language.lang
        self._title.set_text(say("start.new"))
        self._about.set_text(say("start.new.hint"))
        self._in.set_text(say("founding.languages"))
        self.wanted[lang].setChecked(True)
        for name, box in self.boxes.items():
            key = self._key(name)
            box.set_label(say(key, language=_NAMES.get(name[-2:], "")))
            box.set_hint(say(f"{key}.hint") if self._language.texts.has(f"{key}.hint") else "")
            box.set_error(None)
        self._role.set_label(say("founding.role"))
        self.role.set_choices([(role, say(f"choice.role.{role}")) for role in ROLES])
        if not self.lines["person"].text():
            self.role.choose("chair")
        self._plain.set_text(say("settings_page.no_lock"))
        self._back.set_text(say("start.back"))
        self._show_names()
        self._show_step(self._pages.currentIndex())

    def finish(self) -> None:
        """Check the step; go on, and after the last hand the answers on."""
        at = self._pages.currentIndex()
        asked = self._asked(at)
        wrong = [name for name in asked if not self._check(name)]
        if wrong:
            self.lines[wrong[0]].setFocus(Qt.FocusReason.OtherFocusReason)
            bring_in_sight(self.boxes[wrong[0]])
        elif at + 1 < len(STEPS):
            self._show_step(at + 1)
            self.focus_first()
        else:
            self.finished.emit(self.answers())

    def answers(self) -> Founding:
        """Return what was answered; every step has been checked."""
        said = {name: line.text().strip() for name, line in self.lines.items()}
        lang = self._language.lang
        others = tuple(
            Founder(kind, said[kind], self._votes(kind)) for kind in OTHER_KINDS if said[kind]
        )
        names = tuple(
            (each, said[self._park_field(each)])
            for each, chip in self.wanted.items()
            if each != lang and chip.isChecked() and said[self._park_field(each)]
        )
        return Founding(
            said[self._park_field(lang)],
            said["origin"],
            said["host"],
            str(parse_value(Kind.QUARTER, said["quarter"], lang)),
            lang,
            names,
            self._votes("origin"),
            self._votes("host"),
            others,
            said["person"],
            self.role.key(),
        )

    def _park_page(self) -> QWidget:
        page, column = self._page()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._in)
        for lang in LANGUAGES:
            chip = PickChip(self._look, Option(lang, _NAMES[lang]), page)
            chip.setObjectName(f"start.in_{lang}")
            chip.clicked.connect(self._show_names)
            self.wanted[lang] = chip
            row.addWidget(chip)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(8)
        for lang in LANGUAGES:
            column.addWidget(self._line(self._park_field(lang), page))
        column.addWidget(self._line("quarter", page))
        column.addStretch(1)
        return page

    def _parties_page(self) -> QWidget:
        page, column = self._page()
        for kind in _PARTIES:
            votes = self._line(f"votes_{kind}", page)
            votes.setFixedWidth(_VOTES_PX)
            row = QHBoxLayout()
            row.setSpacing(16)
            row.addWidget(self._line(kind, page), 1)
            row.addWidget(votes)
            column.addLayout(row)
        column.addStretch(1)
        return page

    def _people_page(self) -> QWidget:
        page, column = self._page()
        column.addWidget(self._line("person", page))
        column.addWidget(self._role)
        column.addWidget(self._plain)
        column.addStretch(1)
        return page

    def _page(self) -> tuple[QWidget, QVBoxLayout]:
        page = QWidget(self)
        page.setProperty("ground", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        return page, column

    def _line(self, name: str, page: QWidget) -> Field:
        line = QLineEdit(page)
        line.setObjectName(f"start.{name}")
        line.returnPressed.connect(self.finish)
        self.lines[name] = line
        self.boxes[name] = Field(self._look, "", line, parent=page)
        return self.boxes[name]

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._next)
        foot.addWidget(self._back)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._title, self._about, self._steps):
            column.addWidget(part)
        column.addSpacing(8)
        column.addWidget(self._pages, 1)
        column.addLayout(foot)

    def _park_field(self, lang: str) -> str:
        return f"park_{lang}"

    def _key(self, name: str) -> str:
        """Return the text key of a field's label."""
        if name.startswith("park_"):
            return "founding.park"
        if name.startswith("votes_"):
            return "founding.votes"
        known = ("origin", "host", "quarter")
        return f"start.field.{name}" if name in known else f"founding.{name}"

    def _asked(self, step: int) -> tuple[str, ...]:
        """Return the fields that a step checks."""
        if step == 0:
            return (self._park_field(self._language.lang), "quarter")
        votes = tuple(f"votes_{kind}" for kind in _PARTIES)
        return (*_SIDES, *votes) if step == 1 else ()

    def _show_names(self) -> None:
        """Ask for the park's name in the languages wanted; that in force always is."""
        self.wanted[self._language.lang].setChecked(True)
        for lang, chip in self.wanted.items():
            self.boxes[self._park_field(lang)].setVisible(chip.isChecked())

    def _show_step(self, at: int) -> None:
        say = self._language.say
        self._pages.setCurrentIndex(at)
        self._next.set_text(say("start.found" if at + 1 == len(STEPS) else "founding.next"))
        looks = []
        for number, name in enumerate(STEPS):
            state = "ok" if number < at else "info" if number == at else ""
            icon = {"ok": "state.ok", "info": "circle-dot"}.get(state, "circle-dashed")
            looks.append(StepLook(say(f"founding.step.{name}"), state, icon))
        self._steps.set_steps(looks)

    def _on_back(self) -> None:
        at = self._pages.currentIndex()
        if at == 0:
            self.left.emit()
        else:
            self._show_step(at - 1)

    def _votes(self, kind: str) -> int:
        text = self.lines[f"votes_{kind}"].text().strip()
        return int(text) if text else 0

    def _check(self, name: str) -> bool:
        text, say = self.lines[name].text().strip(), self._language.say
        problem = None
        if name.startswith("votes_"):
            if text and not (text.isdecimal() and int(text) <= _MOST_VOTES):
                problem = say("founding.votes.wrong")
        elif not text:
            problem = say("start.field.empty")
        elif name == "quarter":
            try:
                parse_value(Kind.QUARTER, text, self._language.lang)
            except DomainError:
                problem = say("start.field.quarter.wrong", value=text)
        elif name == "host" and text == self.lines["origin"].text().strip():
            problem = say("error.same_party")
        self.boxes[name].set_error(problem)
        return problem is None
