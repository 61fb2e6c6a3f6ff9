"""Many records changed at once, and ways of looking kept under a name."""

from __future__ import annotations

import pytest

from domain.bulk import bulk_change, editable_fields, foresee
from domain.entities import SPECS
from domain.errors import DomainError
from domain.views import SavedView, keep_view, saved_views
from tests.fakes import MemoryJournal


def test_what_a_change_of_many_would_do_is_foreseen_one_by_one() -> None:
    journal = MemoryJournal()
    first = journal.add("firm", number="F1", name_zh="甲", sector="M73")
    same = journal.add("firm", number="F2", name_zh="乙", sector="M74")
    nameless = journal.add("firm", number="F3", sector="M73")
    values = {"sector": "M74"}
    seen = foresee(journal, SPECS, "firm", (first, same, nameless), values)
    assert [(each.before, each.changes) for each in seen] == [
        ("M73", True),
        ("M74", False),
        ("M73", False),
    ]
    assert [each.refusal.key if each.refusal else "" for each in seen] == ["", "", "name_missing"]
    changes = journal.run(bulk_change("firm", seen, values, "new classification"))
    assert changes.action == "command.bulk_change"
    sectors = [row["sector"] for row in journal.find("firm")]
    assert sectors == ["M74", "M74", "M73"]
    journal.undo()
    assert [row["sector"] for row in journal.find("firm")] == ["M73", "M74", "M73"]


def test_what_must_be_unique_is_not_offered_for_many() -> None:
    names = {each.name for each in editable_fields(SPECS["firm"])}
    assert "sector" in names
    assert not {"number", "credit_code"} & names
    assert "content" not in {each.name for each in editable_fields(SPECS["attachment"])}


def test_a_view_is_kept_and_read_back() -> None:
    journal = MemoryJournal()
    view = SavedView("incubation", {"stage": ("ready",)}, "衢", ("-revenue",), ("months",))
    journal.run(keep_view("firm", "Ready ones", "Ye", view))
    rows = saved_views(journal, "firm")
    assert [row["name"] for row in rows] == ["Ready ones"]
    assert SavedView.read(str(rows[0]["definition"])) == view
    with pytest.raises(DomainError, match="duplicate"):
        journal.run(keep_view("firm", "Ready ones", "Ye", view))
    journal.undo()
    assert saved_views(journal, "firm") == []


@pytest.mark.parametrize("text", ["", "[]", "{", '{"chosen": 3, "order": "x"}'])
def test_a_view_that_is_not_understood_shows_all(text: str) -> None:
    assert SavedView.read(text) == SavedView()
