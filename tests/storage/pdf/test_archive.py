"""A printed report is fit for archives: what ISO 19005-2 (PDF/A-2b) asks is there, nothing it bars.

No validator is at hand that could be run with the tests: these checks take the file apart and
follow the clauses one by one; their numbers stand at each.
"""

from __future__ import annotations

import io
import re
from functools import cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageCms

from storage.pdf import render
from storage.pdf.colour_profile import srgb_profile
from storage.pdf.images import properties
from tests.storage.pdf.archive_reading import Archive, operators, taken_apart
from tests.storage.pdf.minutes_2024 import MINUTES
from tests.storage.pdf.quarter_2024q4 import DRAFT, QUARTERLY
from tests.storage.pdf.quarter_2024q4_latin import BOTH, REPORT_FR

if TYPE_CHECKING:
    from domain.reports.tree import Document

REPORTS = {"minutes": MINUTES, "quarterly": QUARTERLY, "draft": DRAFT, "fr": REPORT_FR, "2": BOTH}
EVERY = pytest.mark.parametrize("name", REPORTS)
# ISO 32000-1, annex A: operators of text, paths, colour and state; none of images or forms.
KNOWN = set(
    b"b B b* B* BT c cm d ET f f* g G h i j J l m M n q Q re rg RG s S T* Td Tf TL Tj Tm Ts Tw Tz "
    b"Tc TJ v w W W* y".split()
)
DUBLIN = "{http://purl.org/dc/elements/1.1/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
ADOBE = "{http://ns.adobe.com/pdf/1.3/}"
ARCHIVE = "{http://www.aiim.org/pdfa/ns/id/}"


@cache
def printed(name: str) -> bytes:
    """Return a report as it is printed."""
    document: Document = REPORTS[name]
    out = io.BytesIO()
    render(document, out)
    return out.getvalue()


@cache
def archive(name: str) -> Archive:
    """Return a report taken apart; its references, lengths and ends of lines hold (6.1.4-6.1.9)."""
    return taken_apart(printed(name))


@EVERY
def test_the_head_of_the_file_says_that_it_is_binary(name: str) -> None:
    # 6.1.2: a comment of at least four signs above 127 follows the first line.
    first, second = archive(name).head.splitlines()[:2]
    assert first == b"%PDF-1.5"
    assert second.startswith(b"%")
    assert all(sign > 127 for sign in second[1:5])


@EVERY
def test_the_trailer_identifies_the_file_and_encrypts_nothing(name: str) -> None:
    # 6.1.3
    trailer = archive(name).trailer
    assert re.search(rb"/ID\s*\[<[0-9a-f]{32}><[0-9a-f]{32}>\]", trailer)
    assert b"/Encrypt" not in trailer


@EVERY
def test_nothing_barred_is_in_the_file(name: str) -> None:
    # 6.2.4-6.2.10 transparency and foreign colours, 6.4-6.5 actions and files, 6.9 layers.
    barred = (
        rb"/(SMask|ca|CA|BM|Group|JavaScript|JS|AA|OpenAction|Launch|EmbeddedFiles|XFA|AcroForm"
        rb"|OCProperties|PostScript|LZWDecode|Crypt|DeviceCMYK|Separation|AlternatePresentations"
        rb"|PresSteps|TR|HTP|Movie|Sound)\b"
    )
    for body in archive(name).bodies.values():
        assert not re.search(barred, body.words), body.words
    pages = archive(name).all(rb"/Type /Page\b(?!s)")
    assert pages
    for page in pages:
        content = archive(name).referred(page.words, b"Contents").decoded
        assert operators(content) <= KNOWN


@EVERY
def test_colours_have_a_meaning(name: str) -> None:
    # 6.2.3: one output intent with a profile of three channels.
    (catalog,) = archive(name).all(rb"/Type /Catalog")
    (intent,) = re.findall(rb"<<[^<>]*/S /GTS_PDFA1[^<>]*>>", catalog.words) or [
        each.words for each in archive(name).all(rb"/GTS_PDFA1")
    ]
    profile = archive(name).referred(intent, b"DestOutputProfile")
    assert b"/N 3" in profile.words
    assert profile.decoded == srgb_profile()


