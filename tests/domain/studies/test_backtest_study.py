"""The study of forecasts says where following a trend was no better than no change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.models.errors import ModelError
from domain.progress import Silent
from domain.reports.charts import Fan
from domain.reports.tree import Figure, Table
from domain.studies import study
from domain.studies.study import NothingToStudy
from tests.domain.studies.parks import STAFF, add_figures, small_park
from tests.domain.studies.trying import Trial, tried
from tests.fakes import MemoryRecords

if TYPE_CHECKING:
    from typing import Any

    from domain.records import Records

NAME, QUARTER = "backtest", "2024Q4"


def park_of(values: list[int | None], first: int = 2020) -> MemoryRecords:
    """Return a park with one firm that reported these R&D staff, quarter by quarter."""
    records = MemoryRecords()
    firm = records.add("firm", number="F1", name_zh="企业", admission_date="2019-01-01")
    for at, value in enumerate(values):
        records.add(
            "firm_quarter",
            firm=firm,
            quarter=f"{first + at // 4}Q{at % 4 + 1}",
            rd_staff=value,
            headcount=value,
        )
    return records


def test_the_sample_park_gives_the_series_of_the_files(
    park: Records, expected: dict[str, Any]
) -> None:
    trial = tried(NAME, park, QUARTER)
    truth = [each["rd_staff"] for each in expected["per_quarter"].values()]
    assert trial.value("series") == truth
    assert trial.result["origins"] == [12, 11, 9, 5]
    still = [abs(truth[at] - truth[at - 1]) for at in range(8, 20)]
    assert trial.result["no_change_mae"][0] == pytest.approx(sum(still) / 12)


def test_a_straight_line_is_forecast_without_error() -> None:
    trial = tried(NAME, park_of([10 + 3 * at for at in range(20)]), QUARTER)
    assert trial.result["mae"] == pytest.approx([0, 0, 0, 0], abs=1e-9)
    assert trial.result["coverage"] == [[1, 1]] * 4
    told = trial.told("en")
    assert "better than “no change” at every horizon" in told.verdict
    assert told.warnings == ()
    assert trial.result["ahead"][7][0] == pytest.approx(10 + 3 * 27)


def test_a_series_that_turns_back_is_no_better_than_no_change() -> None:
    rise = [10, 20, 30, 40, 50, 60, 70, 80, 90]
    trial = tried(NAME, park_of([*rise, 70, 90, 70, 90, 70, 90, 70, 90, 70, 90, 70]), QUARTER)
    assert not any(trial.result["better_than_no_change"])
    told = trial.told("en")
    assert "no better than “no change” at any horizon" in told.verdict
    assert any(
        each.startswith("No better than “no change” at 1, 2, 4 and 8") for each in told.warnings
    )


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def test_horizons_at_which_it_fails_are_named() -> None:
    values = [10, 20, 10, 22, 12, 24, 14, 26, 16, 28, 18, 30, 20, 32, 22, 34, 24, 36, 26, 38]
    trial = tried(NAME, park_of(list(values)), QUARTER)
    flags = dict(zip(trial.result["horizons"], trial.result["better_than_no_change"], strict=True))
    better = [str(step) for step, flag in flags.items() if flag]
    worse = [str(step) for step, flag in flags.items() if not flag]
    assert better
    assert worse
    wanted = f"better than “no change” at {_listed(better)} quarters, no better at {_listed(worse)}"
    assert wanted in trial.told("en").verdict


def test_the_band_is_that_of_a_random_walk_with_drift() -> None:
    # Changes +1 and +3 in turn: drift 2, deviation of the changes by hand.
    values = [0, 1, 4, 5, 8, 9, 12]
    trial = tried(NAME, park_of(list(values)), QUARTER)
    forecast, low, high, lower, higher = trial.result["ahead"][0]
    assert forecast == pytest.approx(14)
    spread = (6 / 5) ** 0.5  # six changes, each 1 off the drift of 2
    reach = spread * (1 + 1 / 6) ** 0.5
    assert (high - low) / 2 == pytest.approx(1.2815515655446004 * reach)
    assert (higher - lower) / 2 == pytest.approx(1.959963984540054 * reach)


def test_what_lies_before_a_gap_is_left_out_and_said() -> None:
    values: list[int | None] = [50, None, *range(10, 28), None]
    trial = tried(NAME, park_of(values), QUARTER)
    assert trial.value("series") == list(range(10, 28))
    assert "2 earlier ones left out" in trial.inputs[0].source.words(_english())


def _english() -> Any:  # noqa: ANN401 - a formatter
    from domain.formatting import Formatter
    from tests.domain.studies.trying import TEXTS

    return Formatter("en", TEXTS)


def test_a_yearly_series_of_a_region_counts_years() -> None:
    park = small_park(figures=False, tenants=False)
    course = {f"y{2014 + at}": 100.0 + 10 * at for at in range(10)}
    add_figures(park.records, park.home, STAFF, **course)
    trial = tried(NAME, park.records, QUARTER)
    assert trial.value("first_origin") == 5
    told = trial.told("en")
    assert "Quzhou" in told.verdict
    assert any("only 10 periods" in each for each in told.warnings)
    assert any("Fewer than 5 starts" in each for each in told.warnings)
    table = told.exhibits[-1]
    assert isinstance(table, Table)
    assert [row.cells[0] for row in table.rows] == ["1 year", "2 years", "4 years"]


def test_a_horizon_beyond_the_series_is_unknown_not_nil(park: Records) -> None:
    trial = tried(NAME, park, QUARTER, changed={"horizons": [1, 15]})
    assert trial.result["mae"][1] is None
    assert trial.result["coverage"][1] == [None, None]
    told = Trial(NAME, trial.inputs, trial.result).told("en")
    table = told.exhibits[-1]
    assert isinstance(table, Table)
    assert table.rows[1].cells[-1] == "—"
    first = told.exhibits[0]
    assert isinstance(first, Figure)
    assert isinstance(first.chart, Fan)


@pytest.mark.parametrize("values", [[], [5, 6, 7]])
def test_a_short_series_cannot_be_studied(values: list[int | None]) -> None:
    records = park_of(values)
    with pytest.raises(NothingToStudy):
        study(NAME).choices(records, QUARTER)
    with pytest.raises(NothingToStudy):
        study(NAME).inputs(records, QUARTER, {"series": "park:rd_staff"})


def test_a_quarter_before_the_first_report_has_no_series() -> None:
    with pytest.raises(NothingToStudy):
        study(NAME).choices(park_of([10] * 8), "2019Q4")


@pytest.mark.parametrize(
    ("name", "value", "place"),
    [
        ("first_origin", 30, "/first_origin"),
        ("horizons", [0], "/horizons/0"),
        ("series", [1.0, 2.0], "/series"),
        ("surprise", 1, "/surprise"),
    ],
)
def test_a_value_that_cannot_be_is_refused_at_its_name(
    park: Records, name: str, value: object, place: str
) -> None:
    trial = tried(NAME, park, QUARTER)
    values = {each.name: each.value for each in trial.inputs} | {name: value}
    with pytest.raises(ModelError) as refusal:
        study(NAME).run(values, 1, Silent())
    assert refusal.value.place == place
