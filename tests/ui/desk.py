"""Hold what screens are given in tests: a small park, and a desk that remembers."""

from __future__ import annotations

import errno
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import resources
from domain.entities import SPECS
from domain.records import Actor
from domain.text import Texts
from storage.workbook import Workbook
from tests.storage.park import added
from ui.bus import Bus
from ui.language import Language
from ui.screen import ScreenContext
from ui.services import Services
from ui.tasks import Tasks
from ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtCore import QObject

    from domain.records import Condition
    from domain.tables import Cell, Heading
    from domain.text import Catalogue

TODAY = date(2025, 1, 20)
FIRMS = 30
STAGES = ("lead", "screened", "panel", "admitted", "incubating")


@dataclass
class RecordedDesk:
    """A desk that remembers what it was asked for."""

    told: list[str] = field(default_factory=list)
    opened: list[tuple[str, str]] = field(default_factory=list)
    lists: list[tuple[str, tuple[Condition, ...]]] = field(default_factory=list)
    in_force: str = "2024Q4"
    users: int = 0
    saved: int = 0

    def open_screen(self, name: str) -> None:
        """Remember a screen."""
        self.opened.append((name, ""))

    def open_record(self, table: str, record: str) -> None:
        """Remember a record."""
        self.opened.append((table, record))

    def open_list(self, table: str, where: Sequence[Condition]) -> None:
        """Remember a list."""
        self.lists.append((table, tuple(where)))

    def tell(self, sentence: str, *, undo: bool = False, icon: str = "check") -> None:
        """Remember a sentence."""
        del undo, icon
        self.told.append(sentence)

    def quarter(self) -> str:
        """Return the quarter in force."""
        return self.in_force

    def user_changed(self) -> None:
        """Count changes of the user."""
        self.users += 1

    def say_saved(self) -> None:
        """Count how often the state of the workbook was to be said again."""
        self.saved += 1

    def choose_quarter(self, quarter: str) -> None:
        """Put another quarter in force."""
        self.in_force = quarter


@dataclass
class WrittenSheets:
    """Where a table would be written to; on a full disk nothing is."""

    title: str = ""
    heads: list[str] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    times: int = 0
    full: bool = False

    def write(
        self, title: str, heads: Sequence[Heading], rows: Sequence[Sequence[Cell]], path: Path
    ) -> None:
        """Remember what is written."""
        if self.full:
            raise OSError(errno.ENOSPC, "no space left", path.name)
        self.title, self.times = title, self.times + 1
        self.heads = [each.text for each in heads]
        self.rows = [list(row) for row in rows]


def catalogue() -> Catalogue:
    """Return every text of the program."""
    return resources.load_texts()


def small_park(workbook: Workbook) -> list[str]:
    """Record a park of two sides and thirty firms; return the firms' ids in order."""
    add = partial(added, workbook)

    origin = add("party", code="QZ", name_zh="衢州市", name_en="Quzhou", kind="origin", votes=3)
    host = add("party", code="YH", name_zh="余杭区", name_en="Yuhang", kind="host", votes=3)
    add("enclave", code="P1", name_zh="衢杭飞地", name_en="Quzhou enclave",
        typology="reverse_enclave", origin=origin, host=host)  # fmt: skip
    for quarter in ("2024Q3", "2024Q4"):
        add("quarter", quarter=quarter)
    firms = []
    for number in range(1, FIRMS + 1):
        firm = add(
            "firm",
            number=f"QH{number:03d}",
            name_zh=f"企业{number:03d}",
            name_en=f"Firm {number:03d}",
            trajectory="I" if number % 3 else "II",
            admission_date="2021-05-01",
            sector="M73",
        )
        firms.append(firm)
        for at, quarter in enumerate(("2024Q3", "2024Q4")):
            revenue = None if number == FIRMS else (number * 1_000_000 + at * 500_000)
            add("firm_quarter", firm=firm, quarter=quarter, revenue_fen=revenue, headcount=20)
    before = ""
    for day, stage in enumerate(STAGES, 1):
        add("stage_change", firm=firms[0], from_stage=before or None, to_stage=stage,
            date=f"2021-04-{day:02d}")  # fmt: skip
        before = stage
    return firms


def context_over(
    journal: Workbook,
    parent: QObject,
    *,
    lang: str = "en",
    services: Services | None = None,
    desk: RecordedDesk | None = None,
) -> ScreenContext:
    """Return what a screen is given, over a workbook; objects belong to ``parent``."""
    return ScreenContext(
        bus=Bus(journal, parent=parent),
        specs=SPECS,
        language=Language(Texts(catalogue()), lang, parent),
        appearance=Appearance("light", parent=parent),
        tasks=Tasks(parent),
        desk=desk or RecordedDesk(),
        services=services or Services(),
        today=lambda: TODAY,
    )


def new_workbook() -> Workbook:
    """Return an empty workbook in memory."""
    return Workbook.memory(SPECS, Actor("Ye Qinghe", "secretary"))
