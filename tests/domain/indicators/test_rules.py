"""The rules by which indicators are judged, and what they say of an empty workbook."""

from __future__ import annotations

import pkgutil
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

import domain.indicators
import resources
from domain.entities import SPECS
from domain.formatting import Formatter
from domain.indicators.definition import Figure, Indicator, Limits, counted, ratio
from domain.indicators.families import FAMILIES, INDICATORS
from domain.indicators.firms import median_survival
from domain.indicators.fit import SUPPORTED_SETTING
from domain.indicators.reading import change, readings, status
from domain.indicators.remembered import Remembered
from domain.indicators.wording import change_text, definition, figure_text, name, source
from domain.records import Aggregate, Query
from domain.text import LANGUAGES, Texts
from domain.units import Quarter
from tests.fakes import MemoryRecords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Records, Row, Value

TEXTS = Texts(resources.load_texts())
QUARTER = Quarter(2024, 4)
# Modules of the package that hold no indicators of their own.
_HELPERS = {"definition", "families", "reading", "remembered", "sums", "wording", "breakdowns"}


def _nothing(_records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    return tuple(Figure(None) for _ in quarters)


UP = Indicator("up", "heads", "people", _nothing, "up")
DOWN = Indicator("down", "heads", "people", _nothing, "down")
NONE = Indicator("none", "heads", "people", _nothing)
SHARE = Indicator("share", "share", "people", _nothing, "up", limits=Limits(2_000, 1_000))


def _figures(*values: int | None) -> list[Figure]:
    return [Figure(value) for value in values]


def test_every_family_is_listed_and_every_key_is_unique() -> None:
    modules = {module.name for module in pkgutil.iter_modules(domain.indicators.__path__)}
    listed = {family.__name__.rsplit(".", 1)[-1] for family in FAMILIES}
    assert modules - _HELPERS == listed
    keys = [each.key for family in FAMILIES for each in family.INDICATORS]
    assert len(keys) == len(set(keys)) == len(INDICATORS)


def test_every_indicator_has_its_words_in_three_languages() -> None:
    for key, each in INDICATORS.items():
        for lang in LANGUAGES:
            for words in (name(TEXTS, lang, key), definition(TEXTS, lang, key)):
                assert words
            assert source(TEXTS, lang, key)
            assert name(TEXTS, lang, key, short=True)
            assert TEXTS.say(f"indicator.group.{each.group}", lang)
            assert TEXTS.say(f"unit.{each.unit}", lang)
            assert TEXTS.say(f"indicator.direction.{each.direction}", lang)


def test_every_formula_states_what_it_does() -> None:
    for each in INDICATORS.values():
        assert each.formula.__doc__ or each.formula.__qualname__.endswith("formula")


def test_an_empty_workbook_knows_nothing() -> None:
    park = MemoryRecords(SPECS)
    found = readings(park, INDICATORS, QUARTER, 2)
    told = {key for key, figures in found.items() if figures[-1].value is not None}
    assert told == set()


@pytest.mark.parametrize(
    ("indicator", "figures", "judged"),
    [
        (UP, _figures(10, 9, 9, 9, 8), "warn"),
        (UP, _figures(7, 9, 9, 9, 8), "ok"),
        (UP, _figures(9, 8), "ok"),
        (UP, _figures(1_000, 1_000, 1_000, 1_000, 990), "ok"),
        (UP, _figures(None, 9, 9, 9, 8), "ok"),
        (DOWN, _figures(1, 1, 1, 1, 2), "warn"),
        (DOWN, _figures(2, 2, 2, 2, 1), "ok"),
        (NONE, _figures(5, 4), "info"),
        (NONE, _figures(4, 4), "ok"),
        (NONE, _figures(4), "ok"),
        (UP, _figures(4, None), "unknown"),
        (UP, [Figure(5, 7, 10)], "unknown"),
        (UP, [Figure(5, 8, 10)], "ok"),
        (SHARE, _figures(1_500), "warn"),
        (SHARE, _figures(999), "crit"),
        (SHARE, _figures(3_000), "ok"),
        (SHARE, _figures(3_050, 3_050, 3_050, 3_050, 3_000), "ok"),
        (SHARE, _figures(3_051, 3_051, 3_051, 3_051, 3_000), "warn"),
        (UP, [Figure(5, note="threshold_missed")], "crit"),
    ],
)
def test_the_first_rule_that_holds_judges(
    indicator: Indicator, figures: list[Figure], judged: str
) -> None:
    assert status(indicator, figures) == judged


def test_a_change_from_nothing_or_to_the_unknown_is_unknown() -> None:
    money = Indicator("m", "money", "tax", _nothing, "up")
    assert change(money, Figure(5), Figure(0)).amount is None
    assert change(money, Figure(None), Figure(5)).amount is None
    assert change(money, Figure(-5), Figure(-10)).amount == Fraction(1, 2)
    relative = change(UP, Figure(110), Figure(100), relative=True)
    assert (relative.kind, relative.amount) == ("relative", Fraction(1, 10))


def test_values_and_changes_are_said_as_the_unit_asks() -> None:
    chinese = Formatter("zh", TEXTS)
    assert figure_text(chinese, SHARE, Figure(7_551)) == "75.5"
    assert figure_text(chinese, UP, Figure(None)) == "—"
    assert change_text(chinese, SHARE, change(SHARE, Figure(300), Figure(100))) == "+2.0 百分点"
    assert change_text(chinese, UP, change(UP, Figure(3), Figure(7))) == "−4"
    grown = change(UP, Figure(110), Figure(100), relative=True)
    assert change_text(chinese, UP, grown) == "+10.0%"


def test_a_ratio_is_unknown_when_its_divisor_is_unknown_or_nothing() -> None:
    assert ratio(Figure(1), Figure(0)).value is None
    assert ratio(Figure(1), Figure(None)).value is None
    assert ratio(Figure(None, 1, 3), Figure(4, 2, 3)) == Figure(None, 1, 3)
    assert ratio(Figure(1, 5, 5), Figure(3, 2, 6)) == Figure(Fraction(10_000, 3), 2, 6)
    assert counted([0], any_record=())[0].value is None
    assert counted([0], any_record=(1,))[0].value == 0
    assert (Figure(1, 3, 3).complete, Figure(1, 2, 3).complete) == (True, False)


# ------------------------------------------------------------------------------ survival


def test_the_median_is_the_first_time_at_which_half_have_gone() -> None:
    # At risk 5, 4, 2: survival 4/5, then 4/5 · 3/4 = 3/5, then 3/5 · 1/2 = 3/10.
    spells = [(1, True), (2, True), (3, False), (4, True), (9, False)]
    assert median_survival(spells) == 4
    assert median_survival([(1, True), (2, False), (3, False)]) is None
    assert median_survival([(2, True), (2, True), (5, False), (5, False)]) == 2
    assert median_survival([]) is None


@given(st.lists(st.integers(0, 50), min_size=1, max_size=30))
def test_without_censoring_it_is_the_lower_median(days: list[int]) -> None:
    spells = [(each, True) for each in days]
    assert median_survival(spells) == sorted(days)[(len(days) - 1) // 2]


@given(
    st.lists(st.tuples(st.integers(0, 40), st.booleans()), max_size=25),
    st.randoms(use_true_random=False),
)
def test_the_order_of_firms_does_not_matter(
    spells: list[tuple[int, bool]], randomness: object
) -> None:
    mixed = list(spells)
    randomness.shuffle(mixed)  # type: ignore[attr-defined]
    assert median_survival(mixed) == median_survival(spells)


# ------------------------------------------------------------------------- small parks


def _firm(park: MemoryRecords, number: str, sector: str | None = None) -> str:
    return park.add("firm", number=number, admission_date="2020-01-10", sector=sector)


def test_industrial_fit_counts_sections_and_divisions_that_are_supported() -> None:
    park = MemoryRecords(SPECS)
    for number, sector in (("1", "C34"), ("2", "C38"), ("3", "I65"), ("4", None)):
        _firm(park, number, sector)
    unknown = readings(park, ("industrial_fit",), QUARTER, 1)["industrial_fit"][0]
    assert (unknown.value, unknown.note) == (None, "industries_not_recorded")
    park.add("setting", key=SUPPORTED_SETTING, value="c34, I")
    fit = readings(park, ("industrial_fit",), QUARTER, 1)["industrial_fit"][0]
    assert (fit.value, fit.known, fit.expected) == (Fraction(20_000, 3), 3, 4)


def test_a_firm_is_financed_when_it_raised_capital_within_four_quarters() -> None:
    park = MemoryRecords(SPECS)
    one, two, three = (_firm(park, number) for number in "123")
    park.add("firm_quarter", firm=one, quarter="2024Q1", financing_fen=5)
    park.add("firm_quarter", firm=one, quarter="2024Q4", financing_fen=None)
    park.add("firm_quarter", firm=two, quarter="2023Q4", financing_fen=9)
    park.add("firm_quarter", firm=two, quarter="2024Q2", financing_fen=0)
    park.add("firm_quarter", firm=three, quarter="2024Q4", financing_fen=None)
    figure = readings(park, ("financed_share",), QUARTER, 1)["financed_share"][0]
    assert (figure.value, figure.known, figure.expected) == (5_000, 2, 3)


def test_scores_of_flows_count_what_enters_either_city_per_firm() -> None:
    park = MemoryRecords(SPECS)
    hangzhou = park.add("region", name_zh="杭州市", kind="city")
    yuhang = park.add("region", name_zh="余杭区", kind="district", parent=hangzhou)
    quzhou = park.add("region", name_zh="衢州市", kind="city")
    park.add("party", code="QZ", kind="origin", region=quzhou)
    park.add("party", code="YH", kind="host", region=yuhang)
    firm = _firm(park, "1")
    _firm(park, "2")
    flow: dict[str, Value] = {"kind": "talent", "quantity": 1.0, "unit": "persons"}
    park.add("factor_flow", from_region=quzhou, to_region=yuhang, date="2024-05-01", **flow)
    park.add("factor_flow", from_region=hangzhou, to_region=yuhang, date="2024-05-01", **flow)
    park.add("factor_flow", from_region=yuhang, to_region=quzhou, date="2024-12-31", **flow)
    park.add("factor_flow", from_region=yuhang, to_region=quzhou, date="2023-12-31", **flow)
    park.add("diffusion_entry", kind="licence", firm=firm, beneficiary="x", date="2024-01-01")
    keys = ("aggregation_score", "diffusion_score")
    found = readings(park, keys, QUARTER, 1)
    assert found["aggregation_score"][0].value == Fraction(1, 2)
    assert found["diffusion_score"][0].value == 1


def test_terms_that_cannot_be_applied_leave_the_pool_unknown() -> None:
    park = MemoryRecords(SPECS)
    party = park.add("party", code="QZ", kind="origin")
    agreement = park.add("agreement", code="AG", signed="2019-06-18", start="2019-07-01")
    park.add("agreement_party", agreement=agreement, party=party, rank=1)
    rule = park.add("sharing_rule", agreement=agreement, code="R", base="tax", clock="signature")
    park.add("retained_share", rule=rule, tax="vat", share_bp=5_000)
    meeting = park.add("meeting", number="M", date="2019-06-25")
    adopted = park.add("resolution", number="R", meeting=meeting, text="…", state="in_force")
    version = park.add(
        "sharing_rule_version", rule=rule, version=1, valid_from="2019-07-01", resolution=adopted
    )
    phase = park.add("rule_phase", version=version, phase=1, from_year=1)
    park.add("phase_share", phase=phase, party=party, share_bp=10_000, floor_fen=9, cap_fen=5)
    park.add("firm_quarter", firm=_firm(park, "1"), quarter="2024Q4", vat_fen=100)
    found = readings(park, ("local_retained", "parties_worse_off"), QUARTER, 1)
    assert found["local_retained"][0] == Figure(None, note="floor_above_cap")
    assert found["parties_worse_off"][0].value is None


class _Counting(MemoryRecords):
    """Records that count how often they are asked."""

    asked = 0

    @override
    def select(self, query: Query) -> list[Row]:
        self.asked += 1
        return super().select(query)


def test_what_was_read_once_is_remembered() -> None:
    park = _Counting(SPECS)
    record = _firm(park, "1")
    remembered = Remembered(park)
    for _ in range(3):
        assert len(remembered.select(Query("firm"))) == 1
        assert len(remembered.find("firm", number="1")) == 1
        rows = remembered.aggregate(Query("firm"), (Aggregate("n", "rows"),))
        assert rows[0]["n"] == 1
    assert park.asked == 1
    assert remembered.get("firm", record) is not None
    assert remembered.count(Query("firm")) == 1
