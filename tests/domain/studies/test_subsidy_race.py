"""The study of subsidy races on a park of two tenants, a payer and a rival, counted by hand."""

from __future__ import annotations

import pytest

from domain.reports.charts import LineChart
from domain.reports.tree import Figure
from domain.studies import study
from domain.studies.study import NothingToStudy
from tests.domain.studies.trying import tried
from tests.fakes import MemoryRecords

QUARTERS = ("2023Q3", "2023Q4", "2024Q1", "2024Q2", "2024Q3", "2024Q4")


def small_park(*, rivals: bool = True) -> MemoryRecords:
    """Return two tenants since 2023Q3; the payer grants 100, then 300 and 500; a rival offers."""
    park = MemoryRecords()
    payer = park.add("party", code="O", name_en="Origin", kind="origin")
    firms = [
        park.add("firm", number=number, name_en=number, admission_date="2023-07-10")
        for number in ("A", "B")
    ]
    for quarter in QUARTERS[-4:]:
        for firm, revenue, rd in ((firms[0], 1_000, 100), (firms[1], 2_000, None)):
            park.add(
                "firm_quarter",
                firm=firm,
                quarter=quarter,
                revenue_fen=revenue,
                rd_fen=rd,
                vat_fen=60,
                cit_fen=0,
                pit_fen=0,
                other_tax_fen=0,
            )
    grants: tuple[tuple[str, int | None, str, str | None, str | None], ...] = (
        (firms[0], 100, "2023-08-01", "2023-12-31", None),
        (firms[0], 300, "2024-04-01", "2025-03-31", "2026-01-01"),
        (firms[0], 500, "2024-06-01", "2025-03-31", None),
        (firms[1], None, "2024-07-01", None, None),
    )
    for number, (firm, amount, start, end, back) in enumerate(grants):
        park.add(
            "incentive",
            number=str(number),
            firm=firm,
            payer=payer,
            kind="rd_grant",
            amount_fen=amount,
            start=start,
            end=end,
            claw_back_date=back,
        )
    if rivals:
        add_rivals(park, firms[0])
    return park


def add_rivals(park: MemoryRecords, firm: str) -> None:
    """Add two offers of another park, and one that comes after the quarter."""
    offers: tuple[tuple[str | None, int, str, str | None], ...] = (
        (firm, 1_200, "2024-11-01", "letter"),
        (None, 900, "2024-02-01", None),
        (firm, 9_999, "2025-01-01", "too late"),
    )
    for to, amount, day, source in offers:
        park.add(
            "rival_offer",
            firm=to,
            offered_by="Another park",
            kind="rd_grant",
            amount_fen=amount,
            date=day,
            source=source,
        )


def test_a_level_is_the_mean_of_the_quarter_and_holds_until_the_next() -> None:
    trial = tried("subsidy_race", small_park(), "2024Q4")
    payer = [row[0] for row in trial.value("subsidy")]
    rival = [row[1] for row in trial.value("subsidy")]
    assert payer == [100, 100, 100, 400, 400, 400]
    assert rival == [0, 0, 900, 900, 900, 1_200]
    assert trial.value("tenants") == [2] * 6
    # 60 of tax per reporting firm and quarter, twelve quarters
    assert trial.value("benefit") == [720, 720]


def test_signs_are_counted_and_told() -> None:
    trial = tried("subsidy_race", small_park(), "2024Q4")
    signals = trial.result["detected"]["signals"]
    assert signals["above_benefit_share"] is True
    assert signals["growing_fast"] is False
    assert signals["flat_tenants"] is True
    told = trial.told("en")
    assert told.verdict.startswith("Signs of a subsidy race (2 of 4)")
    assert any("1 rival offer has no source" in each for each in told.warnings)


def test_no_sign_and_one_sign_are_told_apart() -> None:
    calm = tried("subsidy_race", small_park(), "2024Q4", changed={"subsidy": [[100.0, 100.0]] * 6})
    assert "no sign" in calm.told("en").verdict
    one = tried("subsidy_race", small_park(), "2024Q4", changed={"subsidy": [[700.0, 9.0]] * 6})
    assert "One sign of four" in one.told("en").verdict


