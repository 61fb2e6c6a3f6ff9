"""A workbook with a joint meeting in session, for the tests of its screens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.commands import AddRow, SetFields
from domain.meetings.agenda import AddItem
from domain.meetings.decisions import DraftResolution, TableResolution
from domain.meetings.sessions import Convene, HoldMeeting

if TYPE_CHECKING:
    from domain.records import Command, Row, Value
    from storage.workbook import Workbook

VOTES = {"QZ": 3, "YH": 3, "LY": 2, "MC": 1}


@dataclass(frozen=True)
class MeetingPark:
    """A meeting in session with one resolution put to the vote; nine votes, all present."""

    workbook: Workbook
    parties: dict[str, str]
    meeting: str
    resolution: str

    def row(self, table: str, record: str) -> Row:
        """Return a record that is there."""
        found = self.workbook.get(table, record)
        assert found is not None
        return found

    def state(self) -> Value:
        """Return the state of the resolution."""
        return self.row("resolution", self.resolution)["state"]


def hold_meeting(workbook: Workbook) -> MeetingPark:
    """Convene and open a meeting in a workbook and put a resolution to the vote."""

    def done(command: Command) -> None:
        assert workbook.run(command)

    kinds = {"QZ": "origin", "YH": "host", "LY": "county", "MC": "committee"}
    parties = {}
    for code, kind in kinds.items():
        found = workbook.find("party", code=code)
        add = AddRow(
            "party",
            {"code": code, "name_zh": code, "name_en": code, "kind": kind, "votes": VOTES[code]},
        )
        if found:
            parties[code] = str(found[0]["id"])
            workbook.run(SetFields("party", parties[code], {"votes": VOTES[code]}))
        else:
            done(add)
            parties[code] = add.record
    convene = Convene("2025-02-10", {"place": "衢州市", "chair": "徐守一", "quorum_bp": 6667})
    done(convene)
    for row in workbook.find("meeting_party", meeting=convene.meeting):
        done(SetFields("meeting_party", str(row["id"]), {"arrival": "09:00"}))
    done(HoldMeeting(convene.meeting))
    done(AddItem(convene.meeting, {"title": "第3版规则"}))
    done(AddItem(convene.meeting, {"title": "督办台账"}))
    draft = DraftResolution(
        convene.meeting,
        {
            "text": "自2025年起执行第3版。",
            "mover": parties["QZ"],
            "seconder": parties["YH"],
            "threshold_bp": 6667,
        },
    )
    done(draft)
    done(TableResolution(draft.resolution))
    return MeetingPark(workbook, parties, convene.meeting, draft.resolution)
