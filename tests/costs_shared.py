"""Add to the sample park a rule by which three parties share what running the park costs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from domain.commands import SetFields
from domain.records import Query
from tests.storage.park import added

if TYPE_CHECKING:
    from storage.workbook import Workbook

SHARES = {"QZ": 5_000, "YH": 3_000, "LY": 2_000}


def share_costs(park: Workbook) -> None:
    """Adopt R4: property and staff by 5 : 3 : 2, energy by the area and days let."""
    add = partial(added, park)

    parties = {str(row["code"]): str(row["id"]) for row in park.select(Query("party"))}
    rule = add(
        "sharing_rule",
        agreement=park.find("agreement")[0]["id"],
        code="R4",
        name_en="Sharing of running costs",
        base="cost",
        clock="signature",
        clock_quarter="2019Q3",
        home_party=parties["QZ"],
    )
    for category, division in (("property", "shares"), ("staff", "shares"), ("energy", "use")):
        add("shared_cost", rule=rule, category=category, division=division)
    version = add("sharing_rule_version", rule=rule, version=1, valid_from="2019-07-01")
    phase = add("rule_phase", version=version, phase=1, from_year=1, clause="Article 9")
    for rank, (code, share) in enumerate(SHARES.items(), 1):
        add("phase_share", phase=phase, party=parties[code], rank=rank, share_bp=share)
    adopted = park.find("resolution", number="R-2022-02")[0]["id"]
    park.run(SetFields("sharing_rule_version", version, {"resolution": adopted}))
