"""After importing the sample files, regions, meetings and the agreement are as documented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.storage.files.conftest import Park

LAST_DAY = "2024-12-31"


@pytest.mark.parametrize(
    ("indicator", "key"), [("研发人员全时当量", "rd_staff"), ("专利授权量", "patents_granted")]
)
def test_regional_figures_have_the_documented_mean_in_every_year(
    park: Park, expected: dict[str, Any], indicator: str, key: str
) -> None:
    found = park.rows(
        "SELECT CAST(year AS TEXT), COUNT(value), AVG(value) FROM region_figure "
        "WHERE indicator = ? GROUP BY 1",
        indicator,
    )
    documented = expected["regional"][key]
    assert {year: count for year, count, _ in found} == {
        year: each["n"] for year, each in documented.items()
    }
    for year, _, mean in found:
        assert mean == pytest.approx(documented[year]["mean"], rel=1e-12)


@pytest.mark.parametrize("file", ["us-state-income-1929-2009.csv", "mexico-states-1940-2000.csv"])
def test_the_public_statistics_have_the_documented_mean_in_every_year(
    park: Park, expected: dict[str, Any], file: str
) -> None:
    indicator = {"us": "us-state-income", "me": "mexico-states"}[file[:2]]
    found = park.rows(
        "SELECT CAST(year AS TEXT), COUNT(value), AVG(value) FROM region_figure "
        "WHERE indicator = ? GROUP BY 1",
        indicator,
    )
    documented = expected["convergence_real_data"][file]["dispersion"]
    assert {row[0] for row in found} == set(documented)
    for year, count, mean in found:
        assert count == documented[year]["n"]
        assert mean == pytest.approx(documented[year]["mean"], rel=1e-12)


def test_meetings_hold_votes_presence_and_results_as_documented(
    park: Park, expected: dict[str, Any]
) -> None:
    for documented in expected["meetings"]:
        meeting, present, met = park.rows(
            "SELECT id, votes_present, quorum_met FROM meeting WHERE number = ?",
            documented["number"],
        )[0]
        assert (present, bool(met)) == (documented["votes_present"], documented["quorum_met"])
        whole = park.one("SELECT SUM(votes) FROM meeting_party WHERE meeting = ?", meeting)
        assert whole == documented["votes_all"]
        found = park.rows(
            "SELECT r.number, SUM(votes_for), SUM(votes_against), SUM(votes_abstain), "
            "CASE WHEN r.state IN ('in_force', 'superseded') THEN 'adopted' ELSE r.state END "
            "FROM resolution AS r JOIN vote ON vote.resolution = r.id WHERE r.meeting = ? "
            "GROUP BY 1, 5 ORDER BY 1",
            meeting,
        )  # what was adopted has since been countersigned by all, and come into force
        assert found == [
            (each["id"], each["for"], each["against"], each["abstain"], each["result"])
            for each in documented["resolutions"]
        ]
        overdue = park.rows(
            "SELECT number FROM action_item WHERE meeting = ? AND due < ? "
            "AND state NOT IN ('verified', 'cancelled') ORDER BY 1",
            meeting,
            LAST_DAY,
        )
        assert [number for (number,) in overdue] == documented["overdue_at_end"]


def test_the_agreement_holds_rules_versions_phases_and_shares(park: Park) -> None:
    versions = park.rows(
        "SELECT rule.code, version, valid_from, r.number, "
        "(SELECT COUNT(*) FROM rule_phase WHERE version = v.id) "
        "FROM sharing_rule_version AS v JOIN sharing_rule AS rule ON rule.id = v.rule "
        "JOIN resolution AS r ON r.id = v.resolution ORDER BY 1, 2"
    )
    assert versions == [
        ("R1", 1, "2019-07-01", "R-2019-01", 3),
        ("R1", 2, "2023-01-01", "R-2022-02", 3),
        ("R2", 1, "2019-07-01", "R-2019-01", 2),
        ("R3", 1, "2019-07-01", "R-2019-01", 2),
    ]
    shares = park.rows(
        "SELECT party.code, share_bp, floor_fen, cap_fen, phase_share.reinvested_bp "
        "FROM phase_share "
        "JOIN party ON party.id = phase_share.party "
        "JOIN rule_phase AS p ON p.id = phase_share.phase "
        "JOIN sharing_rule_version AS v ON v.id = p.version "
        "JOIN sharing_rule AS r ON r.id = v.rule "
        "WHERE r.code = 'R1' AND v.version = 2 AND p.phase = 3 ORDER BY rank"
    )
    assert shares == [
        ("QZ", 3333, None, None, 1500),
        ("YH", 5000, None, 340_000_000, None),
        ("LY", 1667, 180_000_000, None, None),
    ]


def test_places_are_recorded_with_the_city_above_them(park: Park) -> None:
    found = park.rows(
        "SELECT r.name_zh, r.kind, p.name_zh FROM region AS r JOIN region AS p ON p.id = r.parent"
    )
    assert {
        ("余杭区", "district", "杭州市"),
        ("龙游县", "county", "衢州市"),
        ("江山市", "county", "衢州市"),
        ("海宁市", "county", "嘉兴市"),
    } <= set(found)
    kinds = dict(park.rows("SELECT code, kind FROM party"))
    assert kinds["QZ"] == "origin"
    assert kinds["YH"] == "host"
    assert kinds["LY"] == "county"
    assert kinds["MC"] == "committee"
