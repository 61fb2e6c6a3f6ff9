"""Find records of an entity that are likely the same thing written twice."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.records import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from domain.merging.telling_apart import Pairs
    from domain.records import EntitySpec, Row, Value

    Sounds = Callable[[str], tuple[str, ...]]

REASONS: Final = ("code", "name", "sound", "near")
"""Why records are taken for the same, the surest first; worded by ``merge.why.<reason>``."""

_FORMS_ZH: Final = re.compile(
    r"(?:股份有限公司|有限责任公司|集团有限公司|有限公司|责任公司|股份公司|集团公司|总公司|分公司|公司|集团"
    r"|有限合伙|普通合伙|合伙企业|个人独资企业)+$"
)
_PLACE_ZH: Final = re.compile(r"(?<=[\u4e00-\u9fff]{2})[省市区县](?=[\u4e00-\u9fff]{2})")
_FORMS_LATIN: Final = frozenset(
    {
        *("ag", "bv", "co", "company", "corp", "corporation", "eurl", "gmbh", "group", "groupe"),
        *("holding", "inc", "incorporated", "limited", "llc", "llp", "lp", "ltd", "nv", "oy"),
        *("plc", "pte", "pty", "sa", "sarl", "sas", "sasu", "sci", "scop", "se", "snc", "spa"),
        *("srl", "societe", "ste", "the"),
    }
)
_WORD: Final = re.compile(r"[^\W_]+")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_LOOK_ALIKE: Final = str.maketrans("OIZS", "0125")
"""Letters that a credit code never has and that are written for figures (GB 32100-2015)."""

_SHORTEST_CODE: Final = 6
_SHORTEST_SOUND: Final = 3
_SHORTEST_NEAR: Final = 10
_BOTH: Final = 2
_DOTTED: Final = re.compile(r"\b(?:[a-z]\.){2,}")


@dataclass(frozen=True, slots=True)
class Likeness:
    """Records that are likely the same, in the order they were given, and why."""

    records: tuple[str, ...]
    reason: str


def name_core(text: str) -> str:
    """Return what spellings of one name have in common.

    Width, case, accents, punctuation, blanks and the legal form do not count; in Chinese names
    neither do the words 省, 市, 区, 县 after a place.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    if _HAN.search(plain):
        # The form may stand before a bracket with a place: it is taken off last.
        bare = "".join(_WORD.findall(plain))
        return _PLACE_ZH.sub("", _FORMS_ZH.sub("", bare) or bare)
    plain = _DOTTED.sub(lambda found: found[0].replace(".", ""), plain)
    decomposed = unicodedata.normalize("NFKD", plain)
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    words = _WORD.findall(bare.replace("'", "").replace("’", ""))
    return "".join(word for word in words if word not in _FORMS_LATIN) or "".join(words)


def code_core(text: str) -> str:
    """Return what spellings of one official code have in common, empty where it is too short."""
    plain = unicodedata.normalize("NFKC", text).upper()
    bare = "".join(sign for sign in plain if sign.isalnum()).translate(_LOOK_ALIKE)
    return bare if len(bare) >= _SHORTEST_CODE else ""


def compared_by(spec: EntitySpec) -> tuple[str, ...]:
    """Return the fields of an entity by which records are found to be the same."""
    return (*_code_fields(spec), *_name_fields(spec))


def likely_duplicates(
    spec: EntitySpec,
    rows: Sequence[Row],
    sounds: Sounds | None = None,
    apart: Pairs = frozenset(),
) -> tuple[Likeness, ...]:
    """Return groups of records that are likely the same, the surest reason of each group.

    Args:
        rows: records of the entity with what they are ``compared_by``.
        sounds: how Chinese words sound, without tones; None where nothing can say it.
        apart: pairs that were found to be different, each in the order of its ids.
    """
    codes, names = _code_fields(spec), _name_fields(spec)
    keys: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        for key in dict.fromkeys(_keys(row, codes, names, sounds)):
            keys.setdefault(key, []).append(str(row["id"]))
    union = _Union(apart)
    chinese = {str(row["id"]) for row in rows if any(_is_chinese(row[name]) for name in names)}
    for found_by in sorted(keys, key=lambda each: (REASONS.index(each[0]), each[1])):
        found = keys[found_by]
        if found_by[0] == "near":
            # Chinese names tell more than their transcriptions, which often are alike.
            bare = [each for each in found if each not in chinese]
            found = [*bare, *(each for each in found if each in chinese)] if bare else []
        if len(found) >= _BOTH:
            union.join(found, found_by[0])
    order = [str(row["id"]) for row in rows]
    return union.groups(order)


def _is_chinese(value: Value) -> bool:
    return isinstance(value, str) and _HAN.search(value) is not None


def _code_fields(spec: EntitySpec) -> tuple[str, ...]:
    return tuple(each.name for each in spec.fields if each.name.endswith("_code"))


def _name_fields(spec: EntitySpec) -> tuple[str, ...]:
    words = (each for each in spec.fields if each.kind in {Kind.TEXT, Kind.LONG_TEXT})
    return tuple(each.name for each in words if each.name in spec.label and not each.unique)


def _keys(
    row: Row, codes: Iterable[str], names: Iterable[str], sounds: Sounds | None
) -> Iterator[tuple[str, str]]:
    for name in codes:
        code = code_core(str(row[name] or ""))
        if code:
            yield "code", code
    for name in names:
        core = name_core(str(row[name] or ""))
        if core:
            yield "name", core
            yield from _alike(core, sounds)


def _alike(core: str, sounds: Sounds | None) -> Iterator[tuple[str, str]]:
    if _HAN.search(core):
        if sounds is not None and len(core) >= _SHORTEST_SOUND:
            # The first form is that of the usual readings; what is not Chinese must be the same.
            heard = next(iter(sounds("".join(_HAN.findall(core)))), "")
            yield "sound", f"{heard}:{_HAN.sub('', core)}"
        return
    if len(core) >= _SHORTEST_NEAR:
        yield from (("near", each) for each in _one_letter_less(core))


def _one_letter_less(core: str) -> Iterator[str]:
    """Yield a name and it without each of its letters; two names with one in common are near.

    Figures must agree: names that differ in one are those of a series.
    """
    yield core
    for at, sign in enumerate(core):
        if not sign.isdigit():
            yield core[:at] + core[at + 1 :]


class _Union:
    """Join records into groups and remember the first reason of each."""

    def __init__(self, apart: Pairs) -> None:
        self._apart = apart
        self._roots: dict[str, str] = {}
        self._reasons: dict[str, str] = {}

    def join(self, records: Sequence[str], reason: str) -> None:
        """Put records into one group, each with the first from which it was not told apart."""
        for at, record in enumerate(records[1:], start=1):
            like = (each for each in records[:at] if not self._are_apart(each, record))
            first, other = self._root(next(like, record)), self._root(record)
            if other != first:
                known = [self._reasons.pop(each, reason) for each in (first, other)]
                self._roots[other] = first
                self._reasons[first] = min(known, key=REASONS.index)

    def groups(self, order: Sequence[str]) -> tuple[Likeness, ...]:
        """Return the groups, members and groups in the order given."""
        members: dict[str, list[str]] = {}
        for record in order:
            members.setdefault(self._root(record), []).append(record)
        return tuple(
            Likeness(tuple(found), self._reasons[root])
            for root, found in members.items()
            if len(found) >= _BOTH
        )

    def _are_apart(self, one: str, other: str) -> bool:
        return (min(one, other), max(one, other)) in self._apart

    def _root(self, record: str) -> str:
        while record in self._roots:
            record = self._roots[record]
        return record
