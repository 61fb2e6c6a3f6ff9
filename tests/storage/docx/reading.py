"""Read a word processor document back as its words, languages and styles."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(content: bytes) -> dict[str, bytes]:
    """Return the files inside a document."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tree(content: bytes, part: str = "word/document.xml") -> ET.Element:
    """Return a part of a document, parsed."""
    return ET.fromstring(parts(content)[part])  # noqa: S314 - the file was written by the test


def words(root: ET.Element) -> str:
    """Return the words in their order: a tab, or a new line where a line or paragraph ends."""
    return "".join(_said(root))


def _said(root: ET.Element) -> Iterator[str]:
    ends = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}p": "\n"}
    for child in root:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag == f"{W}tab" and root.tag != f"{W}r":
            continue
        else:
            yield from _said(child)
            yield ends.get(child.tag, "")


def styles(root: ET.Element) -> Counter[str]:
    """Return style → how many paragraphs are set in it."""
    return Counter(each.get(f"{W}val", "") for each in root.iter(f"{W}pStyle"))


def languages(root: ET.Element) -> list[tuple[str, str, str]]:
    """Return words, language of their Latin signs and of their East Asian ones, run by run."""
    found = []
    for run in root.iter(f"{W}r"):
        text = "".join(each.text or "" for each in run.iter(f"{W}t"))
        if not text:
            continue  # a break of the page speaks no language
        lang = run.find(f"{W}rPr/{W}lang")
        assert lang is not None, text
        found.append((text, lang.get(f"{W}val", ""), lang.get(f"{W}eastAsia", "")))
    return found
