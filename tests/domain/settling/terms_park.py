"""A small park in a real workbook, with one agreement whose rules are typed by a clerk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.commands import SetFields, WriteBatch
from domain.entities import SPECS
from domain.ids import new_id
from domain.models.settlement_inputs import settle
from domain.models.settlement_steps import steps
from domain.records import Actor, Write
from domain.settling.commands import AgreeSettlement, DrawUpSettlement
from domain.settling.statement import statement
from domain.units import Quarter
from storage.workbook import Workbook
from tests.storage.park import added

if TYPE_CHECKING:
    from pathlib import Path

    from domain.models.settled import RuleResult
    from domain.records import Value
    from domain.settling.statement import RuleSettlement

ACTOR = Actor("叶清和", "secretary")
START = Quarter(2020, 1)


def inserted(table: str, **values: Value) -> Write:
    """Return an insert as an import makes it: every field, unnamed ones at their default."""
    row = {each.name: values.get(each.name, each.default) for each in SPECS[table].fields}
    unknown = set(values) - set(row)
    assert not unknown, f"{table} has no {sorted(unknown)}"
    return Write("insert", table, new_id(), row)


class TermsPark:
    """Three parties, an agreement since 2020, a resolution in force and a firm that pays tax.

    Attributes:
        parties: code → record; ``resolution`` is in force, ``rejected`` was rejected.
    """

    def __init__(self, path: Path) -> None:
        self.workbook = Workbook.create(path, SPECS, ACTOR)
        self.parties = {
            code: self.add("party", code=code, name_zh=name, kind=kind)
            for code, name, kind in (
                ("A", "衢州市", "origin"),
                ("B", "余杭区", "host"),
                ("C", "龙游县", "county"),
            )
        }
        self.agreement = self.add(
            "agreement", code="AG", title_zh="合作协议", signed="2020-01-10", start="2020-01-01"
        )
        for rank, party in enumerate(self.parties.values(), 1):
            self.add("agreement_party", agreement=self.agreement, party=party, rank=rank)
        self._meeting = inserted("meeting", number="M-1", date="2019-12-20", state="closed")
        self._batch(self._meeting)
        self.resolution = self.resolved("R-1", "in_force")
        self.rejected = self.resolved("R-2", "rejected")
        self.firm = self.add("firm", number="QH001", name_zh="砺垣", admission_date="2019-01-01")

    def close(self) -> None:
        """Let the workbook go."""
        self.workbook.close()

    def add(self, table: str, **values: Value) -> str:
        """Record something through the bus and return its id."""
        return added(self.workbook, table, **values)

    def set(self, table: str, record: str, **values: Value) -> None:
        """Change fields through the bus."""
        self.workbook.run(SetFields(table, record, values, reason="更正"))

    def _batch(self, *writes: Write) -> None:
        self.workbook.run(WriteBatch(writes))

    def resolved(self, number: str, state: str) -> str:
        """Record a resolution of an earlier meeting in the state it came to."""
        write = inserted(
            "resolution", meeting=self._meeting.record, number=number, text="…", state=state
        )
        self._batch(write)
        return write.record

    def rule(self, code: str = "R1", residual: str = "B", **values: Value) -> str:
        """Record a rule on value added tax of which all stays with the localities."""
        usual: dict[str, Value] = {
            "agreement": self.agreement,
            "code": code,
            "base": "tax",
            "clock": "signature",
            "residual_party": self.parties.get(residual),
        }
        record = self.add("sharing_rule", **{**usual, **values})
        if {**usual, **values}["base"] in {"tax", "tax_growth"}:
            self.add("retained_share", rule=record, tax="vat", share_bp=10_000)
        return record

    def version(self, rule: str, number: int = 1, **values: Value) -> str:
        """Record a version as a draft, in force from the start unless told otherwise."""
        usual: dict[str, Value] = {"rule": rule, "version": number, "valid_from": "2020-01-01"}
        return self.add("sharing_rule_version", **{**usual, **values})

    def phase(
        self, version: str, shares: dict[str, int], years: tuple[int, int | None], **values: Value
    ) -> str:
        """Record the next phase with the shares of the parties named."""
        number = len(self.workbook.find("rule_phase", version=version)) + 1
        first, last = years
        record = self.add(
            "rule_phase", version=version, phase=number, from_year=first, to_year=last, **values
        )
        for rank, (code, share) in enumerate(shares.items(), 1):
            self.add(
                "phase_share", phase=record, party=self.parties[code], rank=rank, share_bp=share
            )
        return record

    def share_of(self, phase: str, code: str) -> str:
        """Return the record of a party's share in a phase."""
        found = self.workbook.find("phase_share", phase=phase, party=self.parties[code])
        return str(found[0]["id"])

    def bracket(self, phase: str, number: int, above: int, shares: dict[str, int]) -> str:
        """Record a bracket with its shares."""
        record = self.add("share_bracket", phase=phase, number=number, above_fen=above)
        for code, share in shares.items():
            self.add("bracket_share", bracket=record, party=self.parties[code], share_bp=share)
        return record

    def adopt(self, version: str, resolution: str = "") -> None:
        """Let a resolution adopt a version."""
        self.set("sharing_rule_version", version, resolution=resolution or self.resolution)

    def tax(self, *fen: int | None, start: Quarter = START) -> None:
        """Record the value added tax of consecutive quarters as an import does."""
        self._batch(
            *(
                inserted(
                    "firm_quarter", firm=self.firm, quarter=str(start.plus(at)), vat_fen=amount
                )
                for at, amount in enumerate(fen)
            )
        )

    def correct(self, quarter: Quarter, fen: int) -> None:
        """Correct the tax of a quarter."""
        (row,) = self.workbook.find("firm_quarter", quarter=str(quarter))
        self.set("firm_quarter", str(row["id"]), vat_fen=fen)

    def settlement(self, quarter: Quarter, code: str = "R1") -> RuleSettlement:
        """Return a rule's settlement as it is recorded and as it is reckoned today."""
        found = statement(self.workbook, quarter).rules
        return next(each for each in found if each.rule == code)

    def drawn(self, quarter: Quarter, code: str = "R1") -> RuleSettlement:
        """Draw a quarter up and return a rule's settlement."""
        self.workbook.run(DrawUpSettlement(quarter))
        return self.settlement(quarter, code)

    def agreed(self, quarter: Quarter, code: str = "R1") -> RuleSettlement:
        """Draw a quarter up, agree to all its settlements and return a rule's."""
        self.workbook.run(DrawUpSettlement(quarter))
        found = statement(self.workbook, quarter).rules
        self.workbook.run(AgreeSettlement(tuple(each.record for each in found)))
        return self.settlement(quarter, code)


def due(found: RuleSettlement) -> dict[str, int]:
    """Return what each party is due by a recorded settlement."""
    return {line.party: line.due_fen for line in found.lines}


def paid(found: RuleSettlement) -> dict[str, int]:
    """Return what each party is to be paid by a recorded settlement."""
    return {line.party: line.payable_fen for line in found.lines}


HALVES = {"A": 5_000, "B": 5_000}


def quarters(count: int) -> list[Quarter]:
    """Return the first quarters of the agreement."""
    return [START.plus(at) for at in range(count)]


def simple(terms: TermsPark, *tax: int | None, **values: int) -> str:
    """Adopt a rule that shares half and half, with some terms besides, and record the tax."""
    version = terms.version(terms.rule(), **values)
    terms.phase(version, HALVES, (1, None))
    terms.adopt(version)
    terms.tax(*tax)
    return version


def today(terms: TermsPark, quarter: Quarter) -> RuleResult:
    """Return the first rule of a quarter as the records reckon it today."""
    return settle(terms.workbook, quarter).rules[0]


def keys(result: RuleResult) -> list[str]:
    """Return the steps of a rule by their keys."""
    return [step.key for step in steps(result)]
