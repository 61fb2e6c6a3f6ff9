"""A return project moves as its state machine lets it, and a refusal says why."""

from __future__ import annotations

from datetime import date

import pytest
from typing_extensions import override

from domain.errors import DomainError
from domain.returns.moves import MoveProject, offered, offered_to
from domain.standing.returns import projects
from tests.fakes import MemoryJournal

TODAY = date(2025, 1, 20)
PATH = ("intent", "site_matched", "agreement", "land_granted", "construction", "in_production",
        "at_scale")  # fmt: skip


class _Project(MemoryJournal):
    """One project and the way it has come."""

    @override
    def __post_init__(self) -> None:
        super().__post_init__()
        self.project = self.add("return_project", number="HL-1", firm="f", county="c")

    def go(self, state: str, on: str, reason: str = "", evidence: str = "") -> None:
        """Move the project."""
        self.run(MoveProject(self.project, state, on, TODAY, evidence, reason))

    def refused(self, state: str, on: str, reason: str = "") -> DomainError:
        """Return why a move is refused; nothing was written."""
        before = dict(self.tables["return_milestone"])
        with pytest.raises(DomainError) as caught:
            self.go(state, on, reason)
        assert self.tables["return_milestone"] == before
        return caught.value


@pytest.fixture
def journal() -> _Project:
    return _Project()


def test_the_whole_way_is_walked_step_by_step(journal: _Project) -> None:
    for at, state in enumerate(PATH):
        assert offered_to(projects(journal)[0])[:1] == (state,)
        journal.go(state, f"2020-{at + 1:02d}-01", evidence=" 会议纪要 ")
    rows = journal.find("return_milestone", state="agreement")
    assert [row["evidence"] for row in rows] == ["会议纪要"]
    assert journal.undo_label() == "command.advance_project"


def test_at_each_state_the_next_one_and_the_two_halts_are_offered() -> None:
    assert offered(()) == ("intent",)
    assert offered(("intent",)) == ("site_matched", "stalled", "abandoned")
    assert offered(PATH) == ("stalled", "abandoned")
    assert offered(("intent", "abandoned")) == ()


def test_a_stalled_project_resumes_where_it_was_or_is_abandoned(journal: _Project) -> None:
    journal.go("intent", "2020-01-01")
    journal.go("stalled", "2020-02-01", "no land")
    assert journal.undo_label() == "command.stall_project"
    assert offered_to(projects(journal)[0]) == ("intent", "abandoned")
    error = journal.refused("site_matched", "2020-03-01")
    assert (error.key, error.values["stage"]) == ("resumes_elsewhere", "intent")
    journal.go("intent", "2020-03-01")
    journal.go("site_matched", "2020-04-01")
    assert offered(("stalled",)) == ("abandoned",)


def test_a_step_cannot_be_passed_over(journal: _Project) -> None:
    journal.go("intent", "2020-01-01")
    error = journal.refused("agreement", "2020-02-01")
    assert error.key == "transition_not_allowed"
    assert (error.values["old"], error.values["new"]) == ("intent", "agreement")


@pytest.mark.parametrize("state", ["stalled", "abandoned"])
def test_a_halt_asks_for_a_reason(journal: _Project, state: str) -> None:
    journal.go("intent", "2020-01-01")
    error = journal.refused(state, "2020-02-01", "  ")
    assert (error.key, error.field) == ("reason_missing", "reason")
    journal.go(state, "2020-02-01", "land price")
    assert journal.undo_label() == f"command.{'stall' if state == 'stalled' else 'abandon'}_project"


@pytest.mark.parametrize(
    ("on", "key"),
    [
        ("2019-12-31", "milestone_before_last"),
        ("2025-01-21", "milestone_in_future"),
        ("", "required"),
        ("soon", "date_invalid"),
    ],
)
def test_the_day_lies_between_the_last_milestone_and_today(
    journal: _Project, on: str, key: str
) -> None:
    journal.go("intent", "2020-01-01")
    error = journal.refused("site_matched", on)
    assert (error.key, error.field) == (key, "date")


def test_a_project_that_is_gone_and_a_closed_quarter_are_refused(journal: _Project) -> None:
    with pytest.raises(DomainError, match="record_gone"):
        journal.run(MoveProject("gone", "intent", "2020-01-01", TODAY))
    journal.add("quarter", quarter="2020Q1", state="closed")
    assert journal.refused("intent", "2020-01-01").key == "quarter_closed"
