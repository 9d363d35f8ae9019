"""Ratios without groups and groups without models: halves of a price, told apart."""

from collections.abc import Iterator
from typing import Any

from market.claims import Multiplier
from market.types import Fact, Issue, Level, Listing
from parsers.adapter import Drifted
from parsers.payload import mapping, number, pointer, words, written
from parsers.sites.new_api.rows import READER

_TABLES = ("model_ratio", "model_price", "billing_expr")


def ratios(answer: dict[str, Any]) -> Iterator[Listing]:
    """``/api/ratio_config``: each model's ratio, of which no price can be made without a group."""
    data = mapping(answer.get("data"))
    tables = {name: mapping(data.get(name)) for name in _TABLES}
    if not any(tables.values()):
        raise Drifted("neither ratios nor prices of models")
    places = {model: name for name in reversed(_TABLES) for model in tables[name]}
    for model, table in sorted(places.items()):
        told = f"{model}: {table} {written(tables[table][model])[:100]} in no group"
        issue = Issue(Level.INFO, "no_group_ratio", told, pointer("data", table, model))
        yield Listing(f"ratio:{model}", model, issues=(issue,))


def groups(answer: dict[str, Any]) -> Iterator[Listing]:
    """``/api/user/groups``: each group's ratio as a multiplier of whatever a model costs."""
    for name, told in mapping(answer.get("data")).items():
        group, place = mapping(told), pointer("data", name, "ratio")
        title = words(group.get("desc")) or name
        if not name:  # the visitor's own group: nothing is sold under it
            continue
        if ratio := number(group.get("ratio")):
            fact = Fact(
                Multiplier(ratio, group=name), written(group["ratio"]), place=place, reader=READER
            )
            yield Listing(f"group:{name}", title, facts=(fact,))
        else:
            message = f"{name}: ratio {group.get('ratio')!r}"
            issue = Issue(Level.INFO, "no_ratio", message, place)
            yield Listing(f"group:{name}", title, issues=(issue,))
