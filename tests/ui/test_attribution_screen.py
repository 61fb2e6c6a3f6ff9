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
from tests.ui.desk import new_workbook
from tests.ui.hand import cells, child, click, offered, press
from tests.ui.park_on_screen import let_go, screen_context
from ui.charts.drawn.chart import DrawnChart
from ui.components.banner import Banner
from ui.components.buttons import Button
from ui.components.label import Label
from ui.components.option import OptionButton
from ui.components.segments import Segments
from ui.components.tables.flat_table import FlatTable
from ui.screens.attribution import AttributionScreen
from ui.services import Services

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk, WrittenSheets
    from tests.ui.park_on_screen import OpenScreen

NOW = Quarter(2024, 4)
W = TypeVar("W", bound=QWidget)


@pytest.fixture
def screen(open_screen: OpenScreen, written: WrittenSheets) -> AttributionScreen:
    return open_screen(AttributionScreen, services=Services(write_sheet=written.write))


def rows(screen: AttributionScreen) -> list[list[str]]:
    return cells(child(screen, FlatTable, "attribution.ledger"))


def go_to(screen: AttributionScreen, first: str) -> None:
    """Click into the row of an indicator."""
    row = [each[0] for each in rows(screen)].index(first)
    click(child(screen, FlatTable, "attribution.ledger"), row)


def type_shares(screen: AttributionScreen, **shares: str) -> None:
    for code, text in shares.items():
        field = child(screen, QLineEdit, f"attribution.share.{code}")
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_Delete)
        QTest.keyClicks(field, text)


def of(workbook: Workbook, indicator: str) -> Entry:
    return entry(workbook, NOW, indicator)


def party(workbook: Workbook, code: str) -> str:
    return str(workbook.find("party", code=code)[0]["id"])


def said(screen: AttributionScreen, name: str) -> str:
    banner = child(screen, Banner, f"attribution.{name}")
    texts = [label.accessibleName() for label in banner.findChildren(QWidget)]
    return " ".join(text for text in texts if text)


def test_what_is_not_agreed_is_seen_and_one_action_leads_to_agreeing_it(
    screen: AttributionScreen, workbook: Workbook
) -> None:
    assert "6 of 7 indicators are not agreed yet" in said(screen, "standing")
    assert offered(screen) == ["attribution.export_asked", "attribution.agree_asked"]
    assert screen.add_record()
    screen.agreeing.close_button.click()
    press(screen, "attribution.agree_asked")
    type_shares(screen, QZ="50", YH="30", LY="20")
    press(screen, "attribution.agree")
    agreed = of(workbook, "output_host")
    assert agreed.state == "agreed"
    # Half of 351,778,968.00 yuan.
    assert agreed.figure(party(workbook, "QZ")) == 17_588_948_400
    assert rows(screen)[0][2:] == ["351,779.0", "175,889.5", "105,533.7", "70,355.8", "agreed"]
    assert "5 of 7" in said(screen, "standing")


def test_shares_that_do_not_add_up_are_refused_with_a_sentence_and_stay_typed(
    screen: AttributionScreen, workbook: Workbook
) -> None:
    go_to(screen, "Total tax")
    type_shares(screen, QZ="50", YH="23", LY="23")
    assert "4.00% missing" in child(screen, Label, "attribution.sum").accessibleName()
    QTest.keyClick(child(screen, QLineEdit, "attribution.share.LY"), Qt.Key.Key_Return)
    refused = child(screen, Label, "attribution.refused")
    assert refused.isVisibleTo(screen)
    assert "must add up to exactly 100%" in refused.accessibleName()
    assert workbook.find("attribution") == []
    assert child(screen, QLineEdit, "attribution.share.QZ").text() == "50"
    type_shares(screen, LY="29")
    assert "2.00% too much" in child(screen, Label, "attribution.sum").accessibleName()
    type_shares(screen, LY="a lot")
    assert "cannot be read" in child(screen, Label, "attribution.sum").accessibleName()
    press(screen, "attribution.agree")
    assert refused.isVisibleTo(screen)
    type_shares(screen, LY="27")
    assert child(screen, Label, "attribution.sum").accessibleName() == "Adds up to 100.00%."
    QTest.keyClick(child(screen, QLineEdit, "attribution.note"), Qt.Key.Key_Return)
    assert of(workbook, "tax_total").state == "agreed"


def test_a_negative_share_is_refused_though_the_sum_is_right(
    screen: AttributionScreen, workbook: Workbook
) -> None:
    go_to(screen, "Total tax")
    type_shares(screen, QZ="-5", YH="60", LY="45")
    press(screen, "attribution.agree")
    refused = child(screen, Label, "attribution.refused")
    assert refused.isVisibleTo(screen)
    assert "cannot be negative" in refused.accessibleName()
    assert workbook.find("attribution") == []


def test_an_agreement_is_one_step_of_undo_and_can_be_withdrawn(
    screen: AttributionScreen, workbook: Workbook
) -> None:
    go_to(screen, "Return tax")
    type_shares(screen, QZ="60", YH="40")
    press(screen, "attribution.agree")
    found = of(workbook, "return_tax")
    assert len(found.places) == 5
    assert {place.state for place in found.places} == {"agreed"}
    screen.context.bus.undo()
    assert of(workbook, "return_tax").state == "open"
    screen.context.bus.redo()
    go_to(screen, "Return tax")
    assert child(screen, QLineEdit, "attribution.share.QZ").text() == "60"
    press(screen, "attribution.withdraw")
    assert workbook.find("attribution") == []


