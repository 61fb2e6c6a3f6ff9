"""The book prepares records in memory: found again by key, merged, undone, written in order."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from domain.entities import SPECS
from domain.imports.book import Book
from domain.records import Query
from tests.domain.imports.empty import EmptyRecords

if TYPE_CHECKING:
    from domain.records import Value


def _book(*quarters: str) -> Book:
    blank: dict[str, Value] = {each.name: each.default for each in SPECS["quarter"].fields}
    rows = [{"id": f"old-{name}", **blank, "quarter": name} for name in quarters]
    numbers = count(1)
    return Book(EmptyRecords(quarter=rows), SPECS, lambda: f"new-{next(numbers)}")


def test_a_record_is_new_changed_or_already_so() -> None:
    book = _book("2024Q4")
    key: dict[str, Value] = {"quarter": "2024Q4"}
    assert book.weigh("quarter", key, {"state": "open"}).status == "unchanged"
    assert book.weigh("quarter", key, {"state": "closed"}).status == "changed"
    assert book.weigh("quarter", {"quarter": "2025Q1"}, {}).status == "added"


def test_what_a_file_leaves_unknown_is_kept_and_counted() -> None:
    book = _book("2024Q4")
    put = book.weigh("quarter", {"quarter": "2024Q4"}, {"state": None, "closed_by": "甲"})
    assert put.row["state"] == "open"
    assert put.changed == {"closed_by"}
    assert put.kept == 1


def test_a_changed_record_is_written_with_the_fields_that_differ_only() -> None:
    book = _book("2024Q4")
    for person in ("甲", "乙"):
        put = book.weigh("quarter", {"quarter": "2024Q4"}, {"closed_by": person, "revision": 0})
        book.keep("quarter", put)
    book.settle()
    (write,) = book.writes()
    assert (write.action, write.record, dict(write.values)) == (
        "update",
        "old-2024Q4",
        {"closed_by": "乙"},
    )
    assert book.counts() == {"quarter": (0, 1)}


def test_undo_brings_back_what_stood_there_before() -> None:
    book = _book("2024Q4")
    book.keep("quarter", book.weigh("quarter", {"quarter": "2024Q4"}, {"revision": 1}))
    book.settle()
    book.keep("quarter", book.weigh("quarter", {"quarter": "2024Q4"}, {"revision": 2}))
    book.keep("quarter", book.weigh("quarter", {"quarter": "2025Q1"}, {}))
    book.undo()
    assert [(write.action, dict(write.values)) for write in book.writes()] == [
        ("update", {"revision": 1})
    ]
    assert book.one("quarter", quarter="2025Q1") is None


def test_undoing_the_only_change_leaves_nothing_to_write() -> None:
    book = _book("2024Q4")
    assert book.one("quarter", revision=0) is not None
    book.keep("quarter", book.weigh("quarter", {"quarter": "2024Q4"}, {"revision": 1}))
    assert book.one("quarter", revision=0) is None
    book.undo()
    assert book.one("quarter", revision=0) is not None
    assert list(book.writes()) == []
    assert book.counts() == {}


def test_entities_are_written_in_the_order_of_their_references() -> None:
    book = _book()
    region = book.weigh("region", {"name_zh": "衢州市"}, {"kind": "city"})
    party = book.weigh("party", {"code": "QZ"}, {"kind": "origin", "region": region.row["id"]})
    book.keep("party", party)
    book.keep("region", region)
    assert [write.table for write in book.writes()] == ["region", "party"]


def test_questions_about_the_workbook_itself_are_passed_on() -> None:
    book = _book("2024Q4")
    assert len(book.select(Query("quarter"))) == book.count(Query("quarter")) == 1
    assert book.aggregate(Query("quarter"), ()) == []
    assert book.history("quarter", "old-2024Q4") == book.trail() == []
    assert book.find("quarter", quarter="2024Q4") == [book.get("quarter", "old-2024Q4")]
