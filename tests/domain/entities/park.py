"""A small park in memory, and what its rules say of a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities import SPECS
from domain.ids import new_id
from domain.rules import record_breaches
from tests.fakes import MemoryRecords

if TYPE_CHECKING:
    from domain.errors import DomainError
    from domain.records import Row, Value


class Park(MemoryRecords):
    """Records with an origin, a host, a county, a region each, a building, a unit and a firm."""

    def __init__(self) -> None:
        super().__init__()
        self.city = self.add("region", name_zh="衢州市", kind="city")
        self.county = self.add("region", name_zh="龙游县", kind="county", parent=self.city)
        self.host_region = self.add("region", name_zh="余杭区", kind="district")
        self.origin = self.add("party", code="QZ", name_zh="衢州市", kind="origin", votes=3)
        self.host = self.add("party", code="YH", name_zh="杭州市余杭区", kind="host", votes=3)
        self.third = self.add("party", code="LY", name_zh="龙游县", kind="county", votes=2)
        self.building = self.add("building", code="1号楼", area=100_000)
        self.unit = self.add(
            "unit", building=self.building, number="101", use="incubation", area=32_000
        )
        self.firm = self.add(
            "firm", number="QH001", name_zh="砺垣气动", admission_date="2016-09-09"
        )
        self.meeting = self.add(
            "meeting", number="M-2022-01", date="2022-12-08", state="held", quorum_met=1
        )
        self.resolution = self.add(
            "resolution",
            number="R-2022-02",
            meeting=self.meeting,
            text="自2023年1月1日起执行第2版。",
            state="adopted",
        )
        self.agreement = self.add("agreement", code="AG-1", title_zh="合作协议", start="2019-07-01")
        self.rule = self.add(
            "sharing_rule",
            agreement=self.agreement,
            code="R1",
            name_zh="税收分成",
            base="tax",
            clock="first_tax",
        )
        self.contract = self.add(
            "operator_contract",
            code="YY-2016",
            operator=self.origin,
            start="2016-06-01",
            end="2021-12-31",
        )
        self.project = self.add(
            "return_project", number="HL-01", firm=self.firm, county=self.county
        )

    def row(self, table: str, **values: Value) -> dict[str, Value]:
        """Return a row that could be added: every field, unnamed ones at their default."""
        fields = {each.name: each.default for each in SPECS[table].fields}
        unknown = set(values) - set(fields) - {"id"}
        assert not unknown, f"{table} has no {sorted(unknown)}"
        return {"id": new_id(), **fields, **values}

    def breaches(self, table: str, row: Row) -> list[DomainError]:
        """Return all that a row breaks as if every field had just been typed."""
        return list(record_breaches(SPECS, self, table, row, frozenset(row) - {"id"}))

    def refusals(self, table: str, **values: Value) -> list[tuple[str, str]]:
        """Return (key, field) of all that a new row breaks."""
        return [(each.key, each.field) for each in self.breaches(table, self.row(table, **values))]

    def refusals_of_change(self, table: str, record: str, **values: Value) -> list[tuple[str, str]]:
        """Return (key, field) of all that a change of a record breaks."""
        before = self.get(table, record)
        assert before is not None
        return [(each.key, each.field) for each in self.breaches(table, {**before, **values})]
