"""Ten thousand names of firms and persons are printed; a sign without a glyph is named."""

from __future__ import annotations

import io
import random
import re
from dataclasses import replace

import pypdfium2
import pytest

import resources
from domain.entities import SPECS
from domain.formatting import Formatter
from domain.reports.tree import Column, Document, Row, Section, Table
from domain.text import Texts
from domain.wording import explain
from storage.pdf import MissingGlyphError, render
from tests.storage.pdf.minutes_2024 import MINUTES

COUNT = 10_000
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
# Signs of names beyond the common ones: all are in GBK, none of the first five in GB 2312.
RARE = "〇镕喆堃珺昇祎赟垚翀甡淼弢玥婠璟罡颢瑒"
LATIN = ("Œuvre d’Ÿ", "Cœur 1\u202f200", "L’Haÿ-les-Roses", "Société Ÿves & Fils", "Œrsted œ")
TEXTS = Texts(resources.load_texts())


def names() -> list[str]:
    """Return names drawn alike in every run: persons, Chinese firms, Latin firms."""
    draw = random.Random(6)
    common = [
        bytes((high, low)).decode("gb2312")
        for high in range(0xB0, 0xD8)
        for low in range(0xA1, 0xFA)
    ]
    found = []
    for number in range(COUNT):
        given = draw.choice(RARE) if number % 3 == 0 else draw.choice(common)
        person = f"{draw.choice(SURNAMES)}{given}{draw.choice(common)}"
        firm = f"{draw.choice(common)}{draw.choice(RARE)}{draw.choice(common)}科技有限公司"
        latin = f"{draw.choice(LATIN)} {number}"
        found.append((person, firm, latin)[number % 3])
    return found


def listing(found: list[str]) -> Document:
    """Return a report that lists names, forty rows of five a table."""
    columns = tuple(Column(head) for head in "甲乙丙丁戊")
    rows = [Row(tuple(found[at : at + 5])) for at in range(0, len(found), 5)]
    tables = tuple(
        Table(f"表{at // 40 + 1}", "名录", columns, tuple(rows[at : at + 40]), density="tight")
        for at in range(0, len(rows), 40)
    )
    return replace(MINUTES, sections=(Section("附录　", "名录", tables),))


@pytest.mark.no_cover
def test_ten_thousand_names_are_printed_and_read_back() -> None:
    found = names()
    assert len(set("".join(found))) > 3_000
    assert set("〇镕喆堃珺Ÿœ\u202f") <= set("".join(found))
    out = io.BytesIO()
    render(listing(found), out)
    pdf = pypdfium2.PdfDocument(out.getvalue())
    said = "".join(page.get_textpage().get_text_range() for page in pdf)
    whole = re.sub(r"[\s\u0002\ufffe-]", "", said)
    assert [name for name in found if re.sub(r"[\s-]", "", name) not in whole] == []


@pytest.mark.parametrize("lang", ["zh", "fr", "en"])
def test_a_sign_without_a_glyph_is_named_with_its_record_and_nothing_is_printed(lang: str) -> None:
    found = ["砺垣科技", "张珺", "Œuvre", "李镕", "王喆", "西夏𗼇文", "周堃", "吴〇", "陈", "杨"]
    out = io.BytesIO()
    with pytest.raises(MissingGlyphError) as refused:
        render(listing(found), out)
    assert out.getvalue() == b""
    told = explain(refused.value, SPECS, Formatter(lang, TEXTS))
    for part in ("𗼇", "U+17F07", "表1 名录", "西夏𗼇文"):
        assert part in told
