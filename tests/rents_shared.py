"""Add to the sample park a rule that shares the rents, with terms that the sample's rules lack."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from domain.commands import SetFields
from domain.records import Query
from tests.storage.park import added

if TYPE_CHECKING:
    from storage.workbook import Workbook

SHARES = {"QZ": 5_000, "YH": 3_000, "LY": 2_000}
UPPER = {"QZ": 3_000, "YH": 6_000, "LY": 1_000}
ABOVE = 100_000_000


def share_rents(park: Workbook, base: str = "rent") -> None:
    """Adopt R4 from 2024Q4 on: a tenth reinvested first, two slices, a fifth of QZ's held back."""
    add = partial(added, park)

    parties = {str(row["code"]): str(row["id"]) for row in park.select(Query("party"))}
    rule = add(
        "sharing_rule",
        agreement=park.find("agreement")[0]["id"],
        code="R4",
        name_en="Sharing of rents",
        base=base,
        clock="signature",
        clock_quarter="2024Q4",
        residual_party=parties["YH"],
    )
    version = add(
        "sharing_rule_version",
        rule=rule,
        version=1,
        valid_from="2024-10-01",
        threshold_fen=50_000_000,
        lifetime_cap_fen=3_000_000_000,
        clause="Article 12",
    )
    phase = add("rule_phase", version=version, phase=1, from_year=1, reinvested_bp=1_000)
    for rank, (code, share) in enumerate(SHARES.items(), 1):
        add("phase_share", phase=phase, party=parties[code], rank=rank, share_bp=share)
    bracket = add("share_bracket", phase=phase, number=1, above_fen=ABOVE, clause="Article 13")
    for code, share in UPPER.items():
        add("bracket_share", bracket=bracket, party=parties[code], share_bp=share)
    add(
        "escrow_term",
        version=version,
        party=parties["QZ"],
        share_bp=2_000,
        milestone="first plant in production",
        deadline_quarter="2026Q4",
        clause="Article 15",
    )
    adopted = park.find("resolution", number="R-2022-02")[0]["id"]
    park.run(SetFields("sharing_rule_version", version, {"resolution": adopted}))
