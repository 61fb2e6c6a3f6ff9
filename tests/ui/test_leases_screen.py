"""Leases show the rent of the quarter, explained and beside what was invoiced."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from domain.commands import AddRow
from tests.storage.park import added
from tests.ui.desk import context_over, new_workbook
from tests.ui.hand import press
from ui.components.label import ElidedLabel
from ui.components.tables.flat_table import FlatTable
from ui.screens.space.lease_overview import LeaseOverview
from ui.screens.space.leases import LeasesScreen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from domain.records import Value
    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk


class Space:
    """One building with three leases, and a workbook to change."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.payer = self.add("party", code="QZ", name_en="Quzhou", kind="origin", votes=1)
        self.firm = self.add("firm", number="QH001", name_en="Liyuan Pneumatics")
        self.building = self.add("building", code="B1")
        self.units = [
            self.add("unit", building=self.building, number=str(at), use="office", area=24_000)
            for at in (101, 102, 103)
        ]
        # 240 m² at 30.00: 7,200.00 a month; from 16 November 2024 at 31.50; Quzhou bears 30 %.
        self.first = self.lease(
            "ZL-1", 0, "2023-11-16", "2026-11-15", rent_fen=3_000, escalator_bp=500,
            discount_bp=3_000, discount_payer=self.payer,
        )  # fmt: skip
        self.second = self.lease("ZL-2", 1, "2022-01-01", "2025-02-28")
        self.third = self.lease("ZL-3", 2, "2020-01-01", "2022-12-31", rent_fen=3_000)

    def add(self, table: str, **values: Value) -> str:
        """Add a record and return its id."""
        return added(self.workbook, table, **values)

    def lease(self, number: str, unit: int, start: str, end: str, **values: Value) -> str:
        """Let a unit."""
        return self.add("lease", number=number, firm=self.firm, unit=self.units[unit],
                        start=start, end=end, **values)  # fmt: skip


@pytest.fixture
def space() -> Iterator[Space]:
    with new_workbook() as workbook:
        yield Space(workbook)


@pytest.fixture
def screen(
    qtbot: QtBot, qapp: QApplication, space: Space, desk: RecordedDesk
) -> Iterator[LeasesScreen]:
    from PySide6.QtCore import QObject

    owner = QObject(qapp)
    context = context_over(space.workbook, owner, desk=desk)
    made = LeasesScreen(context)
    qtbot.addWidget(made)
    made.resize(1166, 684)
    made.show()
    made.activate("2024Q4")
    yield made
    context.tasks.close()
    owner.deleteLater()


def texts(model: QAbstractItemModel, row: int) -> list[str]:
    """Return what a row of a table shows."""
    return [str(model.index(row, column).data() or "") for column in range(model.columnCount())]


def words(screen: LeasesScreen) -> str:
    """Return all that the panel says."""
    overview = screen.panel.findChild(LeaseOverview)
    assert overview is not None
    return "\n".join(label.accessibleName() for label in overview.findChildren(QLabel))


def enter(screen: LeasesScreen, name: str, text: str) -> None:
    """Replace what stands in a field of the action."""
    line = screen.findChild(QLineEdit, f"lease.action.{name}")
    assert line is not None
    line.setText(text)


def test_views_count_what_runs_and_what_ends_within_90_days(screen: LeasesScreen) -> None:
    assert [(view.key, view.count) for view in screen.views()] == [
        ("all", "3"),
        ("running", "2"),
        ("ending", "1"),
        ("rent", ""),
    ]
    screen.choose_view("ending")
    assert screen.table.records.rowCount() == 1
    screen.choose_view("running")
    assert screen.table.records.rowCount() == 2


def test_the_rent_of_a_lease_is_explained_stretch_by_stretch(
    screen: LeasesScreen, space: Space
) -> None:
    screen.show_record(space.first)
    table = screen.panel.findChild(FlatTable, "lease.stretches")
    assert table is not None
    # 1.5 months at 30.00 and 1.5 at 31.50 for 240 m²: 10,800 + 11,340 = 22,140.
    assert texts(table.model(), 0)[1:] == ["1.50", "30.00", "10,800.00"]
    assert texts(table.model(), 1)[1:] == ["1.50", "31.50", "11,340.00"]
    told = words(screen)
    assert "full rent: CNY 22,140.00" in told
    # 70 % of it and 30 %.
    assert "Owed by the firm: CNY 15,498.00" in told
    assert "borne by Quzhou: CNY\u00a06,642.00" in told


def test_unknown_rent_and_a_lease_that_is_over_say_so(screen: LeasesScreen, space: Space) -> None:
    screen.show_record(space.second)
    assert "what is due is unknown" in words(screen)
    screen.show_record(space.third)
    assert "no rent is due" in words(screen)
    screen.activate("2019Q1")
    assert "Not begun" in words(screen)


