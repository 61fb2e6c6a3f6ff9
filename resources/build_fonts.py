"""Cut the full Noto fonts down to the characters that the program and its papers can need.

Run `python resources/build_fonts.py FULL_FONTS`, where the folder FULL_FONTS holds, at any
depth, the files named in `FONTS`; the cut fonts replace those in `resources/fonts/`.
"""

from __future__ import annotations

import sys
from pathlib import Path

LATIN = "latin"
CHINESE = "chinese"

FONTS = {
    "NotoSans_400Regular.ttf": LATIN,
    "NotoSans_600SemiBold.ttf": LATIN,
    "NotoSans_700Bold.ttf": LATIN,
    "NotoSerif_400Regular.ttf": LATIN,
    "NotoSerif_700Bold.ttf": LATIN,
    "NotoSansSC_400Regular.ttf": CHINESE,
    "NotoSansSC_600SemiBold.ttf": CHINESE,
    "NotoSansSC_700Bold.ttf": CHINESE,
    "NotoSerifSC_400Regular.ttf": CHINESE,
    "NotoSerifSC_700Bold.ttf": CHINESE,
}

_LATIN_RANGES = (
    (0x0020, 0x007E),
    (0x00A0, 0x017F),  # Latin-1 and Latin Extended-A
    (0x0192, 0x0192),
    (0x0218, 0x021B),
    (0x02C6, 0x02DD),
    (0x0300, 0x0304),
    (0x0370, 0x03FF),  # Greek letters of the models
    (0x1E80, 0x1E85),
    (0x1EF2, 0x1EF3),
)
_SIGN_RANGES = (
    (0x2000, 0x206F),  # general punctuation, U+2009 and U+202F among them
    (0x2070, 0x209F),
    (0x20A0, 0x20BF),
    (0x2100, 0x218F),
    (0x2190, 0x21FF),
    (0x2200, 0x22FF),
    (0x2300, 0x23FF),
    (0x2460, 0x24FF),
    (0x2500, 0x27BF),
)
_CHINESE_RANGES = (
    (0x3000, 0x303F),  # 〇 and CJK punctuation
    (0xFF00, 0xFFEF),
    (0x9FA6, 0x9FFF),  # added to the basic block after GBK
    (0x20000, 0x323AF),  # what the font has of the planes beyond: names, mostly
)
# The rest of the Chinese table of general standard characters (2013), which GBK lacks.
_STANDARD_BEYOND_GBK = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖"
    "䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮"
)

# Kerning, and marks that sit on their letter; forms of other languages are left out.
_FEATURES = ["kern", "mark", "mkmk", "ccmp"]
_NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
_VERTICAL_TABLES = ["vhea", "vmtx", "VORG", "BASE", "STAT", "DSIG", "meta"]


def _span(ranges: tuple[tuple[int, int], ...]) -> set[int]:
    return {point for first, last in ranges for point in range(first, last + 1)}


def _gbk() -> set[int]:
    pairs = (bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF))
    decoded = (pair.decode("gbk", "ignore") for pair in pairs)
    return {ord(sign) for text in decoded for sign in text}


def code_points(kind: str) -> set[int]:
    """Return the code points that a font of this kind keeps, when it has them."""
    latin = _span(_LATIN_RANGES) | _span(_SIGN_RANGES)
    if kind == LATIN:
        return latin
    return latin | _span(_CHINESE_RANGES) | _gbk() | {ord(sign) for sign in _STANDARD_BEYOND_GBK}


def cut(source: Path, target: Path, kind: str) -> None:
    """Write the subset of `source` to `target`; equal input gives equal bytes."""
    # fontTools is needed by whoever renews the fonts, not by the program.
    from fontTools import subset

    options = subset.Options(
        layout_features=_FEATURES,
        hinting=False,
        glyph_names=False,
        notdef_outline=True,
        recalc_timestamp=False,
        name_IDs=_NAMES,
        name_languages=[0x409],
    )
    options.drop_tables += _VERTICAL_TABLES
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=sorted(code_points(kind)))
    subsetter.subset(font)
    subset.save_font(font, str(target), options)


def main(arguments: list[str]) -> int:
    """Cut every font; return 0, or 2 with a sentence when the folder cannot serve."""
    if len(arguments) != 1:
        print("Usage: python resources/build_fonts.py FULL_FONTS")
        return 2
    found = {file.name: file for file in Path(arguments[0]).rglob("*.ttf")}
    missing = sorted(FONTS.keys() - found.keys())
    if missing:
        print(f"These fonts are not in {arguments[0]}: {', '.join(missing)}")
        return 2
    folder = Path(__file__).resolve().parent / "fonts"
    for name, kind in FONTS.items():
        cut(found[name], folder / name, kind)
        print(f"{name}: {(folder / name).stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