@EVERY
def test_every_font_is_embedded_with_its_widths_and_its_words(name: str) -> None:
    # 6.2.11: embedded, symbolic with one table of codes, widths as in the font's own program.
    fonts = archive(name).all(rb"/Type /Font\b(?!D)")
    assert fonts
    for font in fonts:
        assert b"/Subtype /TrueType" in font.words
        assert b"/Encoding" not in font.words
        descriptor = archive(name).referred(font.words, b"FontDescriptor").words
        flags = int(re.search(rb"/Flags (\d+)", descriptor)[1])  # type: ignore[index]
        assert flags & 4
        assert not flags & 32
        program = TTFont(io.BytesIO(archive(name).referred(descriptor, b"FontFile2").decoded))
        assert len(program["cmap"].tables) == 1
        said = _widths(font.words)
        own = program["hmtx"].metrics
        scale = 1000 / program["head"].unitsPerEm
        for code, glyph in program["cmap"].tables[0].cmap.items():
            if glyph != ".notdef":
                assert said[code] == pytest.approx(own[glyph][0] * scale, abs=1), (code, glyph)
        assert b"beginbf" in archive(name).referred(font.words, b"ToUnicode").decoded


def _widths(words: bytes) -> list[int]:
    found = re.search(rb"/Widths \[([^\]]*)\]", words)
    assert found
    assert b"/FirstChar 0" in words
    return [int(each) for each in found[1].split()]


@EVERY
def test_no_word_is_set_in_the_sign_for_missing_ones(name: str) -> None:
    # 6.2.11.8: no code that is used leads to .notdef; their map to Unicode says which are used.
    for font in archive(name).all(rb"/Type /Font\b(?!D)"):
        descriptor = archive(name).referred(font.words, b"FontDescriptor").words
        program = TTFont(io.BytesIO(archive(name).referred(descriptor, b"FontFile2").decoded))
        codes = archive(name).referred(font.words, b"ToUnicode").decoded
        used = {int(code, 16) for code in re.findall(rb"<([0-9A-F]{2})> <(?!0000>)", codes)}
        # The library names the control sign 127 too, which no report holds.
        used -= {0, 127}
        assert used
        assert all(program["cmap"].tables[0].cmap.get(code) for code in used)


@EVERY
def test_links_are_marked_as_printed(name: str) -> None:
    # 6.3.2
    for link in archive(name).all(rb"/Type /Annot\b"):
        assert b"/F 4 " in link.words.replace(b"\n", b" ")


@EVERY
def test_the_metadata_name_the_standard_and_say_what_the_properties_say(name: str) -> None:
    # 6.6.2-6.6.4
    (catalog,) = archive(name).all(rb"/Type /Catalog")
    metadata = archive(name).referred(catalog.words, b"Metadata")
    assert b"/Filter" not in metadata.words
    packet = metadata.decoded.decode()
    assert packet.startswith("<?xpacket begin=")
    assert "bytes=" not in packet.splitlines()[0]
    root = ET.fromstring(packet)  # noqa: S314 - the file was written by the test
    found = {each.tag: "".join(each.itertext()) for each in root.iter()}
    assert (found[f"{ARCHIVE}part"], found[f"{ARCHIVE}conformance"]) == ("2", "B")
    told = properties(printed(name))
    pairs = {
        f"{DUBLIN}title": "Title",
        f"{DUBLIN}creator": "Author",
        f"{DUBLIN}description": "Subject",
        f"{ADOBE}Keywords": "Keywords",
        f"{ADOBE}Producer": "Producer",
        "{http://ns.adobe.com/xap/1.0/}CreatorTool": "Creator",
    }
    for tag, entry in pairs.items():
        assert found[tag] == told.get(entry, ""), entry
    assert told["CreationDate"].startswith("D:20000101000000")
    assert found["{http://ns.adobe.com/xap/1.0/}CreateDate"].startswith("2000-01-01T00:00:00")
    language = root.find(f".//{DUBLIN}language//{RDF}li")
    assert language is not None
    assert language.text in {"zh-CN", "fr-FR"}


def test_our_profile_shows_colours_as_srgb_does() -> None:
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    assert ImageCms.getProfileName(ours).strip() == "sRGB IEC61966-2.1"
    colours = Image.new("RGB", (64, 64))
    colours.putdata([(x * 4, y * 4, (x * y) % 256) for x in range(64) for y in range(64)])
    turned = ImageCms.profileToProfile(colours, ours, ImageCms.createProfile("sRGB"))
    assert turned is not None
    before, after = colours.tobytes(), turned.tobytes()
    apart = max(abs(one - other) for one, other in zip(before, after, strict=True))
    assert apart <= 1
