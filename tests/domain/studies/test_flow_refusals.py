"""The study of factor flows refuses what cannot be computed and warns of what is unusual."""

from __future__ import annotations

import pytest

from domain.formatting import Formatter
from domain.models.errors import ModelError
from domain.progress import CancelledError, Silent
from domain.reports.tree import Table
from domain.studies.study import NothingToStudy, words_of
from tests.domain.studies.flow_run import QUARTER, STUDY, TEXTS, computed, taken, told
from tests.domain.studies.parks import STAFF, Park, add_figures, small_park
from tests.fakes import MemoryRecords


def test_without_an_enclave_there_is_nothing_to_study() -> None:
    with pytest.raises(NothingToStudy) as refusal:
        STUDY.choices(MemoryRecords(), QUARTER)
    assert refusal.value.place == "enclave"
    assert refusal.value.said.words(Formatter("en", TEXTS))


@pytest.mark.parametrize("which", ["none", "one side", "none above zero"])
def test_without_figures_of_both_sides_there_is_nothing_to_study(which: str) -> None:
    park: Park = small_park(figures=which == "none above zero")
    if which == "one side":
        add_figures(park.records, park.home, STAFF, y2024=100.0)
    if which == "none above zero":
        for row in park.records.tables["region_figure"].values():
            row["value"] = 0.0
        with pytest.raises(NothingToStudy):
            taken(park.records)
        return
    with pytest.raises(NothingToStudy) as refusal:
        STUDY.choices(park.records, QUARTER)
    assert refusal.value.place == "region_figure"


def test_figures_after_the_quarter_do_not_count() -> None:
    with pytest.raises(NothingToStudy):
        STUDY.choices(small_park().records, "2021Q4")


def test_an_indicator_of_one_side_alone_cannot_be_the_stock() -> None:
    park = small_park()
    add_figures(park.records, park.home, "高新技术企业数", y2024=80.0)
    chosen = {each.name: each.value for each in STUDY.choices(park.records, QUARTER)}
    with pytest.raises(NothingToStudy):
        STUDY.inputs(park.records, QUARTER, chosen | {"stock": "高新技术企业数"})


@pytest.mark.parametrize(
    ("name", "value", "key"),
    [
        ("seed_stock", 5000.0, "infeasible"),
        ("home_share", 1.5, "out_of_range"),
        ("draws", 2.5, "wrong_type"),
        ("surprise", 1, "unknown_input"),
    ],
)
def test_a_value_that_cannot_be_is_refused_at_its_name(name: str, value: object, key: str) -> None:
    values = {each.name: each.value for each in taken(small_park().records).values()}
    with pytest.raises(ModelError) as refusal:
        STUDY.run(values | {name: value}, 1, Silent())
    assert (refusal.value.key, refusal.value.place) == (key, f"/{name}")


def test_a_run_stops_when_it_is_no_longer_wanted() -> None:
    class Impatient:
        def step(self, done: int, total: int) -> None:
            assert 0 < done <= total
            if done > 3:
                raise CancelledError

    values = {name: each.value for name, each in taken(small_park().records).items()}
    with pytest.raises(CancelledError):
        STUDY.run(values, 1, Impatient())


def test_knowledge_beyond_the_threshold_is_warned_of() -> None:
    inputs = taken(small_park().records)
    result = computed(inputs, draws=20, knowledge_elasticity=0.6, quarters=12)
    assert result["regime"] == "cumulative"
    findings = told(inputs, result)
    assert any(each.startswith("Cumulative causation") for each in findings.warnings)


def test_a_limit_on_leaving_that_binds_is_warned_of() -> None:
    inputs = taken(small_park().records)
    result = computed(inputs, draws=20, mobility=9.0, quarters=8)
    assert any("limit on leaving" in each for each in told(inputs, result).warnings)


def test_knowledge_that_spills_over_wholly_has_no_threshold() -> None:
    inputs = taken(small_park().records)
    result = computed(inputs, draws=20, spillover_share=1.0, quarters=8, knowledge_return=0.0)
    assert result["threshold"] is None
    note = told(inputs, result).exhibits[5].note
    assert "φ = 1" in str(note)


@pytest.mark.parametrize(
    ("peak", "half", "last", "gap", "note"),
    [
        (None, None, 0.4, "the gap widens throughout", "no peak yet"),
        (0, 12, 0.1, "narrows from the start", "half of it after 12 quarters"),
        (6, None, 0.3, "widens until 2026Q2, then narrows", "the peak (2026Q2)"),
        (6, None, 0.3999, "widens, then levels off around 2026Q2", "the peak (2026Q2)"),
    ],
)
def test_when_the_gap_narrows_is_said(
    peak: int | None, half: int | None, last: float, gap: str, note: str
) -> None:
    inputs = taken(small_park().records)
    result = computed(inputs, draws=20)
    path = [0.4] * (len(result["with"]["physical"]) - 1) + [last]
    result["with"] |= {"peak_quarter": peak, "quarters_peak_to_half": half, "physical": path}
    findings = told(inputs, result)
    assert gap in findings.verdict
    assert note in str(findings.exhibits[3].note)


def test_every_region_stands_in_the_table_by_name() -> None:
    inputs = taken(small_park().records)
    table = told(inputs, computed(inputs, draws=20)).exhibits[-1]
    assert isinstance(table, Table)
    assert [row.cells[0] for row in table.rows] == ["Quzhou", "Hangzhou", "Lishui"]


def test_without_an_enclave_on_record_the_park_stands_for_it() -> None:
    park = small_park()
    del park.records.tables["enclave"][park.enclave]
    park.records.tables["building"][park.building]["enclave"] = None
    park.records.tables["party"][park.origin]["region"] = None  # found by its name
    choice = STUDY.choices(park.records, QUARTER)[0]
    assert words_of(choice.options[0].label, Formatter("en", TEXTS)).startswith("the park")
    inputs = taken(park.records)
    assert inputs["seed_stock"].value == 20
    assert inputs["stock"].value == [1000.0, 2000.0, 520.0]


def test_a_party_of_unknown_place_has_no_region() -> None:
    park = small_park()
    park.records.tables["party"][park.origin] |= {"region": None, "name_zh": "某市"}
    with pytest.raises(NothingToStudy):
        STUDY.choices(park.records, QUARTER)
