"""A park of two sides with three firms, ready to be closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from domain.closing.commands import Approve, Close, Reconcile, Submit
from domain.commands import SetFields
from domain.entities import SPECS
from domain.records import Actor
from domain.units import Quarter
from storage.workbook import Workbook
from tests.storage.park import added

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.closing.sides import Side
    from domain.records import Command, Row, Value

QUARTER = Quarter(2024, 4)
MOMENT = "2025-01-20T08:00:00.000Z"
FIGURES = (
    "revenue_fen", "rd_fen", "headcount", "rd_staff", "doctorates", "vat_fen", "cit_fen",
    "pit_fen", "other_tax_fen", "financing_fen", "grants_fen", "output_host_fen",
    "output_origin_fen",
)  # fmt: skip


@dataclass
class Park:
    """A workbook with what the tests name again and again."""

    workbook: Workbook
    firms: list[str]

    def add(self, table: str, **values: Value) -> str:
        """Record something and return its id."""
        return added(self.workbook, table, **values)

    def row(self) -> Row:
        """Return the quarter as it stands."""
        return self.workbook.find("quarter", quarter=str(QUARTER))[0]

    def state(self) -> str:
        """Return the state of the quarter."""
        return str(self.row()["state"])

    def figures(self, firm: int) -> Row:
        """Return the figures of a firm, by its place."""
        return self.workbook.find("firm_quarter", firm=self.firms[firm])[0]

    def type(self, firm: int, **values: Value) -> None:
        """Type figures of a firm."""
        record = str(self.figures(firm)["id"])
        self.workbook.run(SetFields("firm_quarter", record, values))

    def submit(self, side: Side, person: str, **more: object) -> None:
        """Submit for a side."""
        self.workbook.run(Submit(QUARTER, side, person, MOMENT, **more))  # type: ignore[arg-type]

    def bring_to(self, state: str) -> None:
        """Walk the quarter to a state without any difference."""
        steps: dict[str, Command] = {
            "submitted_by_origin": Submit(QUARTER, "origin", "柯知夏", MOMENT),
            "submitted": Submit(QUARTER, "host", "徐若川", MOMENT),
            "reconciled": Reconcile(QUARTER, "郑云起", MOMENT),
            "approved_by_origin": Approve(QUARTER, "origin", "柯景行", MOMENT),
            "approved": Approve(QUARTER, "host", "徐守一", MOMENT),
            "closed": Close(QUARTER, "祝闻溪", MOMENT),
        }
        for name, command in steps.items():
            self.workbook.run(command)
            if name == state:
                return


@pytest.fixture
def park() -> Iterator[Park]:
    """Give an open quarter in which every figure of three firms is typed."""
    with Workbook.memory(SPECS, Actor("叶清和", "secretary")) as workbook:
        made = Park(workbook, [])
        origin = made.add("party", code="QZ", name_zh="衢州市", kind="origin", votes=3)
        host = made.add("party", code="YH", name_zh="余杭区", kind="host", votes=3)
        made.add("party", code="MC", name_zh="园区管委会", kind="committee", votes=1)
        made.add("enclave", code="P1", name_zh="衢杭飞地", typology="reverse_enclave",
                 origin=origin, host=host)  # fmt: skip
        made.add("person", name="柯景行", role="chair", party=origin)
        made.add("person", name="徐守一", role="chair", party=host)
        made.add("quarter", quarter=str(QUARTER))
        for number in range(1, 4):
            firm = made.add("firm", number=f"QH{number:03d}", name_zh=f"企业{number}",
                            trajectory="I", admission_date="2021-05-01")  # fmt: skip
            made.firms.append(firm)
            typed: dict[str, Value] = dict.fromkeys(FIGURES, 100)
            typed |= {"rd_staff": 10, "doctorates": 1}
            made.add("firm_quarter", firm=firm, quarter=str(QUARTER), **typed)
        yield made
