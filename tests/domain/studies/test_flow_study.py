"""The study of factor flows takes its inputs from the records and tells what came out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from domain.formatting import Formatter
from domain.models.operations import answer
from domain.reports.charts import Fan, LineChart
from domain.reports.tree import Figure
from domain.studies.study import words_of
from tests.domain.studies.flow_run import FLOW, QUARTER, STUDY, TEXTS, computed, said, taken, told
from tests.domain.studies.parks import PATENTS, PEOPLE, STAFF, add_figures, small_park

if TYPE_CHECKING:
    from domain.records import Records


def test_the_sample_park_gives_stock_room_and_shares_as_recorded(park: Records) -> None:
    inputs = taken(park)
    assert [words_of(each, Formatter("en", TEXTS)) for each in inputs["stock"].labels[:2]] == [
        "Quzhou",
        "Hangzhou",
    ]
    assert inputs["stock"].value == [
        *(20779, 205292, 169239, 86399, 90520, 55426, 81298, 70202, 11103, 78057, 15861),
    ]
    # 833 R&D staff of 52 firms, 22,387.0 of 29,648.5 m² let: from the tables of the sample files.
    assert inputs["seed_stock"].value == 833
    assert "52 of 54" in said(inputs["seed_stock"])
    assert inputs["enclave_capacity"].value == pytest.approx(833 * 29648.5 / 22387.0, abs=0.05)
    # Version 2 of R1, phase 3: Quzhou 33.33 % and its county Longyou 16.67 %.
    assert inputs["home_share"].value == pytest.approx(0.5)
    assert np.asarray(inputs["environment"].value).mean() == pytest.approx(1)
    assert inputs["recorded_stock"].value[0] == 7364  # type: ignore[index]
    assert {each.origin for each in inputs.values()} == {"records", "assumed"}


def test_every_word_of_the_study_is_there_in_three_languages(park: Records) -> None:
    inputs = taken(park)
    result = computed(inputs, draws=20, quarters=8)
    for lang in ("zh", "fr", "en"):
        for part in ("title", "purpose", "how", "formula", "references"):
            assert TEXTS.say(f"study.flow.{part}", lang)
        for choice in STUDY.choices(park, QUARTER):
            assert TEXTS.say(f"study.flow.choice.{choice.name}", lang)
            assert all(words_of(each.label, Formatter(lang, TEXTS)) for each in choice.options)
        for name, each in inputs.items():
            assert TEXTS.say(f"study.input.{name}", lang)
            assert said(each, lang)
        findings = told(inputs, result, lang)
        assert findings.verdict
        assert all(each.title for each in findings.exhibits)


def test_gains_and_window_are_those_of_the_model(park: Records) -> None:
    inputs = taken(park)
    result = computed(inputs, draws=20)
    values: dict[str, Any] = {name: inputs[name].value for name in FLOW}
    enclave = {
        "kind": "reverse_enclave",
        "home": 0,
        "host": 1,
        "seed_stock": 833.0,
        "capacity": inputs["enclave_capacity"].value,
        "subsidy_rate": inputs["subsidy_rate"].value,
        "knowledge_return": 0.1,
        "home_share": 0.5,
    }
    system = answer("flow.run", {**values, "instruments": [enclave], "record_quarters": [0, 40]})
    cost = inputs["cost_share"].value * system["income"][0][-1]  # type: ignore[index]
    policy = {"name": "it", "instruments": [{**enclave, "fixed_cost": cost}]}
    expected = answer("flow.compare_policies", {**values, "policies": [policy], "quarters": 40})
    wanted = expected["policies"][0]  # type: ignore[index]
    found = result["policies"][-1]
    for name in ("delta_present_value", "home_share_lower", "home_share_upper", "final_stock"):
        assert found[name] == pytest.approx(wanted[name], rel=1e-12)
    assert result["with"]["stock"][-1] == pytest.approx(system["stock"][1], rel=1e-12)  # type: ignore[index]


def test_one_seed_gives_one_result_and_another_seed_another(park: Records) -> None:
    inputs = taken(park)
    first, again, other = (computed(inputs, seed, draws=40, quarters=8) for seed in (3, 3, 4))
    assert first == again
    assert first["fan"] != other["fan"]


def test_the_band_widens_around_the_path_of_the_usual_parameters(park: Records) -> None:
    result = computed(taken(park), draws=200)
    rows = result["fan"]["served"]
    widths = [row[4] - row[0] for row in rows]
    assert widths[0] == 0
    assert widths[40] > widths[20] > widths[5] > 0
    assert all(row == sorted(row) for row in rows)
    served = result["with"]["served"]
    assert all(row[0] <= at <= row[4] for row, at in zip(rows, served, strict=True))


def test_where_the_host_pays_better_there_is_a_window_and_it_is_told() -> None:
    inputs = taken(small_park().records)
    result = computed(inputs, draws=50, home_share=0.2, subsidy_rate=0.0, cost_share=0.0)
    found = result["policies"][-1]
    assert found["window_exists"]
    edge = max(0.0, found["home_share_lower"]) + 1e-6
    there = computed(inputs, draws=20, home_share=edge, subsidy_rate=0.0, cost_share=0.0)
    assert there["policies"][-1]["delta_present_value"][0] > 0
    findings = told(inputs, result)
    assert "pays for both cities" in findings.verdict
    fan, window = findings.exhibits[0], findings.exhibits[1]
    assert isinstance(fan, Figure)
    assert isinstance(fan.chart, Fan)
    assert isinstance(window, Figure)
    assert isinstance(window.chart, LineChart)
    assert len(window.chart.regions) == 1


def test_third_regions_that_lose_are_named() -> None:
    inputs = taken(small_park().records, environment=PATENTS)
    result = computed(inputs, draws=30)
    result["chance_loss"] = [0.0, 0.0, 1.0]
    findings = told(inputs, result)
    assert "Lishui loses in every case" in findings.verdict
    assert any("Lishui" in each for each in findings.warnings)
    result["chance_loss"] = [0.0, 0.0, 0.7]
    findings = told(inputs, result)
    assert "more than half of the draws bring a loss to Lishui" in findings.verdict
    assert any("Lishui" in each for each in findings.warnings)


def test_many_third_regions_that_all_lose_are_counted(park: Records) -> None:
    inputs = taken(park)
    result = computed(inputs, draws=20, quarters=8)
    result["chance_loss"] = [0.0, 0.0, *([1.0] * 9)]
    findings = told(inputs, result)
    assert "the 9 other regions lose in every case" in findings.verdict
    assert any("Ningbo" in each and "Lishui" in each for each in findings.warnings)


def test_an_unknown_figure_is_replaced_by_the_last_known_one_and_said() -> None:
    inputs = taken(small_park().records)
    assert inputs["stock"].value == [1000.0, 2000.0, 520.0]
    assert "Unknown for Lishui" in said(inputs["stock"])


def test_a_region_without_any_figure_that_is_needed_is_left_out_and_named() -> None:
    park = small_park()
    fourth = park.records.add("region", name_zh="舟山市", name_en="Zhoushan", kind="city")
    add_figures(park.records, fourth, STAFF, y2024=300.0)
    inputs = taken(park.records)
    assert len(inputs["stock"].labels) == 3
    assert "Zhoushan" in said(inputs["stock"])
    assert len(taken(park.records, environment="equal")["stock"].labels) == 4


def test_recorded_population_is_the_room_of_regions() -> None:
    park = small_park()
    for region, people in ((park.home, 220.0), (park.host, 1200.0), (park.third, 250.0)):
        add_figures(park.records, region, PEOPLE, y2024=people)
    room = taken(park.records)["capacity"]
    assert room.value == [220.0, 1200.0, 250.0]
    assert room.origin == "records"
    assert taken(park.records, capacity="assumed")["capacity"].origin == "assumed"


def test_environment_is_an_indicator_with_mean_one() -> None:
    park = small_park()
    raw = taken(park.records, environment=PATENTS)["environment"]
    mean = (500 + 2000 + 260) / 3
    assert raw.value == pytest.approx([500 / mean, 2000 / mean, 260 / mean])
    ratios = np.array([500 / 1000, 2000 / 2000, 260 / 520])
    per = taken(park.records)["environment"]
    assert per.value == pytest.approx(ratios / ratios.mean())
    assert taken(park.records, environment="equal")["environment"].value == [1.0, 1.0, 1.0]


def test_distances_make_far_regions_less_near() -> None:
    park = small_park()
    park.records.tables["region"][park.home]["distance_km"] = 200
    park.records.tables["region"][park.third]["distance_km"] = 300
    near = taken(park.records)["proximity"]
    assert near.origin == "records"
    assert near.value[0][1] == pytest.approx(np.exp(-0.4))  # type: ignore[index]
    assert near.value[0][2] == pytest.approx(np.exp(-0.2))  # type: ignore[index]
    assert "2 regions" in said(taken(small_park().records)["proximity"])


def test_the_enclave_is_what_its_tenants_reported() -> None:
    park = small_park()
    park.records.tables["enclave"][park.enclave]["distance_km"] = 230
    inputs = taken(park.records)
    assert inputs["seed_stock"].value == 20
    assert inputs["enclave_capacity"].value == 40  # half of the area is let to the 20
    assert inputs["subsidy_rate"].value == pytest.approx(0.05)
    assert inputs["cost_share"].value == pytest.approx(0.02)
    assert inputs["distance_km"].value == 230
    assert inputs["home_share"].origin == "assumed"


def test_without_tenants_the_enclave_is_assumed_and_said_so() -> None:
    inputs = taken(small_park(tenants=False).records)
    assert inputs["seed_stock"].value == pytest.approx(10)  # a hundredth of the home's stock
    for name in ("seed_stock", "enclave_capacity", "subsidy_rate", "cost_share"):
        assert inputs[name].origin == "assumed"
    assert "1%" in said(inputs["seed_stock"])


def test_of_two_enclaves_each_has_its_own_tenants() -> None:
    park = small_park()
    enclave = park.records.get("enclave", park.enclave) or {}
    second = park.records.add(
        "enclave",
        code="QH-2",
        name_zh="第二飞地",
        typology="reverse_enclave",
        origin=enclave["origin"],
        host=enclave["host"],
    )
    assert taken(park.records, enclave=park.enclave)["seed_stock"].value == 20
    assert taken(park.records, enclave=second)["seed_stock"].origin == "assumed"


def test_quarterly_figures_serve_where_no_year_is_recorded() -> None:
    park = small_park(figures=False)
    for number, values in ((3, (10.0, 20.0)), (4, (11.0, 22.0))):
        for region, value in zip((park.home, park.host), values, strict=True):
            park.records.add(
                "region_figure",
                region=region,
                indicator=STAFF,
                year=2024,
                quarter=f"2024Q{number}",
                value=value,
            )
    inputs = taken(park.records)
    assert inputs["stock"].value == [11.0, 22.0]
    assert "source not stated" in said(inputs["stock"])
    result = computed(inputs, draws=20, seed_stock=1.0)
    findings = told(inputs, result)
    assert len(findings.exhibits) == 7
