"""A joint meeting in memory: four parties with nine votes, one resolution to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.errors import DomainError
from domain.meetings.decisions import CastVotes
from tests.fakes import MemoryJournal

if TYPE_CHECKING:
    from domain.records import Command, Row, Value

VOTES = {"QZ": 3, "YH": 3, "LY": 2, "MC": 1}
REQUIRED = ("QZ", "YH")


class Session(MemoryJournal):
    """A meeting on 2025-02-10 from 09:00; everybody came at nine and stays."""

    def __init__(self, state: str = "held", absent: tuple[str, ...] = ()) -> None:
        super().__init__()
        kinds = {"QZ": "origin", "YH": "host", "LY": "county", "MC": "committee"}
        self.parties = {
            code: self.add("party", code=code, name_zh=code, kind=kind, votes=VOTES[code])
            for code, kind in kinds.items()
        }
        self.meeting = self.add(
            "meeting",
            number="M-2025-01",
            date="2025-02-10",
            start="09:00",
            end="11:30",
            state=state,
            quorum_bp=6667,
        )
        self.present = {
            code: self.add(
                "meeting_party",
                meeting=self.meeting,
                party=party,
                votes=VOTES[code],
                required=int(code in REQUIRED),
                arrival=None if code in absent else "09:00",
            )
            for code, party in self.parties.items()
        }
        self.resolution = self.draft("R-2025-01", state="tabled")

    def draft(self, number: str, **values: Value) -> str:
        """Add a resolution moved by the first party, seconded by the second."""
        usual: dict[str, Value] = {
            "meeting": self.meeting,
            "mover": self.parties["QZ"],
            "seconder": self.parties["YH"],
            "text": "自2025年起执行第3版。",
            "threshold_bp": 6667,
        }
        return self.add("resolution", number=number, **{**usual, **values})

    def row(self, table: str, record: str) -> Row:
        """Return a record that is there."""
        found = self.get(table, record)
        assert found is not None
        return found

    def state(self, resolution: str = "") -> Value:
        """Return the state of a resolution, the first when none is named."""
        return self.row("resolution", resolution or self.resolution)["state"]

    def vote(self, **counts: int) -> None:
        """Cast votes for (positive) or against (negative), by the party's code."""
        for code, count in counts.items():
            way = "votes_for" if count >= 0 else "votes_against"
            self.run(CastVotes(self.resolution, self.parties[code], way, abs(count)))

    def refusal(self, command: Command) -> DomainError:
        """Run a command that must be refused; nothing may have changed."""
        before = {name: dict(rows) for name, rows in self.tables.items()}
        with pytest.raises(DomainError) as refused:
            self.run(command)
        assert self.tables == before
        return refused.value
