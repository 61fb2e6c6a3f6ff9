"""Take a printed file apart as ISO 19005-2 looks at it: objects, streams, fonts, operators.

Reads only what our own files are made of: one classic table of references, no object streams.
"""

from __future__ import annotations

import base64
import re
import zlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Body:
    """An indirect object: the text of its dictionary, its stream as it lies in the file."""

    words: bytes
    stream: bytes | None = None

    @property
    def decoded(self) -> bytes:
        """Return the stream without its filters."""
        assert self.stream is not None
        content = self.stream
        filters = re.findall(rb"/(\w+Decode)", self.words)
        for name in filters:
            assert name in {b"ASCII85Decode", b"FlateDecode"}, name
            if name == b"ASCII85Decode":
                content = base64.a85decode(content.strip().removesuffix(b"~>"))
            else:
                content = zlib.decompress(content)
        return content


@dataclass(frozen=True)
class Archive:
    """A file taken apart."""

    head: bytes
    bodies: dict[int, Body]
    trailer: bytes

    def all(self, kind: bytes) -> list[Body]:
        """Return the objects of a type."""
        return [each for each in self.bodies.values() if re.search(kind, each.words)]

    def referred(self, words: bytes, name: bytes) -> Body:
        """Return the object that an entry of a dictionary refers to."""
        found = re.search(rb"/%s (\d+) 0 R" % name, words)
        assert found, (name, words)
        return self.bodies[int(found[1])]


def taken_apart(data: bytes) -> Archive:
    """Return the parts of a file; every place and length in it is checked on the way."""
    place = int(data[data.rindex(b"startxref") :].split()[1])
    table = data[place:]
    begun = re.match(rb"xref\r?\n0 (\d+)[ ]?\r?\n", table)
    assert begun, table[:40]
    entries = re.findall(rb"(\d{10}) (\d{5}) ([nf])(?: \n|\r\n| \r)", table)
    assert len(entries) == int(begun[1])
    bodies = {
        number: _body(data, int(offset), number)
        for number, (offset, _generation, use) in enumerate(entries)
        if use == b"n"
    }
    return Archive(data[:40], bodies, table[table.index(b"trailer") :])


def _body(data: bytes, offset: int, number: int) -> Body:
    begun = re.compile(rb"%d 0 obj\r?\n" % number).match(data, offset)
    assert begun, (number, data[offset : offset + 20])
    end = data.index(b"endobj", begun.end())
    streams = data.find(b"stream\n", begun.end(), end)
    if streams < 0:
        return Body(data[begun.end() : end])
    words = data[begun.end() : streams]
    length = re.search(rb"/Length (\d+)", words)
    assert length, words
    first = streams + len(b"stream\n")
    last = first + int(length[1])
    assert data[last : last + 11] == b"\nendstream\n", (number, data[last : last + 11])
    return Body(words, data[first:last])


def operators(content: bytes) -> set[bytes]:
    """Return the operators of a page's content, words in strings left out."""
    plain = re.sub(rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>", b" ", content, flags=re.DOTALL)
    return set(re.findall(rb"(?<![/\w.])([A-Za-z]+\*?|'|\")(?![\w.])", plain))
