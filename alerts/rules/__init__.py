"""One pure function per rule: module name = function name = rule name; found by name."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules

from alerts.night import Night
from market.judgement import Alert

Rule = Callable[[Night], Iterator[Alert]]


def _found() -> dict[str, Rule]:
    names = sorted(module.name for module in iter_modules(__path__))
    return {name: getattr(import_module(f"{__name__}.{name}"), name) for name in names}


RULES: dict[str, Rule] = _found()