def test_what_each_counts_fully_is_flagged_and_the_total_stands_once(
    screen: AttributionScreen,
) -> None:
    go_to(screen, "Patents granted")
    mode = child(screen, Segments, "attribution.mode")
    button = mode.findChildren(OptionButton)[1]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    press(screen, "attribution.agree")
    assert "Nobody counts" in child(screen, Label, "attribution.refused").accessibleName()
    for code in ("QZ", "YH"):
        child(screen, QCheckBox, f"attribution.counts.{code}").setChecked(True)
    assert "double count is flagged" in child(screen, Label, "attribution.sum").accessibleName()
    press(screen, "attribution.agree")
    row = next(each for each in rows(screen) if each[0] == "Patents granted")
    assert row[2:] == ["14", "14", "14", "—", "counted twice"]
    assert child(screen, Banner, "attribution.twice").isVisibleTo(screen)
    assert "Patents granted 14" in said(screen, "twice")
    go_to(screen, "Patents granted")
    assert child(screen, QCheckBox, "attribution.counts.QZ").isChecked()
    assert not child(screen, QCheckBox, "attribution.counts.LY").isChecked()


def test_what_a_rule_of_the_agreement_fixes_is_shown_and_not_asked(
    screen: AttributionScreen,
) -> None:
    row = next(each for each in rows(screen) if each[0] == "Return output")
    assert row[1:3] == ["5 places", "137,041.0"]
    assert row[-1] == "by R2"
    go_to(screen, "Return output")
    assert "only a resolution changes them" in said(screen, "locked")
    assert not child(screen, Button, "attribution.agree").isVisibleTo(screen)
    screen.agreeing.finish()
    assert screen.agreeing.isVisibleTo(screen)


def test_a_closed_quarter_shows_its_rows_and_takes_no_shares(screen: AttributionScreen) -> None:
    go_to(screen, "Total tax")
    screen.activate("2024Q3")
    assert not screen.agreeing.isVisibleTo(screen)
    assert "2024Q3 is closed" in said(screen, "standing")
    assert offered(screen) == ["attribution.export_asked"]
    assert not screen.add_record()
    go_to(screen, "Total tax")
    assert "2024Q3" in said(screen, "locked")
    assert not child(screen, QLineEdit, "attribution.share.QZ").isVisibleTo(screen)


def test_the_shares_agreed_last_are_taken_over_in_one_action(
    screen: AttributionScreen, workbook: Workbook
) -> None:
    go_to(screen, "Total tax")
    type_shares(screen, QZ="60", YH="40")
    press(screen, "attribution.agree")
    screen.activate("2025Q1")
    go_to(screen, "Total tax")
    assert child(screen, QLineEdit, "attribution.share.YH").text() == "40"
    screen.agreeing.close_button.click()
    assert offered(screen) == [
        "attribution.export_asked",
        "attribution.take_over_asked",
        "attribution.agree_asked",
    ]
    press(screen, "attribution.take_over_asked")
    taken = entry(workbook, Quarter(2025, 1), "tax_total")
    assert taken.share_of(party(workbook, "QZ")) == 6000


def test_the_course_of_the_shares_follows_the_row_in_force(screen: AttributionScreen) -> None:
    chart = child(screen, DrawnChart, "attribution.course")
    assert not chart.isVisibleTo(screen)
    table = child(screen, FlatTable, "attribution.ledger")
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
    written: WrittenSheets,
    desk: RecordedDesk,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go_to(screen, "Total tax")
    type_shares(screen, QZ="60", YH="40")
    press(screen, "attribution.agree")
    asked: list[str] = []

    def choose(_parent: object, title: str, *_rest: object) -> tuple[str, str]:
        asked.append(title)
        return (str(tmp_path / "attribution.xlsx"), "") if len(asked) > 1 else ("", "")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    press(screen, "attribution.export_asked")
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
    go_to(screen, "Return tax")
    type_shares(screen, QZ="60", YH="40")
    press(screen, "attribution.agree")
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


def test_other_languages_say_all_of_it(screen: AttributionScreen) -> None:
    go_to(screen, "Total tax")
    screen.context.language.choose("fr")
    screen.retranslate()
    assert rows(screen)[0][-1] == "non convenu"
    assert child(screen, Button, "attribution.agree").text() == "Convenir des parts"
    screen.context.language.choose("zh")
    screen.retranslate()
    assert rows(screen)[0][-1] == "未约定"


def test_an_indicator_agreed_place_by_place_is_agreed_in_part(
    screen: AttributionScreen, workbook: Workbook
) -> None:
    go_to(screen, "Return tax")
    type_shares(screen, QZ="60", YH="40")
    press(screen, "attribution.agree")
    record = str(workbook.find("attribution")[0]["id"])
    screen.context.bus.run(RemoveRow("attribution", record))
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
        go_to(made, "Total tax")
        assert "region is not recorded" in said(made, "locked")
        assert park.find("attribution") == []
        let_go(made)
