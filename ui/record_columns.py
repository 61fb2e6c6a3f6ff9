"""Make the columns of a table from the spec of its entity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.records import Kind
from ui.forms.entries import READ_ONLY
from ui.row_source import Shown

if TYPE_CHECKING:
    from domain.records import EntitySpec, Field
    from ui.values import Values

_HIDDEN: Final = frozenset({Kind.JSON, Kind.BYTES, Kind.LONG_TEXT})
_LANGUAGES: Final = frozenset({"zh", "fr", "en"})
_NAMES: Final = frozenset({"name", "title"})


def columns_of(values: Values, spec: EntitySpec) -> list[Shown]:
    """Return a column for each listed field, in the language in force.

    Of the names in several languages only the one in force is shown.
    """
    lang = values.language.lang
    return [
        _shown(values, spec, each)
        for each in spec.fields
        if each.listed and each.kind not in _HIDDEN and not _of_another_language(each, lang)
    ]


def _shown(values: Values, spec: EntitySpec, each: Field) -> Shown:
    needs: tuple[str, ...] = (each.name,)
    order: tuple[str, ...] = (each.name,)
    if each.kind is Kind.REFERENCE:
        names = values.reference_columns(each)
        needs, order = (each.name, *names), names or order
    return Shown(
        values.column(spec, each),
        lambda row: values.cell(spec, each, row),
        order,
        needs,
        None if each.kind in READ_ONLY else each,
    )


def _of_another_language(each: Field, lang: str) -> bool:
    stem, _, its = each.name.rpartition("_")
    return stem in _NAMES and its in _LANGUAGES and its != lang
