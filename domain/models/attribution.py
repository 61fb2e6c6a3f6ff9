"""The attribution of returned output to home and host, for appraisal: no money moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.models.agreement import clock_year, term_at
from domain.units import WHOLE_BP, largest_remainder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.units import Quarter


@dataclass(frozen=True, slots=True)
class AttributionPhase:
    """Years since a project's construction with the shares of home and host."""

    number: int
    from_year: int
    to_year: int | None
    home_bp: int
    host_bp: int


@dataclass(frozen=True, slots=True)
class AttributionRule:
    """A rule that attributes output.

    Attributes:
        home_parties: county (id of the region) → party that counts as home there.
        home_party: home elsewhere, empty when there is none.
        host_party: the host.
    """

    code: str
    version: int
    resolution: str
    home_parties: Mapping[str, str]
    home_party: str
    host_party: str
    phases: tuple[AttributionPhase, ...]


@dataclass(frozen=True, slots=True)
class ProjectOutput:
    """The output of one return project in the quarter; construction None when not begun."""

    project: str
    county: str
    output_fen: int
    construction: Quarter | None


@dataclass(frozen=True, slots=True)
class AttributionLine:
    """One project's output, divided."""

    project: str
    output_fen: int
    construction: Quarter
    year: int
    phase: int
    home: str
    home_fen: int
    host_fen: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """The attribution of a quarter; ``unattributed`` names projects the rule does not cover."""

    rule: AttributionRule
    lines: tuple[AttributionLine, ...]
    unattributed: tuple[str, ...]

    @property
    def total_fen(self) -> int:
        """Output that is attributed."""
        return sum(line.output_fen for line in self.lines)

    def party_fen(self, party: str) -> int:
        """Return what a party may count."""
        host = self.rule.host_party
        return sum(
            (line.home_fen if line.home == party else 0) + (line.host_fen if host == party else 0)
            for line in self.lines
        )

    @property
    def parties(self) -> tuple[str, ...]:
        """All parties that may count output, in the order in which the lines name them."""
        found = dict.fromkeys(line.home for line in self.lines)
        return tuple(dict.fromkeys([*found, self.rule.host_party]))


def attribute_output(
    rule: AttributionRule, quarter: Quarter, projects: tuple[ProjectOutput, ...]
) -> Attribution:
    """Divide each project's output by the phase that its own construction clock is in."""
    lines: list[AttributionLine] = []
    missing: list[str] = []
    for project in projects:
        line = _line(rule, quarter, project)
        if line is None:
            missing.append(project.project)
        else:
            lines.append(line)
    return Attribution(rule, tuple(lines), tuple(missing))


def _line(
    rule: AttributionRule, quarter: Quarter, project: ProjectOutput
) -> AttributionLine | None:
    home = rule.home_parties.get(project.county, rule.home_party)
    if project.construction is None or not home:
        return None
    year = clock_year(project.construction, quarter)
    phase = term_at(rule.phases, year)
    if phase is None or phase.home_bp + phase.host_bp != WHOLE_BP:
        return None
    home_fen, host_fen = largest_remainder(project.output_fen, (phase.home_bp, phase.host_bp))
    return AttributionLine(
        project.project,
        project.output_fen,
        project.construction,
        year,
        phase.number,
        home,
        home_fen,
        host_fen,
    )
