"""Records that are likely the same are found, those of a series are not."""

from __future__ import annotations

import pytest

from domain.entities import SPECS
from domain.merging.duplicates import Likeness, code_core, likely_duplicates, name_core
from storage.pinyin import sounds
from tests.fakes import MemoryRecords


def found(*firms: dict[str, str]) -> list[tuple[str, ...]]:
    """Return the groups among some firms, each as its members' numbers and the reason."""
    park = MemoryRecords()
    ids = [park.add("firm", number=f"F{at}", **each) for at, each in enumerate(firms)]
    rows = [row for each in ids if (row := park.get("firm", each)) is not None]
    groups = likely_duplicates(SPECS["firm"], rows, sounds)
    return [(*(f"F{ids.index(each)}" for each in group.records), group.reason) for group in groups]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("杭州泓禾检测技术有限公司", "杭州市泓禾检测技术股份有限公司"),
        ("杭州泓禾检测（杭州）有限公司", "杭州泓禾检测(杭州)有限公司"),
        ("\uff21\uff22\uff23科技有限公司", "abc 科技"),
        ("Honghe Testing Co., Ltd.", "HONGHE TESTING LIMITED"),
        ("Société Générale d’Essais S.A.R.L.", "Societe Generale d'Essais"),
    ],
)
def test_spellings_of_one_name_have_one_core(one: str, other: str) -> None:
    assert name_core(one) == name_core(other)


def test_a_name_that_is_all_form_keeps_its_words() -> None:
    assert name_core("有限公司") == "有限公司"
    assert name_core("The Group Ltd.") == "thegroupltd"
    assert name_core("— —") == ""


def test_codes_are_compared_without_blanks_and_letters_that_look_like_figures() -> None:
    assert code_core("9133 0110-YYDBPM0NXJ") == code_core("91330110YYDBPMONXJ")
    assert code_core("A-1") == ""


def test_the_surest_reason_of_a_group_is_given() -> None:
    assert found(
        {"name_zh": "泓禾检测有限公司", "credit_code": "91330110YYDBPM0NXJ"},
        {"name_zh": "乙公司", "credit_code": "9133 0110 YYDBPMONXJ"},
        {"name_zh": "泓禾检测股份有限公司"},
    ) == [("F0", "F1", "F2", "code")]
    assert found({"name_zh": "泓禾检测"}, {"name_zh": "泓禾检测公司"}) == [("F0", "F1", "name")]
    assert found({"name_zh": "泓禾检测"}, {"name_zh": "宏和检测公司"}) == [("F0", "F1", "sound")]
    assert found({"name_en": "Honghe Testing Ltd"}, {"name_en": "Honhe Testing"}) == [
        ("F0", "F1", "near")
    ]


def test_names_of_a_series_and_short_names_are_not_taken_for_one() -> None:
    assert found({"name_en": "Laboratory 12"}, {"name_en": "Laboratory 13"}) == []
    assert found({"name_en": "Honghe"}, {"name_en": "Hongha"}) == []
    assert found({"name_zh": "泓禾"}, {"name_zh": "宏和"}) == []
    assert found({"name_zh": "泓禾检测甲"}, {"name_zh": "泓禾检测乙"}) == []


def test_names_that_are_nearly_the_same_count_only_beside_one_without_a_chinese_name() -> None:
    one = {"name_zh": "恒骏科技", "name_en": "Hengjun Technology"}
    other = {"name_zh": "恒君新材料", "name_en": "Hengju Technology"}
    assert found(one, other) == []
    assert found(one, {"name_en": "Hengjum Technology"}) == [("F0", "F1", "near")]


def test_without_sounds_names_are_compared_by_their_signs() -> None:
    park = MemoryRecords()
    ids = [park.add("firm", number=name, name_zh=name) for name in ("泓禾检测", "宏和检测")]
    rows = [row for each in ids if (row := park.get("firm", each)) is not None]
    assert likely_duplicates(SPECS["firm"], rows) == ()


def test_records_are_named_in_the_order_given() -> None:
    blank = dict.fromkeys(each.name for each in SPECS["firm"].fields)
    rows = [{**blank, "id": name, "name_zh": "同名"} for name in ("b", "a")]
    assert likely_duplicates(SPECS["firm"], rows) == (Likeness(("b", "a"), "name"),)


def test_records_told_apart_are_in_no_group_together() -> None:
    blank = dict.fromkeys(each.name for each in SPECS["firm"].fields)
    rows = [{**blank, "id": name, "name_zh": "同名"} for name in ("b", "a", "c")]
    apart = frozenset({("a", "b")})
    assert likely_duplicates(SPECS["firm"], rows[:2], apart=apart) == ()
    assert likely_duplicates(SPECS["firm"], rows, apart=apart) == (Likeness(("b", "c"), "name"),)
    apart |= {("b", "c")}
    assert likely_duplicates(SPECS["firm"], rows, apart=apart) == (Likeness(("a", "c"), "name"),)
    apart |= {("a", "c")}
    assert likely_duplicates(SPECS["firm"], rows, apart=apart) == ()
