"""Every spelling of a model or plan that we are sure of, by key."""

import csv
import io
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from market.namekeys import Key, key

Named = tuple[str, str]  # provider and canonical id


@cache
def models() -> dict[Key, Named]:
    """Models and plans by every name that stands for one alone; a plain name falls back to its
    only preview.
    """
    index: dict[Key, Named] = {}
    for named, names in _known():
        for name in names:
            index.setdefault(key(name), named)
    for words, numbers in list(index):
        if "preview" in words[-1:]:
            index.setdefault((words[:-1], numbers), index[words, numbers])
    return index


@cache
def plans() -> dict[Key, Named]:
    """Plans by every name they have where months and accounts are sold."""
    return {
        key(name): (row["provider"], row["model"])
        for row in _data("plans.csv")
        for name in (row["model"], *row["aliases"].split("|"), *row["only_as_plan"].split("|"))
        if name
    }


def aliases() -> dict[Key, Named]:
    """The file of further names, for building the price book under the same ids."""
    return {key(row["alias"]): (row["provider"], row["model"]) for row in _data("names.csv")}


def _known() -> Iterator[tuple[Named, tuple[str, ...]]]:
    for row in _data("names.csv"):
        yield (row["provider"], row["model"]), (row["alias"],)
    for row in _data("plans.csv"):
        further = [alias for alias in row["aliases"].split("|") if alias]
        yield (row["provider"], row["model"]), (row["model"], *further)
    for row in _data("prices.csv"):
        yield (row["provider"], row["model"]), (row["model"],)


def _data(name: str) -> list[dict[str, str]]:
    text = (files("market") / "data" / name).read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text)))