def test_rent_due_stands_beside_what_was_invoiced(screen: LeasesScreen, space: Space) -> None:
    screen.choose_view("rent")
    page = screen.rent
    assert texts(page.by_building, 0) == [
        "B1", "2", "22,140.00", "15,498.00", "6,642.00", "—", "—", "—",
    ]  # fmt: skip
    screen.context.bus.run(
        AddRow(
            "park_quarter",
            {
                "building": space.building,
                "quarter": "2024Q4",
                "rent_invoiced_fen": 2_200_000,
                "rent_collected_fen": 2_000_000,
            },
        )
    )
    assert texts(page.by_building, 0)[5:] == ["22,000.00", "20,000.00", "−140.00"]
    assert texts(page.by_lease, 0)[3:] == ["22,140.00", "15,498.00", "6,642.00", "Quzhou"]
    assert texts(page.by_lease, 1)[3:6] == ["—", "—", "—"]
    assert any("1 lease names no rent" in each.accessibleName() for each in
               page.findChildren(QLabel))  # fmt: skip


def test_a_row_of_the_rents_opens_its_lease(screen: LeasesScreen, space: Space) -> None:
    screen.choose_view("rent")
    screen.rent.leases.setCurrentIndex(screen.rent.by_lease.index(1, 0))
    assert screen.panel.record == space.second
    screen.show_record(space.first)
    assert screen.view() == "all"
    screen.choose_view("rent")
    assert screen.panel.isHidden()


def test_a_lease_is_ended_early_and_its_rent_follows(
    screen: LeasesScreen, space: Space, desk: RecordedDesk
) -> None:
    screen.show_record(space.first)
    press(screen, "lease.end_early")
    enter(screen, "early_end", "2024-10-31")
    enter(screen, "reason", "moved to its own works")
    press(screen, "lease.action.run")
    assert desk.told == ["Lease ZL-1 ended early."]
    # October alone: 7,200.00.
    assert "full rent: CNY 7,200.00" in words(screen)


def test_a_renewal_of_a_let_unit_names_the_other_lease(
    screen: LeasesScreen, space: Space, desk: RecordedDesk
) -> None:
    space.lease("ZL-4", 1, "2025-03-01", "2026-02-28")
    screen.show_record(space.second)
    press(screen, "lease.renew")
    enter(screen, "end", "2027-02-28")
    press(screen, "lease.action.run")
    overview = screen.panel.findChild(LeaseOverview)
    assert overview is not None
    assert "ZL-4" in overview.action.refusal()
    assert desk.told == []
    screen.choose_view("running")
    overview.action.close_action()
    screen.show_record(space.first)
    press(screen, "lease.renew")
    enter(screen, "end", "2028-11-15")
    press(screen, "lease.action.run")
    assert desk.told == ["Lease ZL-1 renewed."]


def test_a_view_counts_and_shows_only_its_own_leases(screen: LeasesScreen, space: Space) -> None:
    for number, start, end in (
        ("ZL-4", "2023-01-01", "2025-01-31"),
        ("ZL-5", "2025-02-01", "2025-03-01"),
        ("ZL-6", "2025-03-02", "2025-03-20"),
    ):
        space.lease(number, 2, start, end, discount_payer=space.payer)
    screen.show_record(space.first)
    assert screen.panel.isVisible()
    screen.choose_view("ending")
    # Of the four leases that end within 90 days of 2024, Quzhou bears the discount of three.
    rows = screen.table.records
    listed = {rows.index(row, 0).data() for row in range(rows.rowCount())}
    assert listed == {"ZL-2", "ZL-4", "ZL-5", "ZL-6"}
    model, spoken = screen.facets.model(), Qt.ItemDataRole.AccessibleTextRole
    facets = [str(model.index(row, 0).data(spoken)) for row in range(model.rowCount())]
    assert {"Quzhou 3", "Not recorded 1"} < set(facets)
    assert screen.panel.isHidden()
    screen.show_record(space.second)
    screen.choose_view("running")
    assert screen.panel.isVisible()


def test_leases_that_end_soon_are_listed_with_the_soonest_end_first(
    screen: LeasesScreen, space: Space
) -> None:
    space.lease("ZL-4", 2, "2024-03-02", "2025-01-31")
    space.lease("ZL-5", 2, "2025-02-01", "2025-03-20")
    screen.choose_view("ending")
    # The latest start, ZL-5, ends last; ZL-2 began before ZL-4 and ends after it.
    assert listed(screen) == ["ZL-4", "ZL-2", "ZL-5"]
    assert "sorted by “Lease ends”" in screen.line.findChildren(ElidedLabel)[0].text()
    screen.choose_view("all")
    assert listed(screen)[0] == "ZL-5"
    assert not screen.table.horizontalHeader().isSortIndicatorShown()
    screen.choose_view("ending")
    assert listed(screen) == ["ZL-4", "ZL-2", "ZL-5"]
    ends = [shown.order for shown in screen.table.records.columns].index(("end",))
    screen.table.horizontalHeader().sectionClicked.emit(ends)
    assert listed(screen) == ["ZL-5", "ZL-2", "ZL-4"]


def listed(screen: LeasesScreen) -> list[str]:
    """Return the numbers of the leases that the table lists, from the top."""
    rows = screen.table.records
    return [str(rows.index(row, 0).data()) for row in range(rows.rowCount())]
