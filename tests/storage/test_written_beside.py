"""A long change is written beside the window: one writer at a time, and the trail stays whole."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from domain.commands import SetFields
from domain.entities import SPECS
from domain.records import Actor, Query
from storage.errors import StorageError
from storage.workbook import Workbook
from tests.storage.park import firm, made, opened

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_written_beside_is_seen_undone_and_chained(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    with made(path) as workbook:
        firm(workbook)

        def write() -> None:
            with workbook.written_beside() as beside:
                firm(beside, "QH002")

        worker = threading.Thread(target=write)
        worker.start()
        worker.join()
        assert workbook.count(Query("firm")) == 2
        assert workbook.verify_integrity() == ()
        workbook.undo()
        assert workbook.count(Query("firm")) == 1
        workbook.redo()
    with opened(path) as workbook:
        assert workbook.count(Query("firm")) == 2
        assert workbook.verify_integrity() == ()


def test_everything_else_is_refused_meanwhile_but_reading(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        record = firm(workbook)
        with workbook.written_beside() as beside:
            beside.run(SetFields("firm", record, {"name_en": "A"}))
            for change in (
                lambda: workbook.run(SetFields("firm", record, {"name_en": "B"})),
                workbook.undo,
                lambda: workbook.written_beside().__enter__(),
            ):
                with pytest.raises(StorageError, match="being_written"):
                    change()
            assert workbook.find("firm")[0]["name_en"] == "A"
        workbook.run(SetFields("firm", record, {"name_en": "B"}))
        assert workbook.find("firm")[0]["name_en"] == "B"


def test_a_change_beside_that_fails_leaves_the_workbook_as_it_was(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        record = firm(workbook)

        def fail() -> None:
            with workbook.written_beside() as beside:
                beside.run(SetFields("firm", record, {"number": None}))

        with pytest.raises(Exception, match="required"):
            fail()
        assert workbook.undo_label() == "command.add_row"
        workbook.run(SetFields("firm", record, {"name_en": "B"}))


def test_closing_waits_for_whoever_writes_beside(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    workbook = made(path)
    record = firm(workbook)
    begun, go = threading.Event(), threading.Event()

    def write() -> None:
        with workbook.written_beside() as beside:
            begun.set()
            go.wait()
            beside.run(SetFields("firm", record, {"name_en": "late"}))

    worker = threading.Thread(target=write)
    worker.start()
    begun.wait()
    threading.Timer(0.05, go.set).start()
    workbook.close()
    worker.join()
    with opened(path) as again:
        assert again.find("firm")[0]["name_en"] == "late"
        assert again.verify_integrity() == ()


def test_nobody_writes_beside_a_workbook_that_is_read_only_or_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    made(path).close()
    reader = Workbook.open(path, SPECS, Actor("a", "clerk"), read_only=True)
    with reader, pytest.raises(StorageError, match="read_only"), reader.written_beside():
        pass
    memory = Workbook.memory(SPECS, Actor("a", "clerk"))
    with memory, pytest.raises(ValueError, match="memory"), memory.written_beside():
        pass
