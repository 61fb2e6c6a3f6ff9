"""A study is opened, its inputs are changed, it runs beside the window and is kept."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit

from domain.commands import AddRow, SetFields
from domain.records import Condition
from domain.studies import cobweb
from domain.studies.scenarios import kept
from tests.ui.hand import child
from tests.ui.models.conftest import PROFILE, record_market
from ui.components.choice import Choice
from ui.models.exhibit import Exhibit
from ui.models.inputs_model import NAME, VALUE

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from domain.progress import Progress
    from tests.ui.desk import RecordedDesk
    from ui.models.study_page import StudyPage
    from ui.screen import ScreenContext
    from ui.screens.models import ModelsScreen


def opened(qtbot: QtBot, models: ModelsScreen) -> StudyPage:
    """Open the cobweb and wait until it has run."""
    models.list.cards["cobweb"].open.click()
    qtbot.waitUntil(lambda: models.page.run is not None)
    return models.page


def type_into(qtbot: QtBot, page: StudyPage, name: str, text: str) -> None:
    """Type a value for an input as a user does, and end with Enter."""
    table = page.inputs.table
    table.setFocus()
    table.choose(name)
    QTest.keyClick(table, Qt.Key.Key_Return)
    editors = table.findChildren(QLineEdit, "models.input.editor")
    editor = next(each for each in editors if each.isVisible())
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    editing = QAbstractItemView.State.EditingState
    qtbot.waitUntil(lambda: table.state() != editing)


def cell(page: StudyPage, name: str, column: int) -> str:
    """Return what a row of the inputs shows."""
    inputs = page.inputs.inputs
    return str(inputs.index(inputs.row_of(name), column).data())


def test_the_list_says_what_each_study_needs_and_leads_there(
    models: ModelsScreen, desk: RecordedDesk
) -> None:
    assert models.list.cards["cobweb"].open.isEnabled()
    lacking = next(card for card in models.list.cards.values() if not card.open.isEnabled())
    lacking.enter.click()
    assert desk.opened
    assert models.title() == "Models"


def test_the_heading_names_the_study_from_the_moment_its_page_shows(models: ModelsScreen) -> None:
    said: list[str] = []
    models.heading_changed.connect(lambda: said.append(models.title()))
    models.open_study("cobweb")
    models.resize(900, 684)
    assert set(said) == {models.title(), models.context.say("models.title")}


def test_opening_a_study_runs_it_and_tells_a_sentence(qtbot: QtBot, models: ModelsScreen) -> None:
    page = opened(qtbot, models)
    assert page.findings.findings is not None
    assert "the budget holds pay" in page.findings.findings.verdict
    assert page.findings.verdict.isVisible()
    qtbot.waitUntil(lambda: not models.busy())
    assert len(page.findings.findChildren(Exhibit)) == len(page.findings.findings.exhibits)
    assert not page.findings.progress.isVisible()
    assert models.title() == "Cobweb of the talent market"
    assert models.alone()
    assert cell(page, "supply_elasticity", VALUE) == "1.2"
    assert "Only 4 complete quarters" in cell(page, "supply_elasticity", NAME)


def test_a_value_typed_marks_the_result_out_of_date_until_it_runs_again(
    qtbot: QtBot, models: ModelsScreen
) -> None:
    page = opened(qtbot, models)
    before = page.findings.findings
    type_into(qtbot, page, "supply_elasticity", "2.5")
    assert page.stale()
    assert page.findings.stale.isVisible()
    assert page.findings.findings is before
    assert not page.may_keep()
    assert "Set by the analyst" in cell(page, "supply_elasticity", NAME)
    QTest.keyClick(models, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not page.stale())
    assert not page.findings.stale.isVisible()
    assert page.run is not None
    assert page.run.inquiry.input("supply_elasticity").value == 2.5


def test_delete_goes_back_to_the_records(qtbot: QtBot, models: ModelsScreen) -> None:
    page = opened(qtbot, models)
    type_into(qtbot, page, "budget", "900")
    assert page.stale()
    tip = page.inputs.inputs.index(page.inputs.inputs.row_of("budget"), VALUE).data(
        Qt.ItemDataRole.ToolTipRole
    )
    assert "180.0 k¥" in str(tip)
    page.inputs.table.choose("budget")
    assert page.inputs.restore.isVisible()
    QTest.keyClick(page.inputs.table, Qt.Key.Key_Delete)
    assert not page.stale()
    assert not page.inputs.restore.isVisible()


def test_a_wrong_value_is_refused_at_its_input_and_nothing_runs(
    qtbot: QtBot, models: ModelsScreen
) -> None:
    page = opened(qtbot, models)
    type_into(qtbot, page, "supply_elasticity", "-3")
    refused = page.inputs.inputs.refused["supply_elasticity"]
    assert refused.typed == "-3"
    assert "outside (0, ∞)" in refused.sentence
    assert "outside (0, ∞)" in cell(page, "supply_elasticity", NAME)
    page.start()
    assert page.task is None
    page.inputs.restore.click()
    assert page.inputs.inputs.refused == {}
    type_into(qtbot, page, "supply_elasticity", "much")
    assert "much" in page.inputs.inputs.refused["supply_elasticity"].sentence
    type_into(qtbot, page, "supply_elasticity", "1.2")
    assert page.inputs.inputs.refused == {}


def test_what_the_model_itself_refuses_is_shown_at_its_input(
    qtbot: QtBot, models: ModelsScreen
) -> None:
    page = opened(qtbot, models)
    type_into(qtbot, page, "supply_elasticity", "0.1")
    type_into(qtbot, page, "demand_elasticity", "0.1")
    page.start()
    qtbot.waitUntil(lambda: page.task is None)
    assert page.findings.refused.isVisible()
    assert "supply_elasticity" in page.inputs.inputs.refused
    assert page.run is not None  # the last result stays


def test_a_word_is_chosen_from_a_list(qtbot: QtBot, models: ModelsScreen) -> None:
    page = opened(qtbot, models)
    table = page.inputs.table
    table.setFocus()
    table.choose("lag")
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = table.viewport().findChild(Choice)
    assert editor is not None
    editor.choose("supply")
    editor.activated.emit(editor.currentIndex())
    assert page.inputs.inputs.inquiry is not None
    assert page.inputs.inputs.inquiry.input("lag").value == "supply"


def test_a_list_is_edited_in_a_small_grid(qtbot: QtBot, models: ModelsScreen) -> None:
    page = opened(qtbot, models)
    table = page.inputs.table
    table.choose("posts_sought")
    QTest.keyClick(table, Qt.Key.Key_Return)
    panel = page.lists
    assert panel.isVisible()
    model = panel.grid_model
    assert model.rowCount() == 4
    assert model.index(0, 0).data() == "2024Q1"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "posts"
    assert model.setData(model.index(1, 1), "20")
    inquiry = page.inputs.inputs.inquiry
    assert inquiry is not None
    assert inquiry.input("posts_sought").value == [12, 20, 12, 12]
    assert not model.setData(model.index(1, 1), "many")
    assert "many" in panel.error.text()
    QGuiApplication.clipboard().setText("7\n8\n9")
    panel.grid.setCurrentIndex(model.index(0, 1))
    QTest.keyClick(panel.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    inquiry = page.inputs.inputs.inquiry
    assert inquiry is not None
    assert inquiry.input("posts_sought").value == [7, 8, 9, 12]
    model.setData(model.index(0, 1), "-1")
    assert "outside" in panel.error.text()
    panel.close_button.click()
    assert page.inputs.isVisible()
    assert not panel.isVisible()


def test_another_choice_takes_other_inputs_and_runs(
    qtbot: QtBot, models: ModelsScreen, context: ScreenContext
) -> None:
    record_market(context, "Lawyer")
    page = opened(qtbot, models)
    editor = page.inputs.findChild(Choice, "models.choice.profile")
    assert editor is not None
    editor.choose("Lawyer")
    editor.activated.emit(editor.currentIndex())
    qtbot.waitUntil(lambda: page.run is not None and page.run.inquiry.chosen["profile"] == "Lawyer")


def test_a_run_is_kept_and_opened_again(
    qtbot: QtBot, models: ModelsScreen, context: ScreenContext, desk: RecordedDesk
) -> None:
    page = opened(qtbot, models)
    type_into(qtbot, page, "supply_elasticity", "2.5")
    page.start()
    qtbot.waitUntil(page.may_keep)
    models.header_actions()
    models.report.click()
    panel = page.keeping
    assert panel.isVisible()
    assert panel.report.isChecked()
    assert panel.heading.text() == "Cobweb of the talent market · Longyou · Data engineer · 2024Q4"
    panel.heading.setText(" ")
    panel.keep.click()
    assert context.records.find("scenario") == []
    panel.heading.setText("Elastic supply")
    panel.note.setPlainText("After the fair")
    panel.keep.click()
    row = context.records.find("scenario")[0]
    assert (row["title"], row["note"], row["report_quarter"]) == (
        "Elastic supply", "After the fair", "2024Q4",
    )  # fmt: skip
    assert desk.told[-1] == "Scenario “Elastic supply” kept."
    models.leave()
    page.name = ""
    models.show_record(str(row["id"]))
    assert models.alone()
    assert page.run is not None
    assert page.run.result == kept(row).result
    assert cell(page, "supply_elasticity", VALUE) == "2.5"
    assert page.findings.verdict.isVisible()
    context.bus.undo()
    assert context.records.find("scenario") == []


def test_the_list_leads_to_the_scenarios_kept_of_a_study(
    qtbot: QtBot, models: ModelsScreen, desk: RecordedDesk
) -> None:
    page = opened(qtbot, models)
    page.ask_to_keep(reported=False)
    page.keeping.keep.click()
    models.leave()
    models.list.cards["cobweb"].kept.click()
    assert desk.lists == [("scenario", (Condition("model", "=", "cobweb"),))]


def test_a_run_under_way_can_be_cancelled_and_the_result_before_stays(
    qtbot: QtBot, models: ModelsScreen, desk: RecordedDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, models)
    before = page.run
    begun, release = threading.Event(), threading.Event()

    def slow(_values: Any, progress: Progress) -> dict[str, object]:  # noqa: ANN401 - values
        begun.set()
        while not release.wait(0.01):
            progress.step(1, 4)
        return {}

    monkeypatch.setattr(cobweb.model, "run", slow)
    page.start()
    qtbot.waitUntil(begun.is_set)
    assert page.findings.progress.isVisible()
    assert page.task is not None
    page.findings.progress.cancel.click()
    qtbot.waitUntil(lambda: page.task is None)
    release.set()
    assert not page.findings.progress.isVisible()
    assert desk.told[-1] == "Stopped; the last result stays."
    assert page.run is before


def test_what_is_missing_is_said_on_the_page_of_the_study_too(
    models: ModelsScreen, desk: RecordedDesk
) -> None:
    models.activate("2020Q1")
    models.open_study("cobweb")
    assert models.page.findings.empty.isVisible()
    assert models.page.inputs.isHidden()
    models.page.findings.empty.action_asked.emit()
    assert desk.opened[-1] == ("talent_need", "")


def test_another_quarter_takes_the_inputs_again(qtbot: QtBot, models: ModelsScreen) -> None:
    page = opened(qtbot, models)
    models.activate("2024Q2")
    qtbot.waitUntil(lambda: page.run is not None and page.run.inquiry.quarter == "2024Q2")
    assert page.inputs.inputs.inquiry is not None
    assert page.inputs.inputs.inquiry.input("posts_sought").value == [12, 12]


def test_records_that_changed_meanwhile_are_taken_when_one_comes_back(
    qtbot: QtBot, models: ModelsScreen, context: ScreenContext
) -> None:
    page = opened(qtbot, models)
    need = context.records.find("talent_need", quarter="2024Q1")[0]
    context.bus.run(SetFields("talent_need", str(need["id"]), {"sought": 20}))
    models.activate("2024Q4")
    assert page.inputs.inputs.inquiry is not None
    assert page.inputs.inputs.inquiry.input("posts_sought").value == [20, 12, 12, 12]
    qtbot.waitUntil(lambda: page.run is not None and not page.stale())
    type_into(qtbot, page, "quarters", "8")
    context.bus.run(SetFields("talent_need", str(need["id"]), {"sought": 21}))
    models.activate("2024Q4")
    assert page.inputs.inputs.inquiry.input("posts_sought").value == [20, 12, 12, 12]


def test_everything_is_said_again_in_another_language(
    qtbot: QtBot, models: ModelsScreen, context: ScreenContext
) -> None:
    page = opened(qtbot, models)
    context.language.choose("fr")
    models.retranslate()
    assert page.findings.findings is not None
    assert page.findings.findings.verdict.startswith("Avec des budgets de recrutement")
    assert cell(page, "lag", VALUE) == "la demande"
    models.leave()
    models.retranslate()
    assert not models.alone()


def test_a_study_that_draws_takes_a_seed(qtbot: QtBot, models: ModelsScreen) -> None:
    page = opened(qtbot, models)
    page.inputs.show_inquiry(page.run.inquiry, (), drawn=True)  # type: ignore[union-attr]
    page.inputs.seed.setText("x1")
    page.inputs.seed.editingFinished.emit()
    assert not page.stale()
    page.inputs.seed.setText("12")
    page.inputs.seed.editingFinished.emit()
    assert page.stale()


def test_a_scenario_that_cannot_be_read_is_told(
    models: ModelsScreen, context: ScreenContext, desk: RecordedDesk
) -> None:
    command = AddRow(
        "scenario", {"model": "cobweb", "title": "Odd", "inputs": "{}", "model_version": "1"}
    )
    context.bus.run(command)
    models.show_record(command.record)
    assert "Odd" in desk.told[-1]
    models.show_record("gone")
    assert not models.alone()


def test_choices_stand_side_by_side_unless_their_words_need_the_row(
    qtbot: QtBot, models: ModelsScreen, context: ScreenContext
) -> None:
    long = "Engineer for the qualification of pneumatic automation"
    record_market(context, long)
    page = opened(qtbot, models)
    region = child(page, Choice, "models.choice.region")
    profile = child(page, Choice, "models.choice.profile")

    def choose(words: str) -> None:
        profile.choose(words)
        profile.activated.emit(profile.currentIndex())

    choose(PROFILE)
    qtbot.waitUntil(lambda: region.y() == profile.y())
    choose(long)
    qtbot.waitUntil(lambda: region.y() < profile.y() and profile.width() == region.width())
    choose(PROFILE)
    qtbot.waitUntil(lambda: region.y() == profile.y())
