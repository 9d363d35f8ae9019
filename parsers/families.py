"""The families we can read, found by name in ``parsers/sites``, and who owns a page."""

import re
from importlib import import_module
from pkgutil import iter_modules

from market.types import Page
from parsers import sites
from parsers.adapter import Adapter
from parsers.embedded import is_html, lowered


class Ambiguous(Exception):
    """Two families claim the same page: one of them recognises too much."""


def _adapter_in(name: str) -> Adapter:
    module = import_module(f"{sites.__name__}.{name}")
    made = [thing for thing in vars(module).values() if getattr(thing, "family", None) == name]
    if len(made) != 1:
        raise ImportError(f"parsers/sites/{name} must hold one class with family = {name!r}")
    adapter: Adapter = made[0]()
    return adapter


ADAPTERS: dict[str, Adapter] = {
    found.name: _adapter_in(found.name)
    for found in sorted(iter_modules(sites.__path__), key=lambda module: module.name)
}


def adapter(family: str) -> Adapter:
    """The adapter of a family; raises KeyError naming the ones there are."""
    if family not in ADAPTERS:
        raise KeyError(f"no family {family!r}; known: {', '.join(ADAPTERS)}")
    return ADAPTERS[family]


def owner(page: Page) -> Adapter | None:
    """The one adapter that owns the page. Raises Ambiguous if two do.

    Adapters of last resort are asked only when nobody else wants it.
    """
    return strong_owner(page) or weak_owner(page)


def strong_owner(page: Page) -> Adapter | None:
    """The owner among the adapters that know what they read: cheap, none of last resort asked."""
    return _only_owner(page, last_resort=False)


def weak_owner(page: Page) -> Adapter | None:
    """The owner among the adapters of last resort, for a page that has no strong one."""
    return _only_owner(page, last_resort=True)


def _only_owner(page: Page, *, last_resort: bool) -> Adapter | None:
    asked = (each for each in ADAPTERS.values() if each.last_resort is last_resort)
    owners = [each for each in asked if each.owns(page)]
    if len(owners) > 1:
        raise Ambiguous(f"{page.url}: {', '.join(each.family for each in owners)}")
    return owners[0] if owners else None


# An empty mount point and a module script: what it is shows only in its API.
_EMPTY_SHELL = re.compile(rb"""<div id=["'](?:root|app)["']>\s*</div>""")
_HEAD = 200_000

# What relay software answers at, however it is dressed up; the commonest first.
RELAY_DOORS = ("/api/status", "/api/v1/settings/public")


def line(adapter: Adapter) -> str:
    """The family whose pages an adapter's are joined with: its own, or that it is a dialect of."""
    return adapter.dialect_of or adapter.family


def entries_for(page: Page) -> tuple[str, ...]:
    """Paths worth asking next at the origin of an HTML page, by the signs it bears.

    An empty shell that bears none may be any relay's.
    """
    if signed := _signed(page):
        return tuple(dict.fromkeys(path for each in signed for path in each.entry))
    return RELAY_DOORS if is_html(page) and _EMPTY_SHELL.search(page.body[:_HEAD]) else ()


def is_signed(page: Page) -> bool:
    """Whether an HTML page bears some family's signs."""
    return bool(_signed(page))


def _signed(page: Page) -> list[Adapter]:
    if not is_html(page):
        return []
    lower = lowered(page.body)[:_HEAD]
    return [each for each in ADAPTERS.values() if each.signs and each.signs.search(lower)]
