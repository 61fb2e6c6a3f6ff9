"""What is examined: an operation of the models with some of its inputs varied, or a test function.

Test functions: polynomial; Ishigami; the g-function of Sobol (Saltelli et al. 2010).
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from domain.models.errors import ModelError
from domain.models.given import NOT_NEGATIVE, Given, Range

if TYPE_CHECKING:
    from domain.models.operations import Operation

Function = Callable[[Sequence[float]], list[float]]
"""Values of the parameters → components of the output; may raise ``ModelError``."""

KINDS: Final = ("operation", "polynomial", "ishigami", "g_function")
_ISHIGAMI: Final = 3


def read_function(given: Given, parameters: Sequence[Given]) -> Function:
    """Return the function that an input describes, over as many parameters.

    Raises:
        ModelError: ``unknown_path``, ``unknown_operation`` or ``size_mismatch`` among others.
    """
    kind = given.choice("kind", KINDS)
    count = len(parameters)
    if kind == "operation":
        paths = [each.text("path") for each in parameters]
        return _operation(given, paths, [each.place("path") for each in parameters])
    function = {
        "polynomial": _polynomial,
        "ishigami": _ishigami,
        "g_function": _g_function,
    }[kind](given, count)
    given.done()
    return function


def scalar(function: Function, values: Sequence[float]) -> float:
    """Return the output where one number is needed.

    Raises:
        ModelError: ``wrong_type`` when the output is a list or unknown.
    """
    found = function(values)
    if len(found) != 1 or not math.isfinite(found[0]):
        raise ModelError("wrong_type", "/model/output", wanted="number")
    return found[0]


def _operation(given: Given, paths: Sequence[str], places: Sequence[str]) -> Function:
    from domain.models.operations import operation_of, plain

    operation = operation_of(given.text("operation"))
    content, output = given.raw("input"), given.text("output")
    given.done()
    for path, place in zip(paths, places, strict=True):
        if not _exists(content, path):
            raise ModelError("unknown_path", place, value=path)

    def function(values: Sequence[float]) -> list[float]:
        varied = copy.deepcopy(content)
        for path, value in zip(paths, values, strict=True):
            _put(varied, path, value)
        return _components(plain(_run(operation, varied)), output, given)

    return function


def _run(operation: Operation, content: object) -> Mapping[str, object]:
    return operation(Given(content))


def _components(result: object, pointer: str, given: Given) -> list[float]:
    """Return the numbers at a pointer into a result; yes is 1, no is 0, unknown is NaN."""
    value = result
    for step in _steps(pointer):
        value = _inside(value, step, given.place("output"), pointer)
    return _numbers(value, given.place("output"))


def _numbers(value: object, place: str) -> list[float]:
    if isinstance(value, list):
        return [each for part in value for each in _numbers(part, place)]
    if value is None:
        return [math.nan]
    if isinstance(value, bool | int | float):
        return [float(value)]
    raise ModelError("wrong_type", place, wanted="number")


def _steps(pointer: str) -> list[str]:
    """Return the parts of a JSON pointer (RFC 6901)."""
    parts = pointer.split("/")[1:]
    return [part.replace("~1", "/").replace("~0", "~") for part in parts]


def _inside(value: object, step: str, place: str, pointer: str) -> object:
    if isinstance(value, Mapping) and step in value:
        return value[step]
    if isinstance(value, list) and step.isdecimal() and int(step) < len(value):
        return value[int(step)]
    raise ModelError("unknown_path", place, value=pointer)


def _exists(content: object, path: str) -> bool:
    if not path.startswith("/"):
        return False
    try:
        for step in _steps(path):
            content = _inside(content, step, "", path)
    except ModelError:
        return False
    return True


def _put(content: object, path: str, value: float) -> None:
    *way, last = _steps(path)
    for step in way:
        content = _inside(content, step, "", path)
    if isinstance(content, list):
        content[int(last)] = value
    elif isinstance(content, dict):
        content[last] = value


def _polynomial(given: Given, count: int) -> Function:
    terms = []
    for term in given.objects("terms"):
        terms.append((term.number("coefficient"), term.wholes("powers", Range(0), length=count)))
        term.done()

    def function(values: Sequence[float]) -> list[float]:
        parts = (
            coefficient * math.prod(x**power for x, power in zip(values, powers, strict=True))
            for coefficient, powers in terms
        )
        return [math.fsum(parts)]

    return function


def _ishigami(given: Given, count: int) -> Function:
    amplitude = given.number("amplitude", default=7)
    interaction = given.number("interaction", default=0.1)
    if count != _ISHIGAMI:
        raise ModelError("size_mismatch", "/parameters", wanted=_ISHIGAMI, count=count)

    def function(values: Sequence[float]) -> list[float]:
        x, y, z = values
        return [math.sin(x) * (1 + interaction * z**4) + amplitude * math.sin(y) ** 2]

    return function


def _g_function(given: Given, count: int) -> Function:
    coefficients = given.numbers("coefficients", NOT_NEGATIVE, length=count)

    def function(values: Sequence[float]) -> list[float]:
        pairs = zip(values, coefficients, strict=True)
        return [math.prod((abs(4 * x - 2) + a) / (1 + a) for x, a in pairs)]

    return function
