"""Take a quarter's attribution of returned output from the records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.models.attribution import (
    AttributionPhase,
    AttributionRule,
    ProjectOutput,
    attribute_output,
)
from domain.models.recorded_rules import recorded_rules
from domain.records import Condition, Query
from domain.standing.returns import projects
from domain.standing.rows import amount, text, whole_of
from domain.units import Quarter

if TYPE_CHECKING:
    from domain.models.attribution import Attribution
    from domain.models.recorded_rules import RecordedVersion
    from domain.records import Records, Row

_OUTPUT_BASE: Final = ("output",)


def attribute(records: Records, quarter: Quarter) -> tuple[Attribution, ...]:
    """Attribute the quarter's returned output, once per rule on output that is in force.

    Each project's clock starts in the quarter of its construction; projects without any output
    are left out.
    """
    outputs = _outputs(records, quarter)
    found: list[Attribution] = []
    recorded = recorded_rules(records)
    for rule in recorded.running(quarter, _OUTPUT_BASE):
        version, _ = recorded.in_force(rule, quarter)
        if version is not None:
            found.append(attribute_output(_rule(records, rule, version.row), quarter, outputs))
    return tuple(found)


def appraised(records: Records, quarter: Quarter) -> dict[str, str]:
    """Return the rules on output that run in a quarter, each with why it counts nothing.

    Without a reason (empty) the output is counted for appraisal; no money moves.
    """
    recorded = recorded_rules(records)
    running = recorded.running(quarter, _OUTPUT_BASE)
    return {text(rule, "code"): _obstacle(*recorded.in_force(rule, quarter)) for rule in running}


def _obstacle(version: RecordedVersion | None, why: str) -> str:
    return "phases_missing" if version is not None and not version.phases else why


def _outputs(records: Records, quarter: Quarter) -> tuple[ProjectOutput, ...]:
    rows = records.select(
        Query(
            "return_quarter",
            columns=("project", "output_fen"),
            where=(Condition("quarter", "=", str(quarter)), Condition("output_fen", ">", 0)),
        )
    )
    produced = {text(row, "project"): amount(row, "output_fen") for row in rows}
    found: list[ProjectOutput] = []
    for project in projects(records):
        if project.record in produced:
            begun = project.reached("construction")
            started = begun is not None and begun <= quarter.last_day
            found.append(
                ProjectOutput(
                    project.number,
                    project.county,
                    produced[project.record],
                    Quarter.of(begun) if begun is not None and started else None,
                )
            )
    return tuple(found)


def _rule(records: Records, rule: Row, version: Row) -> AttributionRule:
    homes = records.select(
        Query(
            "rule_home_party",
            columns=("region", "party.code"),
            where=(Condition("rule", "=", text(rule, "id")),),
        )
    )
    phases = records.select(
        Query(
            "rule_phase",
            columns=("phase", "from_year", "to_year", "home_bp", "host_bp"),
            where=(Condition("version", "=", text(version, "id")),),
            order=("from_year",),
        )
    )
    return AttributionRule(
        text(rule, "code"),
        amount(version, "version"),
        text(version, "resolution.number"),
        {text(row, "region"): text(row, "party.code") for row in homes},
        text(rule, "home_party.code"),
        text(rule, "host_party.code"),
        tuple(
            AttributionPhase(
                amount(row, "phase"),
                amount(row, "from_year"),
                whole_of(row, "to_year"),
                amount(row, "home_bp"),
                amount(row, "host_bp"),
            )
            for row in phases
        ),
    )
