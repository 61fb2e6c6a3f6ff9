"""Make a workbook of as many firms and quarters as wanted, to measure the screens with."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

from benchmarks.make_rows import firm_name, firm_number
from domain.commands import WriteBatch
from domain.entities import SPECS
from domain.founding import Founder, Founding, founding_commands
from domain.ids import new_id
from domain.records import Actor, Write
from domain.units import Quarter, quarters_back
from storage.workbook import Workbook

if TYPE_CHECKING:
    from pathlib import Path

    from domain.records import Value

ACTOR: Final = Actor("林远", "secretary")
LAST: Final = Quarter.parse("2024Q4")
_UNITS_PER_BUILDING: Final = 100
_UNKNOWN_SHARE: Final = 0.02
_FOUNDING: Final = Founding(
    "测试飞地",
    "起源县",
    "所在区",
    "2015Q1",
    "zh",
    origin_votes=3,
    host_votes=3,
    others=(Founder("operator", "运营方"),),
    person=ACTOR.person,
    role=ACTOR.role,
)


class _Batch:
    """Gather inserts; every field that is not said has what the entity starts with."""

    def __init__(self) -> None:
        self.writes: list[Write] = []

    def insert(self, table: str, **values: Value) -> str:
        whole = {each.name: values.get(each.name, each.default) for each in SPECS[table].fields}
        record = new_id()
        self.writes.append(Write("insert", table, record, whole))
        return record


def make_park(path: Path, firms: int, quarters: int, seed: int = 11) -> int:
    """Write a park whose every firm reported every quarter, two figures in a hundred unknown.

    Each firm has a unit and a lease, two patents and an admission; one in five a return project.
    Returns how many records there are.
    """
    draw = random.Random(seed)
    known = quarters_back(LAST, quarters)
    batch = _Batch()
    for quarter in known[1:]:
        batch.insert("quarter", quarter=str(quarter))
    with Workbook.create(path, SPECS, ACTOR) as workbook:
        for command in founding_commands(_FOUNDING):
            workbook.run(command)
        region = batch.insert("region", name_zh="起源县", kind="county", code="330825")
        enclave = str(workbook.find("enclave")[0]["id"])
        building = ""
        for at in range(firms):
            if at % _UNITS_PER_BUILDING == 0:
                code = f"B{at // _UNITS_PER_BUILDING:03d}"
                building = batch.insert("building", code=code, enclave=enclave, area=2_000_000)
            firm = _firm(batch, at, draw, region)
            _space(batch, at, firm, building)
            for quarter in known:
                batch.insert("firm_quarter", firm=firm, quarter=str(quarter), **_figures(draw))
        workbook.run(WriteBatch(tuple(batch.writes)))
    return len(batch.writes)


def _firm(batch: _Batch, at: int, draw: random.Random, region: str) -> str:
    admitted = f"{2014 - at % 3}-0{1 + at % 9}-15"
    firm = batch.insert(
        "firm",
        number=firm_number(at),
        name_zh=firm_name(at),
        trajectory="II" if at % 2 else "I",
        admission_date=admitted,
        sector=f"C{at % 40 + 10}",
        sector_name="专用设备制造业",
    )
    for stage, before in (("screened", None), ("panel", "screened"), ("incubating", "panel")):
        batch.insert(
            "stage_change", firm=firm, process="incubation", from_stage=before, to_stage=stage,
            date=admitted,
        )  # fmt: skip
    for number in range(2):
        batch.insert(
            "patent",
            number=f"CN{100_000_000 + 2 * at + number}",
            title="一种用于测试的装置",
            kind="invention",
            filed=f"{draw.randint(2015, 2024)}-0{draw.randint(1, 9)}-10",
            firm=firm,
            region=region,
            legal_status="pending",
        )
    if at % 5 == 0:
        batch.insert("return_project", number=f"R{at:05d}", firm=firm, county=region)
    return firm


def _space(batch: _Batch, at: int, firm: str, building: str) -> None:
    number = f"{at:05d}"
    unit = batch.insert("unit", building=building, number=number, use="office", area=10_000)
    batch.insert(
        "lease",
        number=f"L{number}",
        firm=firm,
        unit=unit,
        start="2015-01-01",
        end=f"202{4 + at % 5}-12-31",
        rent_fen=4_500,
    )


def _figures(draw: random.Random) -> dict[str, Value]:
    staff = draw.randint(5, 400)
    research = draw.randint(0, staff)
    figures: dict[str, Value] = {
        "headcount": staff,
        "rd_staff": research,
        "doctorates": draw.randint(0, research),
    }
    for name in ("revenue_fen", "rd_fen", "output_host_fen", "output_origin_fen"):
        figures[name] = draw.randint(0, 5_000) * 1_000_000
    for name in ("vat_fen", "cit_fen", "pit_fen", "other_tax_fen", "financing_fen", "grants_fen"):
        figures[name] = draw.randint(0, 200) * 1_000_000
    return {
        name: None if draw.random() < _UNKNOWN_SHARE else value for name, value in figures.items()
    }