def test_the_equilibrium_of_alike_parks_is_the_closed_form() -> None:
    # two parks, no outside option: s* = b − 2ς, ς = b/4
    race = tried("subsidy_race", small_park(), "2024Q4").result["race"]
    assert race["subsidy"] == pytest.approx([360, 360])
    assert race["dissipation_share"] == pytest.approx(0.5)


@pytest.mark.parametrize(("worth", "drawn"), [(720.0, True), (4_320.0, False)])
def test_an_equilibrium_far_above_the_offers_is_told_and_not_drawn(
    worth: float, *, drawn: bool
) -> None:
    # s* = b - 2 x 180: 360 and 3,960 fen, where the highest offer is 1,200.
    trial = tried("subsidy_race", small_park(), "2024Q4", changed={"benefit": [worth, worth]})
    figure = trial.told("en").exhibits[0]
    assert isinstance(figure, Figure)
    assert isinstance(figure.chart, LineChart)
    assert ("equilibrium" in {one.name for one in figure.chart.series}) is drawn
    assert ("off the chart" in str(figure.note)) is not drawn


def test_traits_need_revenue_and_research_of_the_year() -> None:
    trial = tried("subsidy_race", small_park(), "2024Q4")
    # A: grants of the year 300 + 500 over revenue 4,000, R&D 400; B's R&D is unknown
    assert trial.value("traits") == [[0.2, 0.0, 0.0, 0.1]]
    assert trial.result["score"] is None


def test_an_offer_is_weighed_against_what_holds_the_tenant() -> None:
    trial = tried("subsidy_race", small_park(), "2024Q4", changed={"move_cost": 0})
    # running: 300 over 2024Q2–2025Q1 and 500 over the same, 200 a quarter, one quarter left;
    # open to claw-back: 300, since two quarters
    assert trial.value("offers") == [[1_200, 200.0, 1, 300, 2]]
    hop = trial.result["hops"][0]
    assert hop["present_value_old"] == pytest.approx(200 / 1.01)
    assert hop["clawback"] == pytest.approx(300 * 1.02)
    assert hop["hops"] is True
    assert any("1 tenant would gain" in each for each in trial.told("en").warnings)


def test_without_rivals_only_payers_are_compared_or_nothing(sample_park: MemoryRecords) -> None:
    with pytest.raises(NothingToStudy) as caught:
        study("subsidy_race").choices(small_park(rivals=False), "2024Q4")
    assert caught.value.place == "rival_offer"
    told = tried("subsidy_race", sample_park, "2024Q4").told("en")
    assert any("only the payers" in each for each in told.warnings)


def test_few_quarters_or_no_tax_are_refused_with_the_place_to_enter_them() -> None:
    with pytest.raises(NothingToStudy) as early:
        study("subsidy_race").inputs(small_park(), "2024Q3", {})
    assert early.value.place == "firm"
    park = small_park()
    park.tables["firm_quarter"].clear()
    with pytest.raises(NothingToStudy) as untaxed:
        study("subsidy_race").inputs(park, "2024Q4", {})
    assert untaxed.value.place == "firm_quarter"


def test_parties_come_in_the_order_of_their_kind_rivals_last() -> None:
    park = small_park()
    host = park.add("party", code="H", name_en="Host", kind="host")
    firm = str(park.find("firm", number="A")[0]["id"])
    park.add("incentive", number="8", firm=firm, payer=host, kind="rd_grant", amount_fen=50,
             start="2024-10-01", end=None, claw_back_date=None)  # fmt: skip
    told = tried("subsidy_race", park, "2024Q4").told("en")
    offers = told.exhibits[0]
    assert isinstance(offers, Figure)
    assert isinstance(offers.chart, LineChart)
    drawn = [(each.name, each.tone) for each in offers.chart.series[:3]]
    assert drawn == [("Origin", "ink"), ("Host", "mid"), ("Another park", "sand")]
