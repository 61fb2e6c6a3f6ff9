"""The history of stages: each step of a firm, judged in the order of days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.imports.columns import Column, SheetKind, words
from domain.imports.kinds.shared import EVIDENCE, FIRM_NAME, FIRM_NUMBER, given, need
from domain.records import Kind

if TYPE_CHECKING:
    from domain.imports.intake import Intake
    from domain.imports.rows import TableRow
    from domain.records import Value

STAGES: Final = words(
    lead="线索|意向线索|piste|lead",
    screened="初审|présélection|présélectionnée|screened",
    panel="评审|comité|jury|panel",
    admitted="准入|admise|admis|admitted",
    incubating="在孵|en incubation|incubée|incubating",
    on_watch="观察|观察期|sous surveillance|on watch",
    ready="待毕业|prête|prête à sortir|ready",
    graduated="毕业|diplômée|sortie réussie|graduated",
    withdrawn="撤回|retirée|retrait|withdrawn",
    rejected="未通过|refusée|rejetée|rejected",
    exited="退出|sortie|exited",
    diagnosed="诊断|diagnostic|diagnostiquée|diagnosed",
    rd_unit_opened="研发机构设立|unité de R&D ouverte|R&D unit opened",
    joint_project="联合项目|projet commun|joint project",
    applied_at_home="本地应用|application locale|applied at home",
    diffused="扩散|diffusée|diffusion|diffused",
)


def take(intake: Intake, row: TableRow) -> None:
    """Take a step of a firm; the entity's rules say whether it may follow the one before."""
    firm = intake.firm(row)
    if firm is None or not need(row, "to_stage", "date"):
        return
    process = row.text("process") or "incubation"
    key: dict[str, Value] = {
        "firm": firm["id"],
        "process": process,
        "to_stage": row.get("to_stage"),
        "date": row.get("date"),
    }
    values = given(row, "from_stage", "criteria", "evidence", "reason", "decided_by")
    intake.put(row, key, values, "to_stage")


KIND: Final = SheetKind(
    key="stage_change",
    table="stage_change",
    columns=(
        FIRM_NUMBER,
        FIRM_NAME,
        Column(
            "process",
            ("流程", "过程", "Processus", "Parcours", "Process"),
            words=words(incubation="孵化|模式一|incubation", mode_2="模式二|mode 2|mode II"),
        ),
        Column(
            "from_stage",
            ("原阶段", "变更前", "De", "Stade précédent", "From", "From stage", "Old stage"),
            words=STAGES,
        ),
        Column(
            "to_stage",
            ("新阶段", "变更后", "À", "Nouveau stade", "To", "To stage", "New stage"),
            words=STAGES,
        ),
        Column(
            "date", ("变更日期", "日期", "Date", "Date du changement", "Date of change"), Kind.DATE
        ),
        Column(
            "criteria",
            ("达到条件", "条件", "Critère", "Critère atteint", "Criteria met", "Criteria"),
        ),
        EVIDENCE,
        Column("reason", ("原因", "Motif", "Raison", "Reason")),
        Column("decided_by", ("决定人", "决定部门", "Décidé par", "Decided by")),
    ),
    marks=(("firm_number", "firm_name"), ("to_stage",), ("date",)),
    rank=50,
    by_date="date",
)
