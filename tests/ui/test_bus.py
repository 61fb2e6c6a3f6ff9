"""Commands reach the records, and everyone hears what changed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from domain.commands import SetFields
from domain.entities import SPECS
from domain.errors import DomainError
from domain.records import Actor, Changes, Query
from storage.errors import StorageError
from storage.workbook import Workbook
from ui.bus import Bus
from ui.refusal import StorageRefusalError, sentence
from ui.values import Values

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from domain.records import Command
    from ui.screen import ScreenContext


def _first_firm(bus: Bus) -> str:
    return str(bus.records.select(Query("firm", limit=1))[0]["id"])


def test_a_command_tells_what_changed_and_when_it_was_saved(context: ScreenContext) -> None:
    firm = _first_firm(context.bus)
    heard: list[Changes] = []
    context.bus.changed.connect(heard.append)

    context.bus.run(SetFields("firm", firm, {"sector": "C39"}))

    assert [changes.tables for changes in heard] == [{"firm": frozenset({firm})}]
    assert context.bus.saved_at is not None


def test_a_refused_command_raises_and_tells_nobody(qtbot: QtBot, context: ScreenContext) -> None:
    firm = _first_firm(context.bus)

    with qtbot.assertNotEmitted(context.bus.changed), pytest.raises(DomainError, match="required"):
        context.bus.run(SetFields("firm", firm, {"number": None}))

    row = context.records.get("firm", firm)
    assert row is not None
    assert row["number"] == "QH001"


def test_an_attempt_that_is_refused_is_told_through_the_signal(
    qtbot: QtBot, context: ScreenContext
) -> None:
    firm = _first_firm(context.bus)

    with qtbot.waitSignal(context.bus.refused) as heard:
        assert not context.bus.attempt(SetFields("firm", firm, {"number": None}))

    assert heard.args is not None
    words = sentence(Values(context.language, SPECS), heard.args[0])
    assert words == "“Firm number” is required and is empty; fill it in before saving."


def test_undo_and_redo_bring_the_value_back_and_forth(context: ScreenContext) -> None:
    firm = _first_firm(context.bus)
    context.bus.run(SetFields("firm", firm, {"sector": "C39"}))

    assert context.bus.undo()
    assert (context.records.get("firm", firm) or {})["sector"] == "M73"
    assert context.bus.redo()
    assert (context.records.get("firm", firm) or {})["sector"] == "C39"


def test_undo_with_nothing_to_undo_is_a_refusal_not_an_error(qtbot: QtBot) -> None:
    with Workbook.memory(SPECS, Actor("a", "clerk")) as empty:
        bus = Bus(empty)
        with qtbot.waitSignal(bus.refused) as heard:
            assert not bus.undo()
        assert heard.args is not None
        assert heard.args[0].key == "nothing_to_undo"


def test_a_command_that_changes_nothing_saves_nothing(qtbot: QtBot, context: ScreenContext) -> None:
    firm = _first_firm(context.bus)

    with qtbot.assertNotEmitted(context.bus.saved):
        assert not context.bus.run(SetFields("firm", firm, {"sector": "M73"}))


def test_the_moment_of_saving_is_that_of_the_clock(park: Workbook) -> None:
    noon = datetime(2025, 1, 20, 12, 0, tzinfo=UTC)
    bus = Bus(park, clock=lambda: noon)

    bus.run(SetFields("firm", _first_firm(bus), {"sector": "C39"}))

    assert bus.saved_at == noon


class _FullDisk(Workbook):
    """A workbook whose disk is full."""

    @override
    def run(self, command: Command) -> Changes:
        """Refuse as a full disk does."""
        del command
        raise StorageError("disk_full", path="park.feidi")


def test_a_full_disk_is_told_in_a_sentence(tmp_path: Path, context: ScreenContext) -> None:
    actor = Actor("a", "clerk")
    with _FullDisk.create(tmp_path / "park.feidi", SPECS, actor) as workbook:
        bus = Bus(workbook)
        with pytest.raises(StorageRefusalError) as refused:
            bus.run(SetFields("firm", "x", {"sector": "C39"}))

    words = sentence(Values(context.language, SPECS), refused.value)
    assert words.startswith("The disk is full; “park.feidi” could not be written.")


def test_what_waits_is_done_in_order_before_anything_else(
    qtbot: QtBot, context: ScreenContext
) -> None:
    firm, bus = _first_firm(context.bus), context.bus
    bus.later(lambda: bus.run(SetFields("firm", firm, {"sector": "C39"})))
    bus.later(lambda: bus.run(SetFields("firm", firm, {"sector": "C40"})))
    row = bus.records.get("firm", firm)
    assert row is not None
    assert row["sector"] == "M73"
    bus.undo()
    row = bus.records.get("firm", firm)
    assert row is not None
    assert row["sector"] == "C39"
    bus.later(lambda: bus.run(SetFields("firm", firm, {"sector": "C41"})))
    bus.later(lambda: bus.run(SetFields("firm", firm, {"sector": "C42"})))
    qtbot.waitUntil(lambda: (bus.records.get("firm", firm) or {}).get("sector") == "C42")
