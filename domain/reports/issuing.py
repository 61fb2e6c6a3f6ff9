"""Record that a report was issued; the record is never changed or taken back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from domain.commands import inserting
from domain.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from domain.records import Records, Specs, Value, Write

KEY: Final = "command.issue_report"


@dataclass(frozen=True, slots=True)
class RecordIssue:
    """Keep what a report said when it was issued: its digests, revision, day and author."""

    values: Mapping[str, Value]
    reason: str = ""
    record: str = field(default_factory=new_id)
    key: str = KEY

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield one insert."""
        yield from inserting(records, specs, "report_issue", self.record, self.values)
