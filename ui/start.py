"""Begin: open a workbook, found a new one step by step, or look at the sample park."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from domain.errors import DomainError
from domain.text import LANGUAGES
from storage.errors import StorageError
from ui.components.banner import Banner
from ui.components.buttons import Button
from ui.components.label import IconLabel, Label
from ui.components.option import Option
from ui.components.scroll_area import ScrollArea
from ui.components.segments import Segments

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain.founding import Founding
    from ui.components.due_list import DueList
    from ui.founding_page import FoundingPage
    from ui.language import Language
    from ui.theme.appearance import Appearance

LANGUAGE_NAMES: Final = {"zh": "中文", "fr": "Français", "en": "English"}
"""What each language calls itself."""

_WIDE: Final = 640
_MOST_RECENT: Final = 5
_SUFFIX: Final = ".feidi"


@dataclass(frozen=True, slots=True)
class Doors:
    """What the composition root does when the user has chosen.

    Each may raise DomainError or StorageError; the start window says why and stays.
    """

    open: Callable[[Path], None]
    create: Callable[[Founding, Path], None]
    sample: Callable[[Path], None]
    tour: Callable[[], None]


class StartWindow(QWidget):
    """Offer ways in, and the workbooks opened lately.

    Signals:
        entered: a workbook was opened; the window closes itself.
    """

    entered = Signal()

    def __init__(
        self,
        appearance: Appearance,
        language: Language,
        doors: Doors,
        recent: Sequence[Path] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._language = language
        self._doors = doors
        self._recent = [path for path in recent if path.exists()]
        self.setObjectName("start")
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(960, 640)
        self._refusal = Banner(appearance, "crit", self)
        self._refusal.setObjectName("start.refusal")
        self._refusal.hide()
        self._pages = QStackedWidget(self)
        self._choices = _Choices(appearance, self)
        self._founding: FoundingPage | None = None
        self._pages.addWidget(self._choices)
        self._languages = Segments(appearance, "", self)
        self._languages.setObjectName("start.language")
        self._languages.set_options([Option(key, LANGUAGE_NAMES[key]) for key in LANGUAGES])
        self._languages.choose(language.lang)
        self._lay_out()
        self._wire()
        self._retranslate()

    @property
    def founding(self) -> FoundingPage:
        """The page that asks for a new park, made when it is first wanted."""
        if self._founding is None:
            from ui.founding_page import FoundingPage

            page = FoundingPage(self._appearance, self._language, self)
            page.left.connect(lambda: self._pages.setCurrentWidget(self._choices))
            page.finished.connect(self._on_founded)
            page.retranslate()
            self._pages.addWidget(page)
            self._founding = page
        return self._founding

    def open_path(self, path: Path) -> None:
        """Open a workbook; a refusal is shown."""
        self._enter(lambda: self._doors.open(path))

    def make_sample(self, path: Path) -> None:
        """Build the sample park at a place; a refusal is shown."""
        self._enter(lambda: self._doors.sample(with_suffix(path)))

    def found(self, founding: Founding, path: Path) -> None:
        """Found a new workbook at a place; a refusal is shown."""
        self._enter(lambda: self._doors.create(founding, with_suffix(path)))

    def begin_founding(self) -> None:
        """Ask for what a new park needs."""
        self._refusal.hide()
        self._pages.setCurrentWidget(self.founding)
        self.founding.focus_first()

    def refuse(self, error: DomainError | StorageError) -> None:
        """Say why a workbook was not opened."""
        from ui.refusal import plain_sentence

        self._refusal.set_state("crit")
        self._refusal.set_message("", plain_sentence(self._language, error))
        self._refusal.show()

    def say(self, words: str, icon: str) -> None:
        """Say something about what is being done; ``icon`` is that of its state."""
        self._refusal.set_state(icon.removeprefix("state."))
        self._refusal.set_message("", words)
        self._refusal.show()

    def tell_crash(self, file: str) -> None:
        """Say that something went wrong, and in which file it is reported."""
        say = self._language.say
        self._refusal.set_state("crit")
        self._refusal.set_message(say("crash.title"), say("crash.text", file=file))
        self._refusal.show()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addStretch(1)
        top.addWidget(self._languages)
        middle = QVBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self._refusal)
        middle.addWidget(self._pages, 1)
        holder = QWidget(self)
        holder.setProperty("ground", "page")
        holder.setMaximumWidth(_WIDE)
        holder.setLayout(middle)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(holder, 100)
        row.addStretch(1)
        whole = QWidget(self)
        whole.setProperty("ground", "page")
        column = QVBoxLayout(whole)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addLayout(top)
        column.addLayout(row, 1)
        # A screen on which everything is shown much larger has less room than this needs.
        ScrollArea(whole, self).fill(self)

    def _wire(self) -> None:
        self._languages.chosen.connect(self._language.choose)
        self._language.language_changed.connect(self._retranslate)
        self._choices.open_asked.connect(self._on_open_asked)
        self._choices.new_asked.connect(self.begin_founding)
        self._choices.sample_asked.connect(self._on_sample_asked)
        self._choices.tour_asked.connect(self._doors.tour)
        self._choices.recent_chosen.connect(lambda key: self.open_path(self._recent[int(key)]))

    def _retranslate(self) -> None:
        say = self._language.say
        self.setWindowTitle(say("start.title"))
        self.setAccessibleName(self.windowTitle())
        self._languages.setAccessibleName(say("settings.language"))
        self._languages.choose(self._language.lang)
        self._choices.say(self._language, self._recent)
        if self._founding is not None:
            self._founding.retranslate()
        self._refusal.hide()

    def _on_open_asked(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self._language.say("start.open"), "", self._files()
        )
        if name:
            self.open_path(Path(name))

    def _on_sample_asked(self) -> None:
        path = self._asked_path("start.sample.file")
        if path is not None:
            self.make_sample(path)

    def _on_founded(self, founding: Founding) -> None:
        path = self._asked_path("start.new.file")
        if path is not None:
            self.found(founding, path)

    def _asked_path(self, key: str) -> Path | None:
        say = self._language.say
        name, _ = QFileDialog.getSaveFileName(self, say("start.save"), say(key), self._files())
        return Path(name) if name else None

    def _files(self) -> str:
        return f"{self._language.say('start.files')} (*{_SUFFIX})"

    def _enter(self, way: Callable[[], None]) -> None:
        self._refusal.hide()
        try:
            way()
        except (DomainError, StorageError) as error:
            self.refuse(error)
            return
        self.entered.emit()
        self.close()


def with_suffix(path: Path) -> Path:
    """Return a path that ends as workbooks do."""
    return path if path.suffix == _SUFFIX else path.with_name(f"{path.name}{_SUFFIX}")


class _Choices(QWidget):
    """Show the ways in as rows, then the recent workbooks."""

    open_asked = Signal()
    new_asked = Signal()
    sample_asked = Signal()
    tour_asked = Signal()
    recent_chosen = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = Label("", "large", parent=self)
        self._about = Label("", "secondary", wrap=True, parent=self)
        self._rows = {
            "sample": _Way(appearance, "firms", "primary", self),
            "tour": _Way(appearance, "run", "secondary", self),
            "new": _Way(appearance, "add", "secondary", self),
            "open": _Way(appearance, "folder-open", "secondary", self),
        }
        for name, way in self._rows.items():
            way.button.setObjectName(f"start.{name}")
        self._rows["open"].button.clicked.connect(self.open_asked)
        self._rows["new"].button.clicked.connect(self.new_asked)
        self._rows["sample"].button.clicked.connect(self.sample_asked)
        self._rows["tour"].button.clicked.connect(self.tour_asked)
        self._recent_title = Label("", "heading", parent=self)
        self._appearance = appearance
        self._recent: DueList | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addSpacing(16)
        for way in self._rows.values():
            column.addWidget(way)
        column.addSpacing(16)
        column.addWidget(self._recent_title)
        self._room = QVBoxLayout()
        column.addLayout(self._room)
        column.addStretch(1)

    def say(self, language: Language, recent: Sequence[Path]) -> None:
        """Say everything in the language in force."""
        self._title.set_text(language.say("start.title"))
        self._about.set_text(language.say("start.about"))
        for name, way in self._rows.items():
            way.say(
                language.say(f"start.{name}"),
                language.say(f"start.{name}.about"),
                language.say(f"start.{name}.button"),
            )
        self._recent_title.set_text(language.say("start.recent"))
        self._recent_title.setVisible(bool(recent))
        if recent:
            self._say_recent(language.say("start.recent"), recent[:_MOST_RECENT])

    def _say_recent(self, name: str, recent: Sequence[Path]) -> None:
        from ui.components.due_list import DueList, DueRow

        if self._recent is None:
            self._recent = DueList(self._appearance, parent=self)
            self._recent.setObjectName("start.recent")
            self._recent.row_chosen.connect(self.recent_chosen)
            self._room.addWidget(self._recent)
        self._recent.setAccessibleName(name)
        self._recent.set_rows(
            [
                DueRow(str(at), path.stem, str(path.parent), "", "data")
                for at, path in enumerate(recent)
            ]
        )


class _Way(QFrame):
    """Show one way in: what it is, what it does, its button."""

    def __init__(self, appearance: Appearance, icon: str, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("part", "card")
        self._title = Label("", "strong", parent=self)
        self._about = Label("", "caption", wrap=True, parent=self)
        self.button = Button(appearance, "", kind, parent=self)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._about)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(16)
        row.addWidget(IconLabel(appearance, icon, "accent", size=24, parent=self))
        row.addLayout(words, 1)
        row.addWidget(self.button)

    def say(self, title: str, about: str, button: str) -> None:
        """Show other words."""
        self._title.set_text(title)
        self._about.set_text(about)
        self.button.set_text(button)
