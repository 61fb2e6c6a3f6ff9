"""Put shares that were negotiated before a meeting: agenda, draft resolution, draft of the rule."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from domain.commands import AddRow
from domain.entities.checks import whole_of
from domain.errors import DomainError
from domain.ids import new_id
from domain.meetings.agenda import AddItem
from domain.meetings.decisions import DraftResolution, usual_majority
from domain.meetings.sessions import Convene
from domain.merging.after import After
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.records import Command, Records, Row, Specs, Value, Write

_AS_BEFORE: Final = ("base_year", "base_year_amount_fen", "threshold_fen", "lifetime_cap_fen")
_STEP: Final = ("from_year", "to_year", "share_bp", "clause")


@dataclass(frozen=True, slots=True)
class ProposedTerms:
    """The terms of a draft version: one phase without end, shares without floors and caps.

    Attributes:
        rule: record of the rule.
        valid_from: ISO day.
        shares: party and basis points, in the order in which they are listed.
        version: id of the draft.
    """

    rule: str
    valid_from: str
    shares: tuple[tuple[str, int], ...]
    version: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class ProposeShares:
    """Write a draft resolution on a meeting's agenda, and the version of a rule that it proposes.

    Attributes:
        meeting: id; empty to convene one on the day ``convened``.
        title: of the item of the agenda.
        text: of the resolution.
        terms: of a draft version tied to the resolution; None for none.
        resolution: id of the new resolution.
    """

    meeting: str
    convened: str
    title: str
    text: str
    terms: ProposedTerms | None = None
    reason: str = ""
    resolution: str = field(default_factory=new_id)
    key: str = "command.propose_shares"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield meeting, item, resolution and version; each sees those before it.

        Raises:
            DomainError: ``phase_not_whole``, or what one of them is refused for.
        """
        after = After(records, ())

        def done(command: Command) -> Iterator[Write]:
            for write in tuple(command.writes(after, specs)):
                after.write(write)
                yield write

        meeting = self.meeting
        if not meeting:
            convene = Convene(self.convened)
            meeting = convene.meeting
            yield from done(convene)
        item = AddItem(meeting, {"title": self.title})
        yield from done(item)
        values: dict[str, Value] = {
            **usual_majority(records),
            "text": self.text,
            "agenda_item": item.item,
        }
        yield from done(DraftResolution(meeting, values, resolution=self.resolution))
        if self.terms is not None:
            for command in _draft(records, self.terms, self.resolution):
                yield from done(command)


def _draft(records: Records, terms: ProposedTerms, resolution: str) -> Iterator[AddRow]:
    """Yield the version with what its predecessor says about base and growth, phase and shares."""
    total = sum(share for _, share in terms.shares)
    if total != WHOLE_BP:
        raise DomainError("phase_not_whole", table="phase_share", value=1, total_bp=total)
    versions = records.find("sharing_rule_version", rule=terms.rule)
    last: Row = max(versions, key=lambda row: whole_of(row, "version") or 0, default={})
    values: dict[str, Value] = {name: last.get(name) for name in _AS_BEFORE}
    values |= {
        "rule": terms.rule,
        "version": (whole_of(last, "version") or 0) + 1,
        "valid_from": terms.valid_from,
        "proposed_by": resolution,
    }
    yield AddRow("sharing_rule_version", values, record=terms.version)
    for step in records.find("degression_step", version=last.get("id")) if last else ():
        copied: dict[str, Value] = {name: step[name] for name in _STEP}
        yield AddRow("degression_step", {**copied, "version": terms.version})
    phase = AddRow("rule_phase", {"version": terms.version, "phase": 1, "from_year": 1})
    yield phase
    for rank, (party, share) in enumerate(terms.shares, 1):
        row: dict[str, Value] = {"party": party, "rank": rank, "share_bp": share}
        yield AddRow("phase_share", {**row, "phase": phase.record})
