"""A negotiation at its table: sliders, typed shares, locks, the core, what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from domain.commands import AddRow, SetFields
from domain.reports.divisions import CoreDiagram
from domain.standing.rows import whole_of
from domain.studies.scenarios import kept
from ui.charts.drawn.divisions import CorePlot
from ui.screens.models import ModelsScreen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit
    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk
    from tests.ui.park_on_screen import OpenScreen
    from ui.models.bargaining.table import BargainingTable


@pytest.fixture
def screen(qtbot: QtBot, open_screen: OpenScreen) -> ModelsScreen:
    made = open_screen(ModelsScreen)
    qtbot.waitUntil(lambda: not made.busy(), timeout=20_000)
    made.open_study("negotiation")
    qtbot.waitUntil(lambda: made.page.run is not None and not made.busy(), timeout=20_000)
    return made


@pytest.fixture
def table(screen: ModelsScreen) -> BargainingTable:
    found = screen.page.findings.table
    assert found is not None
    return found


def figure(table: BargainingTable, at: int) -> QLineEdit:
    return table.shares.rows[at].figure


def type_share(table: BargainingTable, at: int, text: str) -> None:
    """Type a share as a user does, and end with Enter."""
    figure(table, at).setFocus()
    QTest.keyClick(figure(table, at), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(figure(table, at), text)
    QTest.keyClick(figure(table, at), Qt.Key.Key_Return)


def said(screen: ModelsScreen) -> str:
    """Return the verdict shown."""
    labels = screen.page.findings.verdict.findChildren(QLabel)
    return " ".join(each.accessibleName() for each in labels)


def test_the_table_takes_the_place_of_inputs_and_of_run(
    screen: ModelsScreen, table: BargainingTable
) -> None:
    assert table.isVisible()
    assert not screen.page.inputs.isVisible()
    assert [each.objectName() for each in screen.header_actions()] == [
        "models.keep",
        "models.report",
    ]
    assert table.shares.shares == (3714, 4203, 2083)
    table.inputs.click()
    assert screen.page.inputs.isVisible()
    table.inputs.click()
    assert not screen.page.inputs.isVisible()


def test_arrow_keys_move_a_share_and_the_verdict_follows(
    qtbot: QtBot, screen: ModelsScreen, table: BargainingTable
) -> None:
    slider = table.shares.rows[2].slider
    slider.setFocus()
    for _ in range(5):
        QTest.keyClick(slider, Qt.Key.Key_PageDown)
    assert table.shares.shares[2] == 1583
    assert sum(table.shares.shares) == 10_000
    QTest.keyClick(slider, Qt.Key.Key_Left)
    assert table.shares.shares[2] == 1573
    # At most 17.3 % for the county leaves nobody better off alone.
    assert "No group of parties would do better alone" in said(screen)
    qtbot.waitUntil(
        lambda: (
            screen.page.run is not None
            and screen.page.run.inquiry.input("proposed").origin == "override"
        )
    )
    assert not screen.page.stale()
    assert table.shares.shares[2] == 1573
    table.shares.contract.click()
    assert table.shares.shares == (3714, 4203, 2083)
    qtbot.waitUntil(
        lambda: (
            screen.page.run is not None
            and screen.page.run.inquiry.input("proposed").origin == "assumed"
        )
    )


def test_a_share_is_typed_to_the_basis_point(table: BargainingTable) -> None:
    type_share(table, 0, "33.33")
    assert table.shares.shares[0] == 3333
    assert sum(table.shares.shares) == 10_000
    assert figure(table, 0).text() == "33.33%"
    # The 66.67 % left are shared as 42.03 to 20.83: 44.5775.
    assert figure(table, 1).text() == "44.58%"


def test_what_is_no_share_is_refused_and_stays(table: BargainingTable) -> None:
    before = table.shares.shares
    type_share(table, 0, "much")
    assert "“much” is no percentage" in table.shares.error.accessibleName()
    assert figure(table, 0).text() == "much"
    assert table.shares.shares == before
    type_share(table, 0, "120")
    assert "“120” is no percentage" in table.shares.error.accessibleName()
    type_share(table, 0, "40")
    assert not table.shares.error.isVisible()


def test_a_lock_holds_a_share(table: BargainingTable) -> None:
    table.shares.rows[1].lock.click()
    assert not table.shares.rows[1].slider.isEnabled()
    type_share(table, 0, "50")
    assert table.shares.shares == (5000, 4203, 797)
    type_share(table, 0, "70")
    assert table.shares.shares == (5797, 4203, 0)
    assert "Quzhou stops at 57.97%" in table.shares.error.accessibleName()
    table.shares.rows[1].lock.click()
    assert table.shares.rows[1].slider.isEnabled()


def test_shares_are_dragged_in_the_core_and_on_a_slider(table: BargainingTable) -> None:
    core = table.core
    chart = core.chart
    assert isinstance(chart, CoreDiagram)
    plot = CorePlot(chart, QRectF(core.rect()).adjusted(1, 1, -1, -1))
    QTest.mouseClick(core, Qt.MouseButton.LeftButton, pos=plot.at((0.5, 0.3, 0.2)).toPoint())
    assert table.shares.shares == pytest.approx((5000, 3000, 2000), abs=40)
    after = core.chart
    assert isinstance(after, CoreDiagram)
    assert after.marks[-1].name == "Tried"
    slider = table.shares.rows[0].slider
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 2, 16))
    assert table.shares.shares[0] == pytest.approx(5000, abs=60)
    QTest.mouseMove(slider, QPoint(slider.width() // 4, 16))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 4, 16))
    table.shares.rows[0].lock.click()
    before = table.shares.shares
    QTest.mouseClick(core, Qt.MouseButton.LeftButton, pos=plot.at((0.1, 0.1, 0.8)).toPoint())
    assert table.shares.shares == before


def test_shares_tried_are_kept_with_the_scenario(
    qtbot: QtBot, screen: ModelsScreen, table: BargainingTable, workbook: Workbook
) -> None:
    type_share(table, 2, "15")
    qtbot.waitUntil(
        lambda: (
            screen.page.run is not None
            and screen.page.run.inquiry.input("proposed").origin == "override"
        )
    )
    screen.report.click()
    screen.page.keeping.keep.click()
    (row,) = workbook.find("scenario")
    each = kept(row)
    assert each.reported == "2024Q4"
    shares = each.inquiry.input("proposed").value
    assert isinstance(shares, list)
    assert shares[2] == pytest.approx(0.15)
    assert not screen.page.inputs.isVisible()


def test_the_table_is_said_in_another_language(
    screen: ModelsScreen, table: BargainingTable
) -> None:
    screen.context.language.choose("fr")
    screen.retranslate()
    assert figure(table, 0).text() == "37,14\u202f%"
    type_share(table, 0, "33,33")
    assert table.shares.shares[0] == 3333
    assert table.draft.text() == "Rédiger une résolution…"


def test_a_resolution_is_drafted_with_the_shares_tried_and_taken_back_in_one_step(
    screen: ModelsScreen, table: BargainingTable, workbook: Workbook, desk: RecordedDesk
) -> None:
    type_share(table, 2, "15")
    table.draft.click()
    panel = screen.page.drafting
    assert panel.isVisible()
    text = panel.text.toPlainText()
    assert "衢州市39.87%、杭州市余杭区45.13%、龙游县15.00%。" in text
    assert "Quzhou City 39.87%, Yuhang District, Hangzhou 45.13%, Longyou County 15.00%." in text
    assert "自2026年1月1日起，“税收地方留成分成”按以下比例分配" in text
    type_share(table, 2, "14")
    assert "Longyou County 14.00%" in panel.text.toPlainText()
    assert panel.meeting.key() == ""  # all meetings of the sample are closed
    assert panel.day.isVisible()
    before = len(workbook.find("resolution")), len(workbook.find("meeting"))
    panel.draft.click()
    (resolution,) = workbook.find("resolution", state="draft")
    assert resolution["text"] == panel.text.toPlainText()
    (version,) = workbook.find("sharing_rule_version", proposed_by=resolution["id"])
    (phase,) = workbook.find("rule_phase", version=version["id"])
    rows = workbook.find("phase_share", phase=phase["id"])
    shares = [whole_of(row, "share_bp") or 0 for row in rows]
    # The 86 % left are shared as 39.87 to 45.13.
    assert sorted(shares, reverse=True) == [4566, 4034, 1400]
    assert not panel.draft.isEnabled()
    panel.open.click()
    assert ("resolution", resolution["id"]) in desk.opened
    screen.context.bus.undo()
    after = len(workbook.find("resolution")), len(workbook.find("meeting"))
    assert after == before
    assert workbook.find("sharing_rule_version", proposed_by=resolution["id"]) == []


def test_what_was_drafted_and_taken_back_can_be_drafted_again(
    screen: ModelsScreen, table: BargainingTable
) -> None:
    table.draft.click()
    panel = screen.page.drafting
    panel.draft.click()
    offered = panel.open.text()
    assert not panel.draft.isEnabled()
    screen.context.bus.undo()
    assert panel.draft.isEnabled()
    assert panel.open.text() == ""
    screen.context.bus.redo()
    assert not panel.draft.isEnabled()
    assert panel.open.text() == offered


def test_a_rule_without_a_name_in_the_language_is_called_by_what_it_shares(
    screen: ModelsScreen, table: BargainingTable, workbook: Workbook
) -> None:
    (rule,) = workbook.find("sharing_rule", code="R1")
    workbook.run(SetFields("sharing_rule", str(rule["id"]), {"name_fr": None}))
    table.draft.click()
    panel = screen.page.drafting
    panel.languages.choose("fr")
    start = "À partir du 1er janvier 2026, la règle «\u202fImpôts conservés localement\u202f» "
    assert panel.text.toPlainText().startswith(start)


def test_the_text_is_the_users_once_changed(
    screen: ModelsScreen, table: BargainingTable, workbook: Workbook
) -> None:
    table.draft.click()
    panel = screen.page.drafting
    panel.languages.choose("fr")
    assert panel.text.toPlainText().startswith("À partir du 1er janvier 2026, la règle")
    panel.text.setPlainText("Autre texte.")
    panel.languages.choose("en")
    assert panel.text.toPlainText() == "Autre texte."
    panel.version.click()
    assert not panel.version.isChecked()
    panel.draft.click()
    (resolution,) = workbook.find("resolution", state="draft")
    assert resolution["text"] == "Autre texte."
    assert workbook.find("sharing_rule_version", proposed_by=resolution["id"]) == []


def test_an_empty_text_is_refused_in_the_panel(
    screen: ModelsScreen, table: BargainingTable, workbook: Workbook
) -> None:
    table.draft.click()
    panel = screen.page.drafting
    panel.text.setPlainText(" ")
    panel.draft.click()
    assert panel.error.isVisible()
    assert panel.error.accessibleName()
    assert workbook.find("resolution", state="draft") == []
    panel.close_button.click()
    assert not panel.isVisible()
    assert not screen.page.inputs.isVisible()


def test_another_study_puts_the_table_away(
    qtbot: QtBot, screen: ModelsScreen, table: BargainingTable
) -> None:
    screen.open_study("net_benefit")
    qtbot.waitUntil(lambda: screen.page.run is not None and not screen.busy(), timeout=20_000)
    assert not table.isVisible()
    assert screen.page.inputs.isVisible()


def test_among_many_parties_there_is_no_table_but_inputs_and_run(
    qtbot: QtBot, screen: ModelsScreen, table: BargainingTable, workbook: Workbook
) -> None:
    (agreement,) = workbook.find("agreement", code="AG-1")
    for at in range(4):
        party = AddRow("party", {"code": f"X{at}", "name_en": f"Operator {at}", "kind": "operator"})
        screen.context.bus.run(party)
        row = (agreement["id"], party.record, 10 + at)
        named = dict(zip(("agreement", "party", "rank"), row, strict=True))
        screen.context.bus.run(AddRow("agreement_party", named))
    screen.leave()
    screen.page.open("net_benefit", "2024Q4")
    screen.open_study("negotiation")
    qtbot.waitUntil(
        lambda: (
            screen.page.name == "negotiation" and screen.page.run is not None and not screen.busy()
        ),
        timeout=20_000,
    )
    assert not table.isVisible()
    assert screen.page.inputs.isVisible()
    assert "models.run" in [each.objectName() for each in screen.header_actions()]
    found = screen.page.findings.findings
    assert found is not None
    assert len(found.exhibits) == 2


def test_the_worth_of_a_group_is_typed_and_doubts_are_said(
    qtbot: QtBot, screen: ModelsScreen, table: BargainingTable
) -> None:
    table.inputs.click()
    screen.page.inputs.table.choose("values")
    screen.page.inputs.grid.click()
    lists = screen.page.lists
    assert lists.isVisible()
    index = lists.grid_model.index(3, 1)
    assert lists.grid_model.index(3, 0).data(Qt.ItemDataRole.ToolTipRole).startswith("Quzhou City")
    assert lists.grid_model.setData(lists.grid_model.index(1, 1), "40,000")
    qtbot.waitUntil(lambda: screen.page.task is None and not screen.busy())
    found = screen.page.findings.findings
    assert found is not None
    assert any("worth less than with a member fewer" in each for each in found.warnings)
    assert "Quzhou could have" in said(screen)
    assert lists.grid_model.setData(index, "41,000")
