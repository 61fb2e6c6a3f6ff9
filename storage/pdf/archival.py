"""Make a printed report fit for archives: PDF/A-2b, as ISO 19005-2 lays it down."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from storage.pdf.colour_profile import srgb_profile

if TYPE_CHECKING:
    from domain.reports.tree import Document

PRINTED: Final = 4
"""Flag of an annotation that is printed with its page, which every annotation must carry."""

_CONDITION: Final = "sRGB IEC61966-2.1"
_MADE: Final = "2000-01-01T00:00:00+00:00"
_PACKET: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Keywords>{keywords}</pdf:Keywords>
<pdf:Producer>Feidi</pdf:Producer>
<xmp:CreatorTool>Feidi</xmp:CreatorTool>
<xmp:CreateDate>{made}</xmp:CreateDate>
<xmp:ModifyDate>{made}</xmp:ModifyDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def make_archival(canvas: Any, document: Document, keywords: str, language: str) -> None:  # noqa: ANN401 - the library ships no types
    """Give a file that is being drawn its metadata and the meaning of its colours.

    `keywords` and `language` are those of the file's properties, which the metadata repeat.
    """
    from reportlab.pdfbase import pdfdoc

    words = {
        "title": document.title,
        "author": document.author,
        "subject": document.subject,
        "keywords": keywords,
        "language": language,
        "made": _MADE,
    }
    packet = _PACKET.format(**{name: escape(value) for name, value in words.items()})
    metadata = pdfdoc.PDFStream(content=packet.encode())
    # Uncompressed, so that other programs find it; the library would name an empty filter.
    metadata.format = lambda _document: _plain(metadata.content)
    profile = pdfdoc.PDFStream(
        pdfdoc.PDFDictionary({"N": 3}), srgb_profile(), filters=[pdfdoc.PDFZCompress]
    )
    meaning = {
        "Type": pdfdoc.PDFName("OutputIntent"),
        "S": pdfdoc.PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": pdfdoc.PDFString(_CONDITION),
        "Info": pdfdoc.PDFString(_CONDITION),
        "DestOutputProfile": profile,
    }
    catalog = canvas._doc.Catalog  # noqa: SLF001 - the library offers no other way to it
    catalog.Metadata = metadata
    catalog.OutputIntents = pdfdoc.PDFArray([pdfdoc.PDFDictionary(meaning)])
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]


def _plain(content: bytes) -> bytes:
    head = b"<< /Type /Metadata /Subtype /XML /Length %d >>" % len(content)
    return head + b"\nstream\n" + content + b"endstream\n"


def with_stream_ends(data: bytes) -> bytes:
    """Return a file of the library with an end of line before each ``endstream``.

    The standard asks for it; the library leaves it out. Places of objects are counted anew.
    """
    table = int(data[data.rindex(b"startxref") :].split()[1])
    entries = re.findall(rb"(\d{10}) \d{5} n", data[table:])
    starts = sorted(int(entry) for entry in entries)
    made = bytearray(data[: starts[0]])
    moved: dict[int, int] = {}
    for start, end in zip(starts, [*starts[1:], table], strict=True):
        moved[start] = len(made)
        made += _ended(data[start:end])
    rest = re.sub(
        rb"(\d{10})(?= \d{5} n)",
        lambda found: b"%010d" % moved[int(found[1])],
        data[table:],
    )
    place = b"startxref\n%d\n" % len(made)
    return bytes(made) + re.sub(rb"startxref\s+\d+\s+", place, rest)


def _ended(body: bytes) -> bytes:
    content, mark, end = body.rpartition(b"endstream")
    return content + b"\n" + mark + end if mark and not end.split()[1:] else body
