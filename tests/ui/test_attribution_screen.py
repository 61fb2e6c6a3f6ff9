"""The parties agree on their page who may count what; a total never stands twice."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QWidget

from domain.attribution.ledger import Entry, entry
from domain.commands import RemoveRow
from domain.reports.charts import LineChart
from domain.units import Quarter
from tests.storage.park import copy_of
from tests.ui.desk import new_workbook
from tests.ui.park_on_screen import let_go, screen_context
from ui.charts.drawn.chart import DrawnChart
from ui.components.banner import Banner
from ui.components.buttons import Button
from ui.components.label import Label
from ui.components.option import OptionButton
from ui.components.segments import Segments
from ui.components.tables.cells import LOOK
from ui.components.tables.flat_table import FlatTable
from ui.screens.attribution import AttributionScreen
from ui.screens.services import Services

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from domain.tables import Cell, Heading
    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk
    from ui.screens.base import ScreenContext

NOW = Quarter(2024, 4)
W = TypeVar("W", bound=QWidget)


class Written:
    """Where an export would be written to."""

    def __init__(self) -> None:
        self.title = ""
        self.heads: list[str] = []
        self.rows: list[list[Cell]] = []

    def write(
        self, title: str, heads: Sequence[Heading], rows: Sequence[Sequence[Cell]], path: Path
    ) -> None:
        """Remember what is written."""
        del path
        self.title = title
        self.heads = [each.text for each in heads]
        self.rows = [list(row) for row in rows]


@pytest.fixture
def written() -> Written:
    return Written()


@pytest.fixture
def workbook(sample: Path, tmp_path: Path) -> Iterator[Workbook]:
    with copy_of(sample, tmp_path / "own") as opened:
        yield opened


@pytest.fixture
def context(
    qapp: QApplication, workbook: Workbook, desk: RecordedDesk, written: Written
) -> Iterator[ScreenContext]:
    services = Services(write_sheet=written.write)
    with screen_context(qapp, workbook, desk, lang="en", services=services) as made:
        yield made


@pytest.fixture
def screen(qtbot: QtBot, context: ScreenContext) -> Iterator[AttributionScreen]:
    made = AttributionScreen(context)
    qtbot.addWidget(made)
    made.resize(1166, 700)
    made.activate(str(NOW))
    made.show()
    yield made
    let_go(made)


def child(screen: AttributionScreen, kind: type[W], name: str) -> W:
    found = screen.findChild(kind, f"attribution.{name}")
    assert isinstance(found, kind), name
    return found


def press(screen: AttributionScreen, name: str) -> None:
    QTest.mouseClick(child(screen, Button, name), Qt.MouseButton.LeftButton)


def rows(screen: AttributionScreen) -> list[list[str]]:
    model = child(screen, FlatTable, "ledger").model()
    return [
        [model.index(row, at).data(LOOK).text for at in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def click(screen: AttributionScreen, first: str) -> None:
    """Click into the row of an indicator."""
    table = child(screen, FlatTable, "ledger")
    row = [each[0] for each in rows(screen)].index(first)
    place = table.visualRect(table.model().index(row, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def type_shares(screen: AttributionScreen, **shares: str) -> None:
    for code, text in shares.items():
        field = child(screen, QLineEdit, f"share.{code}")
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_Delete)
        QTest.keyClicks(field, text)


def of(workbook: Workbook, indicator: str) -> Entry:
    return entry(workbook, NOW, indicator)


def party(workbook: Workbook, code: str) -> str:
    return str(workbook.find("party", code=code)[0]["id"])


def offered(screen: AttributionScreen) -> list[str]:
    return [each.objectName().removeprefix("attribution.") for each in screen.header_actions()]


def said(screen: AttributionScreen, name: str) -> str:
    banner = child(screen, Banner, name)
    texts = [label.accessibleName() for label in banner.findChildren(QWidget)]
    return " ".join(text for text in texts if text)


def test_what_is_not_agreed_is_seen_and_one_action_leads_to_agreeing_it(
    screen: AttributionScreen, workbook: Workbook
) -> None:
    assert "6 of 7 indicators are not agreed yet" in said(screen, "standing")
    assert offered(screen) == ["export_asked", "agree_asked"]
    assert screen.add_record()
    screen.agreeing.close_button.click()
    press(screen, "agree_asked")
    type_shares(screen, QZ="50", YH="30", LY="20")
    press(screen, "agree")
    agreed = of(workbook, "output_host")
    assert agreed.state == "agreed"
    # Half of 351,778,968.00 yuan.
    assert agreed.figure(party(workbook, "QZ")) == 17_588_948_400
    assert rows(screen)[0][2:] == ["351,779.0", "175,889.5", "105,533.7", "70,355.8", "agreed"]
    assert "5 of 7" in said(screen, "standing")


def test_shares_that_do_not_add_up_are_refused_with_a_sentence_and_stay_typed(
    screen: AttributionScreen, workbook: Workbook
) -> None:
    click(screen, "Total tax")
    type_shares(screen, QZ="50", YH="23", LY="23")
    assert "4.00% missing" in child(screen, Label, "sum").accessibleName()
    QTest.keyClick(child(screen, QLineEdit, "share.LY"), Qt.Key.Key_Return)
    refused = child(screen, Label, "refused")
    assert refused.isVisibleTo(screen)
    assert "must add up to exactly 100%" in refused.accessibleName()
    assert workbook.find("attribution") == []
    assert child(screen, QLineEdit, "share.QZ").text() == "50"
    type_shares(screen, LY="29")
    assert "2.00% too much" in child(screen, Label, "sum").accessibleName()
    type_shares(screen, LY="a lot")
    assert "cannot be read" in child(screen, Label, "sum").accessibleName()
    press(screen, "agree")
    assert refused.isVisibleTo(screen)
    type_shares(screen, LY="27")
    assert child(screen, Label, "sum").accessibleName() == "Adds up to 100.00%."
    QTest.keyClick(child(screen, QLineEdit, "note"), Qt.Key.Key_Return)
    assert of(workbook, "tax_total").state == "agreed"


def test_a_negative_share_is_refused_though_the_sum_is_right(
    screen: AttributionScreen, workbook: Workbook
) -> None:
    click(screen, "Total tax")
    type_shares(screen, QZ="-5", YH="60", LY="45")
    press(screen, "agree")
    refused = child(screen, Label, "refused")
    assert refused.isVisibleTo(screen)
    assert "cannot be negative" in refused.accessibleName()
    assert workbook.find("attribution") == []


def test_an_agreement_is_one_step_of_undo_and_can_be_withdrawn(
    screen: AttributionScreen, workbook: Workbook, context: ScreenContext
) -> None:
    click(screen, "Return tax")
    type_shares(screen, QZ="60", YH="40")
    press(screen, "agree")
    found = of(workbook, "return_tax")
    assert len(found.places) == 5
    assert {place.state for place in found.places} == {"agreed"}
    context.bus.undo()
    assert of(workbook, "return_tax").state == "open"
    context.bus.redo()
    click(screen, "Return tax")
    assert child(screen, QLineEdit, "share.QZ").text() == "60"
    press(screen, "withdraw")
    assert workbook.find("attribution") == []


def test_what_each_counts_fully_is_flagged_and_the_total_stands_once(
    screen: AttributionScreen,
) -> None:
    click(screen, "Patents granted")
    mode = child(screen, Segments, "mode")
    button = mode.findChildren(OptionButton)[1]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    press(screen, "agree")
    assert "Nobody counts" in child(screen, Label, "refused").accessibleName()
    for code in ("QZ", "YH"):
        child(screen, QCheckBox, f"counts.{code}").setChecked(True)
    assert "double count is flagged" in child(screen, Label, "sum").accessibleName()
    press(screen, "agree")
    row = next(each for each in rows(screen) if each[0] == "Patents granted")
    assert row[2:] == ["14", "14", "14", "—", "counted twice"]
    assert child(screen, Banner, "twice").isVisibleTo(screen)
    assert "Patents granted 14" in said(screen, "twice")
    click(screen, "Patents granted")
    assert child(screen, QCheckBox, "counts.QZ").isChecked()
    assert not child(screen, QCheckBox, "counts.LY").isChecked()


def test_what_a_rule_of_the_agreement_fixes_is_shown_and_not_asked(
    screen: AttributionScreen,
) -> None:
    row = next(each for each in rows(screen) if each[0] == "Return output")
    assert row[1:3] == ["5 places", "137,041.0"]
    assert row[-1] == "by R2"
    click(screen, "Return output")
    assert "only a resolution changes them" in said(screen, "locked")
    assert not child(screen, Button, "agree").isVisibleTo(screen)
    screen.agreeing.finish()
    assert screen.agreeing.isVisibleTo(screen)


def test_a_closed_quarter_shows_its_rows_and_takes_no_shares(screen: AttributionScreen) -> None:
    click(screen, "Total tax")
    screen.activate("2024Q3")
    assert not screen.agreeing.isVisibleTo(screen)
    assert "2024Q3 is closed" in said(screen, "standing")
    assert offered(screen) == ["export_asked"]
    assert not screen.add_record()
    click(screen, "Total tax")
    assert "2024Q3" in said(screen, "locked")
    assert not child(screen, QLineEdit, "share.QZ").isVisibleTo(screen)


def test_the_shares_agreed_last_are_taken_over_in_one_action(
    screen: AttributionScreen, workbook: Workbook
) -> None:
    click(screen, "Total tax")
    type_shares(screen, QZ="60", YH="40")
    press(screen, "agree")
    screen.activate("2025Q1")
    click(screen, "Total tax")
    assert child(screen, QLineEdit, "share.YH").text() == "40"
    screen.agreeing.close_button.click()
    assert offered(screen) == ["export_asked", "take_over_asked", "agree_asked"]
    press(screen, "take_over_asked")
    taken = entry(workbook, Quarter(2025, 1), "tax_total")
    assert taken.share_of(party(workbook, "QZ")) == 6000


def test_the_course_of_the_shares_follows_the_row_in_force(screen: AttributionScreen) -> None:
    chart = child(screen, DrawnChart, "course")
    assert not chart.isVisibleTo(screen)
    table = child(screen, FlatTable, "ledger")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert chart.isVisibleTo(screen)
    drawn = chart.chart
    assert isinstance(drawn, LineChart)
    assert [line.name for line in drawn.series] == ["Quzhou", "Yuhang", "Longyou"]
    assert len(drawn.series[0].points) == 20
    # In each quarter the three shares make the whole.
    sums = [sum(line.points[at][1] or 0 for line in drawn.series) for at in range(20)]
    assert all(abs(total - 100) < 1e-9 for total in sums)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert screen.agreeing.isVisibleTo(screen)


def test_the_ledger_leaves_as_a_table_in_yuan_and_percent(
    screen: AttributionScreen,
    written: Written,
    desk: RecordedDesk,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    click(screen, "Total tax")
    type_shares(screen, QZ="60", YH="40")
    press(screen, "agree")
    asked: list[str] = []

    def choose(_parent: object, title: str, *_rest: object) -> tuple[str, str]:
        asked.append(title)
        return (str(tmp_path / "attribution.xlsx"), "") if len(asked) > 1 else ("", "")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    press(screen, "export_asked")
    assert written.rows == []
    QTest.keyClick(screen, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(desk.told) and "attribution.xlsx" in desk.told[-1])
    tax = next(row for row in written.rows if row[0] == "Total tax")
    assert written.heads[:4] == ["Indicator", "Unit", "Legal place", "Total"]
    assert written.heads[4:6] == ["Quzhou", "Quzhou (%)"]
    assert tax[3:6] == [Decimal("17700956.00"), Decimal("10620573.60"), Decimal(60)]
    output = next(row for row in written.rows if row[0] == "Return output")
    assert output[3] == Decimal("137041000.00")


def test_a_record_is_shown_with_its_quarter(
    screen: AttributionScreen, workbook: Workbook, desk: RecordedDesk
) -> None:
    click(screen, "Return tax")
    type_shares(screen, QZ="60", YH="40")
    press(screen, "agree")
    record = str(workbook.find("attribution")[-1]["id"])
    screen.show_record(record)
    assert screen.agreeing.isVisibleTo(screen)
    assert screen.agreeing.row is not None
    assert screen.agreeing.row.place is not None
    assert screen.agreeing.row.place.record == record
    screen.activate("2024Q3")
    screen.show_record(record)
    assert desk.in_force == "2024Q4"
    screen.show_record("unknown")


def test_other_languages_say_all_of_it(screen: AttributionScreen, context: ScreenContext) -> None:
    click(screen, "Total tax")
    context.language.choose("fr")
    screen.retranslate()
    assert rows(screen)[0][-1] == "non convenu"
    assert child(screen, Button, "agree").text() == "Convenir des parts"
    context.language.choose("zh")
    screen.retranslate()
    assert rows(screen)[0][-1] == "未约定"


def test_an_indicator_agreed_place_by_place_is_agreed_in_part(
    screen: AttributionScreen, workbook: Workbook, context: ScreenContext
) -> None:
    click(screen, "Return tax")
    type_shares(screen, QZ="60", YH="40")
    press(screen, "agree")
    record = str(workbook.find("attribution")[0]["id"])
    context.bus.run(RemoveRow("attribution", record))
    row = next(each for each in rows(screen) if each[0] == "Return tax")
    assert row[-1] == "in part"


def test_without_any_party_the_page_leads_to_the_agreements(
    qapp: QApplication, qtbot: QtBot, desk: RecordedDesk
) -> None:
    with new_workbook() as empty, screen_context(qapp, empty, desk, lang="en") as context:
        made = AttributionScreen(context)
        qtbot.addWidget(made)
        made.activate(str(NOW))
        made.show()
        assert made.header_actions() == []
        action = made.nothing.findChild(Button, "empty.action")
        assert isinstance(action, Button)
        QTest.mouseClick(action, Qt.MouseButton.LeftButton)
        assert desk.opened == [("agreement", "")]
        made.begin("agree")
        let_go(made)


def test_where_the_host_has_no_region_the_panel_says_what_to_fill_in(
    qapp: QApplication, qtbot: QtBot, desk: RecordedDesk, park: Workbook
) -> None:
    with screen_context(qapp, park, desk, lang="en") as context:
        made = AttributionScreen(context)
        qtbot.addWidget(made)
        made.activate(str(NOW))
        made.show()
        click(made, "Total tax")
        assert "region is not recorded" in said(made, "locked")
        assert park.find("attribution") == []
        let_go(made)
