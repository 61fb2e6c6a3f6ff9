"""The shipped fonts hold every character that a park's records and papers can need."""

from __future__ import annotations

import functools

import pytest
from fontTools.ttLib import TTFont

import resources

LATIN = [
    "NotoSans_400Regular",
    "NotoSans_600SemiBold",
    "NotoSans_700Bold",
    "NotoSerif_400Regular",
    "NotoSerif_700Bold",
]
CHINESE = [
    "NotoSansSC_400Regular",
    "NotoSansSC_600SemiBold",
    "NotoSansSC_700Bold",
    "NotoSerifSC_400Regular",
    "NotoSerifSC_700Bold",
]
WEIGHTS = {
    "Noto Sans": (400, 600, 700),
    "Noto Sans SC": (400, 600, 700),
    "Noto Serif": (400, 700),
    "Noto Serif SC": (400, 700),
}


@functools.cache
def _characters(name: str) -> frozenset[str]:
    with TTFont(resources.path("fonts", f"{name}.ttf"), lazy=True) as font:
        return frozenset(chr(point) for point in font.getBestCmap())


def _missing(name: str, wanted: str) -> str:
    return "".join(sorted(set(wanted) - _characters(name)))


@pytest.mark.parametrize("name", LATIN)
def test_a_latin_font_sets_french_and_the_letters_of_the_models(name: str) -> None:
    latin_1 = bytes(range(0xA0, 0x100)).decode("latin-1")
    extended_a = "".join(map(chr, range(0x100, 0x180)))
    wanted = "ŒœŸÿ’“”«»—–…€−×÷±°²³½·•‰§\u202f\u2009\u00a0ΣΔσβλεπψφαγδθμ"
    assert _missing(name, wanted + latin_1 + extended_a) == ""


@pytest.mark.parametrize("name", CHINESE)
def test_a_chinese_font_sets_names_beyond_the_common_ones_and_signs(name: str) -> None:
    assert _missing(name, "〇镕喆堃珺䶮，。、；：！？（）《》“”‘’—…％＋０９①⑩㎡→←↑↓≤≥≈√∞") == ""


@pytest.mark.parametrize("name", CHINESE)
def test_a_chinese_font_sets_all_of_gbk_but_one_mathematical_sign(name: str) -> None:
    pairs = (bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF))
    gbk = "".join(pair.decode("gbk", "ignore") for pair in pairs)
    # The byte after a lead that has no such pair may be read as ASCII by itself.
    gbk = "".join(sign for sign in gbk if not sign.isascii())
    # The full font has no ≒ either; nothing here uses it.
    assert _missing(name, gbk) == "≒"


@pytest.mark.parametrize(("latin", "chinese"), list(zip(LATIN, CHINESE, strict=True)))
def test_a_pair_of_fonts_sets_every_shipped_text(latin: str, chinese: str) -> None:
    used = {
        sign
        for by_lang in resources.load_texts().values()
        for wording in by_lang.values()
        for form in ([wording] if isinstance(wording, str) else wording.values())
        for sign in form
    }
    assert used - _characters(latin) - _characters(chinese) - {"\n", "\t"} == set()


def test_the_fonts_stay_small_enough_to_ship() -> None:
    sizes = [file.stat().st_size for file in resources.path("fonts").glob("*.ttf")]
    assert len(sizes) == len(LATIN + CHINESE)
    assert sum(sizes) <= 45_000_000


@pytest.mark.parametrize(
    ("family", "weight"), [(family, weight) for family in WEIGHTS for weight in WEIGHTS[family]]
)
@pytest.mark.usefixtures("qapp")
def test_qt_finds_each_weight_of_a_family_by_its_name(family: str, weight: int) -> None:
    from PySide6.QtGui import QFont, QFontDatabase, QRawFont

    added = [
        QFontDatabase.addApplicationFont(str(file))
        for file in resources.path("fonts").glob("*.ttf")
    ]
    font = QFont([family])
    font.setWeight(QFont.Weight(weight))
    drawn = QRawFont.fromFont(font)
    found = (drawn.familyName(), drawn.weight())
    del drawn
    for number in added:
        QFontDatabase.removeApplicationFont(number)
    assert found == (family, weight)
