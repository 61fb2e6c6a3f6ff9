"""A press that prints nothing and dialogs answered beforehand, for the tests of reports."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from ui.report_ports import Asked, Check, Exported, IssuedReport, Picture, Printed, ReportPorts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from domain.progress import Progress
    from ui.screens.reports import ReportsScreen


PAGES = 4


CONTRACTS = (("c1", "YY-2022"), ("c2", "YY-2024"))


PARTS = ("summary", "firms", "returns")


WORDS = ("cover", "summary of revenue", "firms", "revenue of the returns")


@dataclass
class FakePress:
    """A press that prints at once, or when it is let; it remembers what it was asked."""

    folder: Path
    asked: list[Asked] = field(default_factory=list)
    drawn: list[tuple[int, float, bool]] = field(default_factory=list)
    failure: Exception | None = None
    check: Check = field(default_factory=lambda: Check("unchanged", "quarterly", "2024Q3", 1))
    gate: threading.Event = field(default_factory=threading.Event)
    standing: str = "draft"
    signs: bool = True
    found: IssuedReport | None = None

    def __post_init__(self) -> None:
        """Begin with an open gate."""
        self.gate.set()

    def ports(self) -> ReportPorts:
        """Return what the screen is given."""
        return ReportPorts(
            kinds=("quarterly", "operator", "annual"),
            parts={"quarterly": PARTS, "annual": PARTS},
            missing=lambda _quarter: 37,
            preview=self.preview,
            issue=self.issue,
            page=self.page,
            text=lambda _path, page: WORDS[page],
            verify=lambda _path, _progress: self.check,
            copy=self.copy,
            sign=self.sign if self.signs else None,
            issued=lambda _asked, _shown, _progress: self.found,
            subjects={"operator": lambda quarter: CONTRACTS if quarter == "2024Q4" else ()},
        )

    def preview(self, asked: Asked, progress: Progress) -> Printed:
        """Print into the folder."""
        self.asked.append(asked)
        while not self.gate.wait(0.01):
            progress.step(1, PAGES)
        if self.failure is not None:
            raise self.failure
        path = self.folder / f"preview-{len(self.asked)}.pdf"
        path.write_bytes(repr(asked).encode())
        starts = {"cover": 1, "summary": 2, "firms": 3, "returns": 4}
        wanted = {"cover", *(asked.parts or PARTS)}
        found = {part: page for part, page in starts.items() if part in wanted}
        return Printed(path, "Park: report 2024Q4", PAGES, found, 0, self.standing)

    def issue(self, asked: Asked, path: Path, progress: Progress) -> Exported:
        """Print into the user's file."""
        progress.step(0, 1)
        if self.failure is not None:
            raise self.failure
        path.write_bytes(repr(asked).encode())
        return Exported(path, 0 if self.standing == "draft" else 2)

    def copy(self, asked: Asked, path: Path, progress: Progress) -> Path:
        """Write a copy into the user's file."""
        progress.step(0, 1)
        if self.failure is not None:
            raise self.failure
        path.write_text(path.suffix + repr(asked))
        return path

    def sign(self, asked: Asked, path: Path, key: tuple[Path, str], progress: Progress) -> Exported:
        """Print into the user's file, with the key's name and passphrase in it."""
        made = self.issue(asked, path, progress)
        path.write_text(f"{key[0].name} {key[1]}")
        return made

    def page(self, path: Path, page: int, scale: float, grey: bool) -> Picture:
        """Return a page of one colour per number."""
        assert path.exists()
        self.drawn.append((page, scale, grey))
        return Picture(2, 2, bytes([page * 10] * 12))


@dataclass
class GivenDialogs:
    """Dialogs that are answered beforehand."""

    where: Path | None = None
    which: Path | None = None
    key: tuple[Path, str] | None = None
    offered: str = ""

    def ask_where(self, _parent: QWidget, name: str) -> Path | None:
        """Return the answer."""
        self.offered = name
        return self.where

    def ask_copy(self, _parent: QWidget, name: str, _endings: Sequence[str]) -> Path | None:
        """Return the answer."""
        self.offered = name
        return self.where

    def ask_key(self, _parent: QWidget) -> tuple[Path, str] | None:
        """Return the answer."""
        return self.key

    def ask_which(self, _parent: QWidget) -> Path | None:
        """Return the answer."""
        return self.which

    def ask_printer(self, _parent: QWidget, printer: object) -> bool:
        """Print nothing."""
        del printer
        return False


def wait_for_pages(qtbot: QtBot, screen: ReportsScreen) -> None:
    """Wait until the preview stands and its pictures are there."""
    qtbot.waitUntil(screen.export.isEnabled, timeout=10_000)
    qtbot.waitUntil(lambda: not screen.preview.sheets.busy(), timeout=10_000)


def click(button: QAbstractButton) -> None:
    """Click a button."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def clipboard_text() -> str:
    """Return what was copied."""
    return QGuiApplication.clipboard().text()


def banner_text(screen: ReportsScreen) -> str:
    """Return what the banner above the pages says."""
    words = screen.checked.findChild(QLabel)
    assert words is not None
    return words.accessibleName()
