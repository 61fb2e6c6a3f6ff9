"""The milestones of return projects, judged in the order of days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.imports.columns import Column, SheetKind, words
from domain.imports.kinds.return_project import PROJECT, project_of
from domain.imports.kinds.shared import EVIDENCE, given, need
from domain.records import Kind

if TYPE_CHECKING:
    from domain.imports.intake import Intake
    from domain.imports.rows import TableRow
    from domain.records import Value


def take(intake: Intake, row: TableRow) -> None:
    """Take a milestone; the entity's rules say whether it may follow the one before."""
    project = project_of(intake, row)
    if project is None or not need(row, "state", "date"):
        return
    key: dict[str, Value] = {
        "project": project["id"],
        "state": row.get("state"),
        "date": row.get("date"),
    }
    intake.put(row, key, given(row, "evidence", "reason"), "state")


KIND: Final = SheetKind(
    key="return_milestone",
    table="return_milestone",
    columns=(
        PROJECT,
        Column(
            "state",
            ("节点", "里程碑", "状态", "Jalon", "Étape", "Milestone", "State"),
            words=words(
                intent="意向|intention|intent",
                site_matched="选址|site trouvé|site matched",
                agreement="签约|accord|signature|agreement",
                land_granted="供地|terrain accordé|land granted",
                construction="开工|construction|chantier",
                in_production="投产|en production|in production",
                at_scale="达产|pleine capacité|at scale",
                stalled="停滞|à l’arrêt|stalled",
                abandoned="终止|abandonné|abandoned",
            ),
        ),
        Column("date", ("日期", "Date"), Kind.DATE),
        EVIDENCE,
        Column("reason", ("原因", "Motif", "Reason")),
    ),
    marks=(("project",), ("state",), ("date",)),
    rank=54,
    by_date="date",
)
