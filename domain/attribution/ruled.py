"""Take what the rules of agreements attribute, place by place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.models.attribution_inputs import attribute
from domain.records import Query
from domain.standing.returns import projects
from domain.standing.rows import text

if TYPE_CHECKING:
    from domain.records import Records
    from domain.units import Quarter


@dataclass(slots=True)
class Ruled:
    """What rules divide of the output that arises at a place.

    Attributes:
        rules: (code, version, number of the resolution) of each rule that does.
        figures: party → fen that it may count.
    """

    rules: list[tuple[str, int, str]] = field(default_factory=list)
    figures: dict[str, int] = field(default_factory=dict)
    total: int = 0


def ruled(records: Records, quarter: Quarter) -> dict[str, Ruled]:
    """Return region → what the rules on returned output divide there in a quarter."""
    found: dict[str, Ruled] = {}
    attributions = attribute(records, quarter)
    if not attributions:
        return found
    county = {project.number: project.county for project in projects(records)}
    party = {
        text(row, "code"): text(row, "id")
        for row in records.select(Query("party", columns=("code",)))
    }
    for each in attributions:
        named = (each.rule.code, each.rule.version, each.rule.resolution)
        for line in each.lines:
            place = found.setdefault(county[line.project], Ruled())
            if named not in place.rules:
                place.rules.append(named)
            place.total += line.output_fen
            for code, fen in ((line.home, line.home_fen), (each.rule.host_party, line.host_fen)):
                place.figures[party[code]] = place.figures.get(party[code], 0) + fen
    return found
