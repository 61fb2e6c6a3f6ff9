"""Put return projects together with their state, what was invested and produced."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from domain.entities.machines import RETURN
from domain.records import Query
from domain.returns.balance import standings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from domain.records import Records, Row
    from domain.returns.balance import Standing
    from domain.units import Quarter
    from ui.values import Values

TABLES: Final = frozenset(
    {
        "return_project",
        "return_milestone",
        "return_quarter",
        "firm",
        "region",
        "party",
        "enclave",
        "stage_change",
    }
)
STATES: Final = (
    *(each for each in RETURN.states if each not in RETURN.reasoned),
    *(each for each in RETURN.states if each in RETURN.reasoned),
)
"""States in the order in which they are shown: the way, then the halts."""

FACETS: Final = ("state", "county", "trigger", "driver")


@dataclass(frozen=True, slots=True)
class Listed:
    """A project at the end of a quarter with the names of its firm and county."""

    standing: Standing
    row: Row
    firm: str
    county: str

    @property
    def record(self) -> str:
        """Id of the project."""
        return self.standing.project.record

    def key(self, facet: str) -> str:
        """Return what the project has in common with others, empty when unknown."""
        project = self.standing.project
        keys = {
            "state": self.standing.state,
            "county": project.county,
            "trigger": project.trigger,
            "driver": project.driver,
        }
        return keys[facet]


def read_projects(records: Records, values: Values, quarter: Quarter) -> tuple[Listed, ...]:
    """Return every project as it stands at the end of a quarter, by number."""
    spec = values.specs["return_project"]
    firm, county = spec.field("firm"), spec.field("county")
    own = tuple(each.name for each in spec.fields)
    named = (*values.reference_columns(firm), *values.reference_columns(county))
    rows = {
        str(row["id"]): row
        for row in records.select(Query("return_project", columns=(*own, *named)))
    }
    return tuple(
        Listed(
            each,
            row,
            values.label("firm", row, "firm."),
            values.label("region", row, "county."),
        )
        for each in standings(records, quarter)
        if (row := rows.get(each.project.record)) is not None
    )


def matching(projects: Iterable[Listed], words: str) -> tuple[Listed, ...]:
    """Return the projects in which each of the words occurs."""
    wanted = words.casefold().split()
    if not wanted:
        return tuple(projects)
    found = []
    for each in projects:
        project = each.standing.project
        said = (project.number, project.firm_number, each.firm, each.county, project.local_partner)
        text = " ".join(said).casefold()
        if all(word in text for word in wanted):
            found.append(each)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class ProjectRows:
    """Projects narrowed and sorted."""

    projects: tuple[Listed, ...]
    order: tuple[str, ...] = ("number",)
    _in_order: list[Listed] = field(default_factory=list, init=False, compare=False, repr=False)

    @property
    def table(self) -> str:
        """The entity of the rows."""
        return "return_project"

    @property
    def tables(self) -> frozenset[str]:
        """Entities from which the rows are put together."""
        return TABLES

    def count(self) -> int:
        """Return how many projects there are."""
        return len(self.projects)

    def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Return some projects in order."""
        return [flat(each) for each in self._sorted()[offset : offset + limit]]

    def place(self, record: str) -> int:
        """Return the number of a project's row, -1 where it is not among them."""
        ids = [each.record for each in self._sorted()]
        return ids.index(record) if record in ids else -1

    def sorted_by(self, order: tuple[str, ...]) -> ProjectRows:
        """Return the same projects in another order."""
        return replace(self, order=order)

    def _sorted(self) -> list[Listed]:
        """Return the projects in order, sorted when the first page is asked for."""
        if len(self._in_order) != len(self.projects):
            name = self.order[0]
            rank = _RANKS[name.removeprefix("-")]
            ranked = [(rank(each), each.record, each) for each in self.projects]
            known = [each for each in ranked if each[0] is not None]
            known.sort(key=lambda each: each[:2], reverse=name.startswith("-"))
            unknown = [each for value, _, each in ranked if value is None]
            self._in_order.extend([*(each for _, _, each in known), *unknown])
        return self._in_order


_RANKS: Final[Mapping[str, Callable[[Listed], Any]]] = {
    "number": lambda each: each.standing.project.number,
    "firm": lambda each: each.firm,
    "county": lambda each: each.county or None,
    "state": lambda each: STATES.index(each.standing.state) if each.standing.state else None,
    "trigger": lambda each: each.standing.project.trigger or None,
    "driver": lambda each: each.standing.project.driver or None,
    "land": lambda each: each.standing.land.planned,
    "invested": lambda each: each.standing.investment.share,
    "output": lambda each: each.standing.output.actual,
}
"""By what a column sorts: values of one kind, None where unknown."""


def flat(each: Listed) -> Row:
    """Return a project as the row of a table."""
    standing = each.standing
    share = standing.investment.share
    return {
        **each.row,
        "firm_name": each.firm,
        "county_name": each.county,
        "state": standing.state,
        "invested_bp": None if share is None else float(share),
        "output_year": standing.output.actual,
    }
