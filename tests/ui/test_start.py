"""The first start opens, founds or shows a sample, and says what is wrong with an answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from domain.founding import Founder, Founding
from storage.errors import StorageError
from ui.components.due_list import DueList
from ui.start import Doors, StartWindow, with_suffix

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.screen import ScreenContext


@dataclass
class Hall:
    """Remember which door was taken; one refuses."""

    opened: list[Path] = field(default_factory=list)
    founded: list[tuple[Founding, Path]] = field(default_factory=list)
    samples: list[Path] = field(default_factory=list)
    tours: int = 0

    def open(self, path: Path) -> None:
        """Refuse what is no workbook."""
        if path.suffix != ".feidi":
            raise StorageError("foreign", path=str(path))
        self.opened.append(path)

    def doors(self) -> Doors:
        """Return the ways in."""

        def tour() -> None:
            self.tours += 1

        return Doors(self.open, lambda f, p: self.founded.append((f, p)), self.samples.append, tour)


@pytest.fixture
def hall() -> Hall:
    return Hall()


@pytest.fixture
def start(qtbot: QtBot, context: ScreenContext, hall: Hall, tmp_path: Path) -> StartWindow:
    known = tmp_path / "known.feidi"
    known.touch()
    made = StartWindow(
        context.appearance, context.language, hall.doors(), [known, tmp_path / "gone.feidi"]
    )
    qtbot.addWidget(made)
    made.show()
    return made


def _press(start: StartWindow, name: str) -> None:
    button = start.findChild(QPushButton, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _words(start: StartWindow) -> str:
    return " ".join(label.text() for label in start.findChildren(QLabel) if label.isVisible())


def test_three_ways_in_are_offered(start: StartWindow) -> None:
    words = _words(start)
    assert all(title in words for title in ("Sample park", "New workbook", "Open a workbook"))


def test_a_workbook_that_is_opened_closes_the_start(
    qtbot: QtBot, start: StartWindow, hall: Hall
) -> None:
    with qtbot.waitSignal(start.entered):
        start.open_path(Path("park.feidi"))

    assert hall.opened == [Path("park.feidi")]
    assert not start.isVisible()


def test_a_foreign_file_is_refused_with_a_sentence_and_the_start_stays(
    start: StartWindow, hall: Hall
) -> None:
    start.open_path(Path("holiday.jpg"))

    assert hall.opened == []
    assert start.isVisible()
    assert "“holiday.jpg” is not a Feidi workbook" in _words(start)


def test_recent_workbooks_that_still_exist_are_offered(
    qtbot: QtBot, start: StartWindow, hall: Hall, tmp_path: Path
) -> None:
    recent = start.findChild(DueList, "start.recent")
    assert recent is not None
    assert recent.model().rowCount() == 1
    with qtbot.waitSignal(start.entered):
        recent.clicked.emit(recent.model().index(0, 0))

    assert hall.opened == [tmp_path / "known.feidi"]


def _answer(start: StartWindow, **said: str) -> None:
    for name, text in said.items():
        start.founding.lines[name].setText(text)
    _press(start, "start.found")


def test_founding_asks_for_what_is_missing(start: StartWindow) -> None:
    _press(start, "start.new")
    _press(start, "start.found")
    assert _words(start).count("Please fill this in.") == 2
    _answer(start, park_en="P", quarter="2024Q4")
    _press(start, "start.found")
    assert _words(start).count("Please fill this in.") == 2


def test_founding_reads_the_answers_as_people_write_them(
    qtbot: QtBot, start: StartWindow, monkeypatch: pytest.MonkeyPatch, hall: Hall, tmp_path: Path
) -> None:
    from PySide6.QtWidgets import QFileDialog

    chosen = str(tmp_path / "park")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (chosen, ""))
    _press(start, "start.new")
    start.founding.wanted["zh"].click()
    _answer(start, park_en="Quzhou enclave", park_zh="衢杭飞地", quarter="2024年第4季度")
    _answer(start, origin="Quzhou", host="Yuhang", county="Longyou", votes_origin="3",
            votes_host="3", votes_county="2")  # fmt: skip
    start.founding.lines["person"].setText("Ye Qinghe")
    with qtbot.waitSignal(start.entered):
        QTest.keyClick(start.founding.lines["person"], Qt.Key.Key_Return)

    expected = Founding(
        "Quzhou enclave", "Quzhou", "Yuhang", "2024Q4", "en",
        (("zh", "衢杭飞地"),), 3, 3, (Founder("county", "Longyou", 2),), "Ye Qinghe", "chair",
    )  # fmt: skip
    assert hall.founded == [(expected, tmp_path / "park.feidi")]


def test_a_fifth_quarter_votes_in_words_and_two_equal_sides_are_refused_at_their_fields(
    start: StartWindow, hall: Hall
) -> None:
    _press(start, "start.new")
    _answer(start, park_en="P", quarter="2024Q5")
    assert "“2024Q5” is no quarter" in _words(start)
    _answer(start, quarter="2024Q4")
    _answer(start, origin="Q", host="Q", votes_origin="many")
    words = _words(start)
    assert "Both parties are the same" in words
    assert "Whole number" in words
    assert hall.founded == []


def test_one_goes_back_through_the_steps(start: StartWindow) -> None:
    _press(start, "start.new")
    _answer(start, park_en="P", quarter="2024Q4")
    assert start.founding.lines["origin"].isVisible()
    _press(start, "start.back")
    assert start.founding.lines["quarter"].isVisible()
    _press(start, "start.back")
    assert "Sample park" in _words(start)


def test_the_sample_is_made_where_the_user_says(
    qtbot: QtBot, start: StartWindow, monkeypatch: pytest.MonkeyPatch, hall: Hall, tmp_path: Path
) -> None:
    from PySide6.QtWidgets import QFileDialog

    chosen = str(tmp_path / "sample.feidi")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (chosen, ""))
    with qtbot.waitSignal(start.entered):
        _press(start, "start.sample")

    assert hall.samples == [tmp_path / "sample.feidi"]


def test_the_language_of_the_start_is_changed_at_once(
    start: StartWindow, context: ScreenContext
) -> None:
    context.language.choose("zh")
    assert "示例园区" in _words(start)


@pytest.mark.parametrize(
    ("typed", "kept"), [("park", "park.feidi"), ("a.b", "a.b.feidi"), ("p.feidi", "p.feidi")]
)
def test_a_workbook_always_ends_as_workbooks_do(typed: str, kept: str) -> None:
    assert with_suffix(Path(typed)) == Path(kept)
