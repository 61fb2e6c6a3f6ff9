"""Say how a record is called, so that a refusal names it in the language it is read in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from typing_extensions import override

from domain.text import LANGUAGES

if TYPE_CHECKING:
    from domain.records import EntitySpec, Field, Row, Value

# A name in Latin letters is of more use to a French or English reader than one in Chinese.
_LANGUAGES: Final = {"zh": ("zh", "en", "fr"), "en": ("en", "fr", "zh"), "fr": ("fr", "en", "zh")}


@cache
def in_order(lang: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the fields that name a record, those of a language first.

    A text that is recorded as it was agreed, beside its wordings in each language, comes next:
    ``name`` before ``name_en`` where ``name_fr`` is wanted.
    """
    ranks = {f"_{each}": rank * 2 for rank, each in enumerate(_LANGUAGES[lang])}
    last = len(ranks) * 2

    def rank(name: str) -> int:
        worded = any(f"{name}{ending}" in names for ending in ranks)
        return 1 if worded else ranks.get(name[-3:], last)

    return tuple(sorted(names, key=rank))


@dataclass(frozen=True, slots=True)
class Called:
    """The known names of a record by field, in the order of its label.

    Attributes:
        otherwise: what stands for a record without any name.
    """

    names: tuple[tuple[str, str], ...]
    otherwise: str = ""

    def read_in(self, lang: str) -> str:
        """Return the name for readers of a language."""
        known = dict(self.names)
        fields = in_order(lang, tuple(known))
        return known[fields[0]] if fields else self.otherwise

    @property
    def known(self) -> bool:
        """Tell whether the record says it in any language."""
        return bool(self.names)

    @override
    def __str__(self) -> str:
        """Return the first name of the label, for logs."""
        return self.names[0][1] if self.names else self.otherwise


@dataclass(frozen=True, slots=True)
class KeyCalled:
    """What tells a record from the others: the fields of its key with what they hold.

    Attributes:
        parts: field and value in order; a record that is referred to by how it is called.
    """

    parts: tuple[tuple[Field, Value | Called], ...]

    @override
    def __str__(self) -> str:
        """Return the values as they are kept, for logs."""
        return " · ".join(str(value) for _field, value in self.parts)


def called(spec: EntitySpec, row: Row, otherwise: str = "") -> Called:
    """Return how a record is called."""
    names = ((name, row.get(name)) for name in spec.label)
    known = tuple((name, str(value)) for name, value in names if value not in {None, ""})
    return Called(known, otherwise)


def worded_columns(name: str) -> tuple[str, ...]:
    """Return the fields of a recorded text and of its wordings: ``unit`` and ``unit_zh``."""
    return (name, *(f"{name}_{lang}" for lang in LANGUAGES))


def worded(row: Row, name: str) -> Called:
    """Return a recorded text with its wordings in each language."""
    columns = worded_columns(name)
    return Called(tuple((each, str(value)) for each in columns if (value := row.get(each))))


def is_wording(spec: EntitySpec, name: str) -> bool:
    """Tell whether a field words another one of the record in a language."""
    stem, _, lang = name.rpartition("_")
    return lang in _LANGUAGES and {stem, name} <= {each.name for each in spec.fields}
