"""A small park with regional figures, an enclave and its tenants, for the studies on regions."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.fakes import MemoryRecords

STAFF = "研发人员全时当量"
PATENTS = "专利授权量"
PEOPLE = "常住人口"


@dataclass
class Park:
    """Records with three regions: home, host, third."""

    records: MemoryRecords
    home: str
    host: str
    third: str
    enclave: str
    origin: str
    building: str
    firms: list[str] = field(default_factory=list)


def add_figures(park: MemoryRecords, region: str, indicator: str, **by_year: float | None) -> None:
    """Record figures of a region, years written y2020=…; None is an unknown value."""
    for year, value in by_year.items():
        park.add(
            "region_figure",
            region=region,
            indicator=indicator,
            year=int(year[1:]),
            value=value,
            unit="人年",
            source="统计年鉴",
        )


def small_park(*, tenants: bool = True, figures: bool = True) -> Park:
    """Return a park whose host pays better than its home."""
    records = MemoryRecords()
    home = records.add("region", name_zh="衢州市", name_en="Quzhou", kind="city")
    host = records.add("region", name_zh="杭州市", name_en="Hangzhou", kind="city")
    district = records.add("region", name_zh="余杭区", kind="district", parent=host)
    third = records.add("region", name_zh="丽水市", name_en="Lishui", kind="city")
    origin = records.add("party", code="QZ", name_zh="衢州市", kind="origin", region=home)
    other = records.add("party", code="YH", name_zh="余杭区", kind="host", region=district)
    enclave = records.add(
        "enclave",
        code="QH-1",
        name_zh="衢杭飞地",
        typology="reverse_enclave",
        origin=origin,
        host=other,
    )
    building = records.add("building", code="1", enclave=enclave)
    park = Park(records, home, host, third, enclave, origin, building)
    if figures:
        add_figures(records, home, STAFF, y2022=900.0, y2023=950.0, y2024=1000.0)
        add_figures(records, host, STAFF, y2022=1800.0, y2023=1900.0, y2024=2000.0)
        add_figures(records, third, STAFF, y2022=500.0, y2023=520.0, y2024=None)
        add_figures(records, home, PATENTS, y2024=500.0)
        add_figures(records, host, PATENTS, y2024=2000.0)
        add_figures(records, third, PATENTS, y2024=260.0)
    if tenants:
        _let(park)
    return park


def _let(park: Park) -> None:
    """Let half of the space to two firms; one of them has not reported."""
    records = park.records
    for number, area in (("101", 100_000), ("102", 100_000)):
        unit = records.add(
            "unit", building=park.building, number=number, use="incubation", area=area
        )
        firm = records.add(
            "firm", number=f"F{number}", name_zh=f"企业{number}", admission_date="2020-01-01"
        )
        park.firms.append(firm)
        if number == "101":
            records.add(
                "lease",
                number="L1",
                firm=firm,
                unit=unit,
                start="2023-01-01",
                end="2026-12-31",
            )
            records.add(
                "firm_quarter",
                firm=firm,
                quarter="2024Q4",
                rd_staff=20,
                headcount=50,
                revenue_fen=1_000_000_00,
            )
    records.add(
        "incentive",
        number="I1",
        firm=park.firms[0],
        payer=park.origin,
        kind="rd_grant",
        amount_fen=50_000_00,
        start="2024-05-01",
    )
    records.add(
        "cost",
        quarter="2024Q2",
        building=park.building,
        category="energy",
        payer=park.origin,
        actual_fen=30_000_00,
        recovered_fen=10_000_00,
    )
