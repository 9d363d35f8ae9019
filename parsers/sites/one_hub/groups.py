"""Groups of one-hub: each has a ratio that its models' prices are multiplied by."""

from collections.abc import Iterator
from typing import Any

from market.claims import Multiplier
from market.types import Fact, Issue, Level, Listing
from parsers.payload import mapping, number, pointer, words, written
from parsers.prose import plain


def listings(told: dict[str, Any], reader: str) -> Iterator[Listing]:
    """One listing for each group of ``/api/user_group_map``, its ratio as a multiplier."""
    for name, group in told.items():
        values = mapping(group)
        ratio = number(values.get("ratio"))
        title = " ".join(
            filter(None, (plain(words(values.get(field))) for field in ("name", "description")))
        )
        if ratio is None or values.get("enable") is False:
            message = f"{name}: no usable ratio"
            issue = Issue(Level.WARNING, "odd_group", message, pointer("data", name))
            yield Listing(f"group:{name}", title, issues=(issue,))
        else:
            place = pointer("data", name, "ratio")
            fact = Fact(
                Multiplier(ratio, name), written(values["ratio"]), place=place, reader=reader
            )
            yield Listing(f"group:{name}", title, facts=(fact,))
