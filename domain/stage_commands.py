"""Move a firm to its next stage: the change and what was found at the gate, as one action."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.commands import AddRow, SetFields
from domain.entities.stage_change import stage_on
from domain.errors import DomainError
from domain.gate_wording import BETWEEN_CRITERIA
from domain.ids import new_id
from domain.records import Write
from domain.rules import check_record
from domain.standing.gates import DEFAULTS, GATES, opens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.records import Records, Row, Specs, Value
    from domain.standing.gates import Finding


@dataclass(frozen=True, slots=True)
class Declared:
    """What the people at the gate say of one criterion.

    Attributes:
        finding: what the records say of it.
        words: the criterion as it was read to them.
        met: whether they take it for met.
        evidence: what shows it; needed where the records do not.
    """

    finding: Finding
    words: str
    met: bool
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class ChangeStage:
    """Move a firm to a stage of a process.

    Attributes:
        firm: its record.
        day: ISO day of the change.
        declared: what is said of each criterion of the gate, none where there is no gate.
        evidence: document of the decision, empty when there is none.
        reason: why, for stages that need one.
    """

    firm: str
    process: str
    to_stage: str
    day: str
    declared: tuple[Declared, ...] = ()
    evidence: str = ""
    reason: str = ""
    decided_by: str = ""
    record: str = field(default_factory=new_id)
    key: str = "command.change_stage"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the change, its findings, and the day of admission where it was unknown.

        Raises:
            DomainError: ``transition_not_allowed``, ``reason_missing``, ``gate_not_passed``,
                ``gate_evidence_missing`` or what the records refuse besides.
        """
        self._check_gate()
        yield from AddRow("stage_change", self._values(records), record=self.record).writes(
            records, specs
        )
        for each in self.declared:
            values = self._found(each)
            row = {"id": new_id(), **values}
            # The change it belongs to is written in the same action.
            check_record(specs, records, "gate_finding", row, frozenset(values) - {"change"})
            yield Write("insert", "gate_finding", str(row["id"]), values)
        known = records.get("firm", self.firm) or {}
        if self.to_stage == "admitted" and known.get("admission_date") is None:
            admission = SetFields("firm", self.firm, {"admission_date": self.day})
            yield from admission.writes(records, specs)

    def _check_gate(self) -> None:
        criteria = [each.finding.criterion for each in self.declared]
        met = {each.finding.criterion.position for each in self.declared if each.met}
        if not opens(criteria, met):
            raise DomainError(
                "gate_not_passed",
                table="stage_change",
                field="criteria",
                machine="stage",
                new=self.to_stage,
            )
        for each in self.declared:
            shown = each.finding.met is True or bool(each.evidence or self.evidence)
            if each.met and not shown:
                raise DomainError(
                    "gate_evidence_missing",
                    table="gate_finding",
                    field="evidence",
                    value=each.words,
                )

    def _values(self, records: Records) -> Row:
        return {
            "firm": self.firm,
            "process": self.process,
            "from_stage": stage_on(records, self.firm, self.process, self.day),
            "to_stage": self.to_stage,
            "date": self.day,
            "criteria": BETWEEN_CRITERIA.join(each.words for each in self.declared if each.met)
            or None,
            "evidence": self.evidence or None,
            "reason": self.reason or None,
            "decided_by": self.decided_by or None,
        }

    def _found(self, each: Declared) -> dict[str, Value]:
        finding, criterion = each.finding, each.finding.criterion
        return {
            "change": self.record,
            "position": criterion.position,
            "criterion": each.words,
            "measure": criterion.measure,
            "suffices": int(criterion.suffices),
            "met": int(each.met),
            "threshold_fen": criterion.threshold_fen,
            "amount_fen": finding.amount_fen,
            "quarters_known": finding.known or None,
            "quarters_asked": finding.expected or None,
            "since": finding.since.isoformat() if finding.since else None,
            "evidence": each.evidence or None,
            "owner": None,
        }


@dataclass(frozen=True, slots=True)
class OwnCriteria:
    """Record the criteria of practice as the park's own, so that they can be changed."""

    reason: str = ""
    key: str = "command.own_criteria"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield an insert per criterion of each gate that has none of the park's own."""
        for gate in GATES:
            if records.find("gate_criterion", gate=gate):
                continue
            for each in DEFAULTS:
                if each.gate == gate:
                    values = {
                        "gate": gate,
                        "position": each.position,
                        "measure": each.measure,
                        "threshold_fen": each.threshold_fen,
                        "suffices": int(each.suffices),
                    }
                    yield from AddRow("gate_criterion", values).writes(records, specs)
