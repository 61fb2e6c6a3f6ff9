"""After importing the sample files, every total is the documented one, to the fen."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.storage.files.conftest import Park

LAST_DAY = "2024-12-31"
QUARTER_ENDS = {
    f"{year}Q{number}": f"{year}-{end}"
    for year in range(2020, 2025)
    for number, end in enumerate(("03-31", "06-30", "09-30", "12-31"), 1)
}
MONEY = {
    "revenue_fen": "revenue",
    "rd_fen": "rd",
    "vat_fen": "vat",
    "cit_fen": "cit",
    "pit_fen": "pit",
    "other_tax_fen": "other_tax",
    "financing_fen": "financing",
    "grants_fen": "grants",
    "output_host_fen": "output_host",
    "output_origin_fen": "output_origin",
}
PEOPLE = ("headcount", "rd_staff", "doctorates")
STAGES = {"on_watch": "on watch", "rd_unit_opened": "R&D unit opened"}


def _worded(key: str) -> str:
    return STAGES.get(key, key.replace("_", " "))


@pytest.mark.parametrize("quarter", QUARTER_ENDS)
def test_the_figures_of_firms_add_up_in_every_quarter(
    park: Park, expected: dict[str, Any], quarter: str
) -> None:
    fields = [*MONEY, *PEOPLE]
    sums = ", ".join(f"TOTAL({name}), COUNT({name})" for name in fields)
    found = park.rows(f"SELECT COUNT(*), {sums} FROM firm_quarter WHERE quarter = ?", quarter)[0]
    totals: dict[str, int] = {"rows": found[0]}
    for place, name in enumerate(fields):
        totals[name] = int(found[1 + 2 * place])
        totals[f"{MONEY.get(name, name)}_known"] = found[2 + 2 * place]
    totals["tax_total_fen"] = sum(
        totals[name] for name in ("vat_fen", "cit_fen", "pit_fen", "other_tax_fen")
    )
    assert totals == expected["per_quarter"][quarter]


@pytest.mark.parametrize("process", ["incubation", "mode_2"])
def test_every_firm_is_at_its_documented_stage_at_each_quarter_end(
    park: Park, expected: dict[str, Any], process: str
) -> None:
    key = "stages_at_quarter_end" if process == "incubation" else "mode_II_at_quarter_end"
    for quarter, day in QUARTER_ENDS.items():
        last = park.rows(
            "SELECT to_stage FROM stage_change AS one WHERE process = ? AND date <= ? AND id = ("
            "SELECT id FROM stage_change WHERE firm = one.firm AND process = one.process "
            "AND date <= ? ORDER BY date DESC, id DESC LIMIT 1)",
            process,
            day,
            day,
        )
        stages = [_worded(stage) for (stage,) in last]
        counted = {stage: stages.count(stage) for stage in stages}
        assert counted == expected[key][quarter], quarter


def test_moves_of_each_quarter_are_the_documented_ones(
    park: Park, expected: dict[str, Any]
) -> None:
    moves = {quarter: {"admitted": 0, "graduated": 0, "exited": 0} for quarter in QUARTER_ENDS}
    for stage, day in park.rows("SELECT to_stage, date FROM stage_change"):
        quarter = f"{day[:4]}Q{(int(day[5:7]) + 2) // 3}"
        if quarter in moves and stage in moves[quarter]:
            moves[quarter][stage] += 1
    assert moves == expected["moves_per_quarter"]


def test_every_firm_lies_in_its_documented_quadrant(park: Park, expected: dict[str, Any]) -> None:
    found: dict[str, list[str]] = {}
    rows = park.rows(
        "SELECT firm.number, COALESCE(rp.name_zh, r.name_zh), COALESCE(pp.name_zh, p.name_zh), ("
        "  SELECT to_stage FROM stage_change WHERE firm = firm.id AND process = 'incubation'"
        "  ORDER BY date DESC, id DESC LIMIT 1) "
        "FROM firm LEFT JOIN region AS r ON r.id = rd_site "
        "LEFT JOIN region AS rp ON rp.id = r.parent "
        "LEFT JOIN region AS p ON p.id = production_site "
        "LEFT JOIN region AS pp ON pp.id = p.parent ORDER BY firm.number"
    )
    for number, innovation, production, stage in rows:
        found.setdefault(_quadrant(innovation, production, stage), []).append(number)
    assert found == expected["quadrants"]["firms"]


def _quadrant(innovation: str | None, production: str | None, stage: str) -> str:
    if stage == "exited":
        return "exited"
    if stage in {"lead", "screened", "panel", "rejected", "withdrawn"}:
        return "not admitted"
    if innovation is None or production is None:
        return "unknown"
    city = {"杭州市": "host", "衢州市": "origin"}[innovation]
    apart = "together" if innovation == production else "separated"
    return f"innovation in {city} city, {apart}"


def test_patents_count_as_documented_by_kind_year_and_state(
    park: Park, expected: dict[str, Any]
) -> None:
    patents = expected["patents"]

    def by_kind(condition: str) -> dict[str, int]:
        found = park.rows(f"SELECT kind, COUNT(*) FROM patent WHERE {condition} GROUP BY kind")
        return {_worded(kind): count for kind, count in found}

    assert park.one("SELECT COUNT(*) FROM patent") == patents["rows"]
    assert by_kind("1") == patents["filed_by_kind"]
    assert by_kind("granted IS NOT NULL") == patents["granted_by_kind"]
    assert by_kind("legal_status = 'in_force'") == patents["in_force_by_kind"]
    assert park.one("SELECT COUNT(transferee) FROM patent") == patents["transferred"]
    years = park.rows("SELECT SUBSTR(filed, 1, 4), COUNT(*) FROM patent GROUP BY 1")
    assert dict(years) == patents["filed_per_year"]
    # "top_firm" is the firm of the source's typical case, not the one with the most patents.
    top = park.rows(
        "SELECT firm.number, COUNT(*), SUM(patent.kind = 'invention') FROM patent "
        "JOIN firm ON firm.id = patent.firm WHERE legal_status = 'in_force' "
        "AND firm.number = ? GROUP BY 1",
        patents["top_firm"]["id"],
    )[0]
    assert top == tuple(patents["top_firm"].values())


def test_return_projects_add_up_as_documented(park: Park, expected: dict[str, Any]) -> None:
    projects = expected["return_projects"]
    plans = park.rows(
        "SELECT COUNT(*), SUM(land), SUM(planned_investment_fen), SUM(planned_output_fen), "
        "SUM(planned_jobs), SUM(driver = 'innovation') FROM return_project"
    )[0]
    assert plans == (
        projects["projects"],
        projects["land_hundredths_mu"],
        projects["planned_investment_fen"],
        projects["planned_output_fen"],
        projects["planned_jobs"],
        projects["innovation_driven"],
    )
    triggers = park.rows("SELECT trigger, COUNT(*) FROM return_project GROUP BY 1")
    assert dict(triggers) == projects["by_trigger"]
    counties = park.rows(
        "SELECT region.name_zh, COUNT(*) FROM return_project AS p "
        "JOIN region ON region.id = p.county GROUP BY 1"
    )
    assert dict(counties) == projects["by_county"]
    states = park.rows(
        "SELECT state, COUNT(*) FROM return_milestone AS one WHERE id = (SELECT id FROM "
        "return_milestone WHERE project = one.project ORDER BY date DESC, id DESC LIMIT 1) "
        "GROUP BY 1"
    )
    assert {_worded(state): count for state, count in states} == projects["by_state"]


def test_quarterly_figures_of_projects_add_up_as_documented(
    park: Park, expected: dict[str, Any]
) -> None:
    projects = expected["return_projects"]
    totals = park.rows("SELECT SUM(output_fen), SUM(tax_fen) FROM return_quarter")[0]
    assert totals == (projects["output_fen"], projects["tax_fen"])
    to_date = park.one(
        "SELECT SUM(investment_fen) FROM return_quarter AS one WHERE quarter = (SELECT "
        "MAX(quarter) FROM return_quarter WHERE project = one.project "
        "AND investment_fen IS NOT NULL)"
    )
    assert to_date == projects["investment_to_date_fen"]
    per_quarter = {
        quarter: {"output_fen": output, "tax_fen": tax, "jobs": jobs, "projects_in_file": count}
        for quarter, output, tax, jobs, count in park.rows(
            "SELECT quarter, SUM(output_fen), SUM(tax_fen), SUM(jobs), COUNT(*) "
            "FROM return_quarter GROUP BY 1"
        )
    }
    assert per_quarter == projects["per_quarter"]


def test_incentives_add_up_by_payer_and_kind_and_stack_as_documented(
    park: Park, expected: dict[str, Any]
) -> None:
    incentives = expected["incentives"]
    rows = park.rows(
        "SELECT firm.number, party.name_zh, i.kind, i.amount_fen, i.start, i.end, "
        "i.claw_back_date FROM incentive AS i JOIN firm ON firm.id = i.firm "
        "JOIN party ON party.id = i.payer"
    )
    assert len(rows) == incentives["rows"]
    assert sum(row[3] for row in rows) == incentives["total_fen"]
    payers = {row[1] for row in rows}
    by_payer = {payer: sum(row[3] for row in rows if row[1] == payer) for payer in payers}
    assert by_payer == incentives["by_payer_fen"]
    kinds = {row[2] for row in rows}
    assert sorted(sum(row[3] for row in rows if row[2] == kind) for kind in kinds) == sorted(
        incentives["by_kind_fen"].values()
    )
    pairs = [
        (one, other)
        for one, other in combinations(rows, 2)
        if one[0] == other[0] and one[1] != other[1] and one[4] <= other[5] and other[4] <= one[5]
    ]
    assert len(pairs) == incentives["stacked_pairs"]
    assert sorted({one[0] for one, _ in pairs}) == incentives["stacked_firms"]
    same = sorted({one[0] for one, other in pairs if one[2] == other[2]})
    assert same == incentives["stacked_same_kind_firms"]
    still_open = [row for row in rows if row[6] and row[6] > LAST_DAY]
    assert len(still_open) == incentives["clawback_open_at_end"]


def test_costs_add_up_per_building_and_year(park: Park, expected: dict[str, Any]) -> None:
    found = {
        f"{building} {year}": (actual, recovered, budget)
        for building, year, actual, recovered, budget in park.rows(
            "SELECT building.code, SUBSTR(quarter, 1, 4), SUM(actual_fen), SUM(recovered_fen), "
            "SUM(budget_fen) FROM cost JOIN building ON building.id = cost.building GROUP BY 1, 2"
        )
    }
    assert found == {
        place: (each["actual_fen"], each["recovered_fen"], each["budget_fen"])
        for place, each in expected["cost_recovery"].items()
    }


def test_land_entries_add_up_per_pair_and_kind(park: Park, expected: dict[str, Any]) -> None:
    land = expected["land"]
    entries = park.rows(
        "SELECT f.name_zh, t.name_zh, land, counter_value_fen FROM land_entry "
        "JOIN party AS f ON f.id = from_party JOIN party AS t ON t.id = to_party"
    )
    assert len(entries) == land["entries"]
    for pair in land["by_pair"]:
        gave = sum(row[2] for row in entries if row[:2] == (pair["a"], pair["b"]))
        got = sum(row[2] for row in entries if row[:2] == (pair["b"], pair["a"]))
        assert (gave, got) == (pair["a_to_b_hundredths_mu"], pair["b_to_a_hundredths_mu"])
    assert sum(row[3] for row in entries if row[3] is not None) == land["value_fen"]
    assert sum(row[3] is None for row in entries) == land["value_unknown"]
    kinds = park.rows("SELECT SUM(land) FROM land_entry GROUP BY quota_kind")
    assert sorted(each for (each,) in kinds) == sorted(land["by_kind_hundredths_mu"].values())


def test_let_and_lettable_area_are_the_documented_ones(
    park: Park, expected: dict[str, Any]
) -> None:
    lettable = park.one(
        "SELECT SUM(area) FROM unit WHERE use IN ('incubation', 'office', 'pilot_line')"
    )
    for quarter, day in QUARTER_ENDS.items():
        let = park.one(
            "SELECT SUM(area) FROM unit WHERE id IN (SELECT unit FROM lease "
            "WHERE start <= ? AND COALESCE(early_end, end) >= ?)",
            day,
            day,
        )
        documented = expected["occupancy"][quarter]
        assert (let, lettable) == (documented["let_m2"] * 100, documented["lettable_m2"] * 100)
    whole = park.one("SELECT SUM(area) FROM unit")
    assert whole == expected["space"]["total_m2"] * 100
    white = park.one("SELECT SUM(area) FROM unit WHERE use = 'white_site'")
    assert white == expected["space"]["by_use_m2"]["white-site reserve"] * 100


def test_diffusion_counts_days_in_halves_and_money_in_fen(
    park: Park, expected: dict[str, Any]
) -> None:
    names = {"joint_rd": "joint R&D"}
    found = {
        names.get(kind, _worded(kind)): {"entries": count, "half_days": days, "amount_fen": fen}
        for kind, count, days, fen in park.rows(
            "SELECT kind, COUNT(*), CAST(TOTAL(person_days) AS INTEGER), "
            "CAST(TOTAL(amount_fen) AS INTEGER) FROM diffusion_entry GROUP BY 1"
        )
    }
    assert found == expected["diffusion"]["by_kind"]
    years = park.rows(
        "SELECT SUBSTR(date, 1, 4), SUM(person_days) FROM diffusion_entry "
        "WHERE kind = 'weekend_engineer' GROUP BY 1"
    )
    assert dict(years) == expected["diffusion"]["weekend_engineer_half_days_per_year"]


def test_factor_flows_add_up_by_kind(park: Park, expected: dict[str, Any]) -> None:
    flows = expected["factor_flows"]
    found = park.rows("SELECT kind, SUM(quantity * 2) FROM factor_flow GROUP BY 1")
    assert dict(found) == flows["by_kind_halves"]
    into_host = park.one(
        "SELECT COUNT(*) FROM factor_flow JOIN region ON region.id = to_region "
        "WHERE region.name_zh = '余杭区'"
    )
    assert into_host == flows["into_host_entries"]
    assert park.one("SELECT COUNT(*) FROM factor_flow") == flows["rows"]


def test_posts_sought_and_filled_add_up_per_quarter(park: Park, expected: dict[str, Any]) -> None:
    talent = expected["talent"]
    found = {
        quarter: {"sought": sought, "filled": filled}
        for quarter, sought, filled in park.rows(
            "SELECT quarter, SUM(sought), SUM(filled) FROM talent_need GROUP BY 1"
        )
    }
    assert found == talent["per_quarter"]
    unknown = park.one("SELECT COUNT(*) FROM talent_need WHERE price_fen IS NULL")
    assert unknown == talent["price_unknown"]


def test_operator_scores_follow_from_what_was_imported(
    park: Park, expected: dict[str, Any]
) -> None:
    rows = park.rows(
        "SELECT c.code || ' ' || s.quarter, i.name, i.weight, i.target_value, i.threshold, "
        "i.direction, s.actual FROM operator_score AS s JOIN operator_indicator AS i "
        "ON i.id = s.indicator JOIN operator_contract AS c ON c.id = i.contract"
    )
    assert {row[0] for row in rows} == set(expected["operator_scores"])
    for key, documented in expected["operator_scores"].items():
        known = [row for row in rows if row[0] == key and row[6] is not None]
        weight = sum(row[2] for row in known)
        reached = sum(row[2] * _attainment(row[6], row[3], row[5]) for row in known)
        missed = {
            row[1]
            for row in known
            if row[4] is not None and (row[6] > row[4] if row[5] == "lower" else row[6] < row[4])
        }
        assert weight == documented["weight_known"]
        assert reached / weight * 100 == pytest.approx(documented["score"], abs=1e-9)
        assert missed == set(documented["thresholds_missed"])


def _attainment(actual: float, target: float, direction: str) -> float:
    if direction == "lower":
        return 1.0 if actual == 0 else min(1.0, target / actual)
    return min(1.0, actual / target)
