"""Rix-API: new-api's rates, turned inside out: by group, then by model."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urljoin

from market.claims import Rate
from market.supply import says_free
from market.types import Fact, Issue, Level, Listing, Page, Unit
from parsers.adapter import Adapter, Drifted, Link
from parsers.envelope import opened
from parsers.payload import data, mapping, number, pointer, required, sequence, words, written
from parsers.sites.new_api.answers import PRICING, STATUS

_READER = "rix_api/1"
_BY_TOKEN, _BY_CALL = (False, 0), (True, 1)


@dataclass(frozen=True, slots=True)
class _Group:
    """One group: its ratio, the words around it, and what it sells at which price."""

    name: str
    text: str
    ratio: Decimal | None
    prices: dict[str, Any]


class RixApi(Adapter):
    """Price × group ratio, read by one-api's conventions: nobody outside has seen the source."""

    family = "rix_api"
    dialect_of = "new_api"
    entry = (PRICING,)
    signs = re.compile(rb"<title>[^<]{0,60}\brix[ -]?api\b")

    def owns(self, page: Page) -> bool:
        """A sheet of groups with their ratios."""
        groups = mapping(data(page).get("model_group"))
        return "GroupRatio" in mapping(next(iter(groups.values()), None))

    def follow(self, page: Page) -> Iterator[Link]:
        """The status, for what a credited dollar costs, where the visit did not begin there."""
        yield Link(urljoin(page.url, STATUS), "status", optional=True)

    def listings(self, page: Page) -> Iterator[Listing]:
        """One listing a model, and one that says by which inferred formula it was read."""
        opened(mapping(required(page)), page)
        sheet = data(page)
        groups = [_group(*told) for told in mapping(sheet["model_group"]).items() if told[0]]
        models = sorted({model for group in groups for model in group.prices})
        if not models:
            raise Drifted("groups without models")
        message = "prices are read by one-api's conventions (ratio × 2), which are not confirmed"
        issue = Issue(Level.WARNING, "inferred_formula", message, "/data/model_group")
        yield Listing("sheet", "price sheet", issues=(issue,))
        for model in models:
            yield _listing(model, sheet, [group for group in groups if model in group.prices])


def _group(name: str, told: Any) -> _Group:
    group = mapping(told)
    text = " ".join(filter(None, map(words, (group.get("DisplayName"), group.get("Description")))))
    return _Group(name, text, number(group.get("GroupRatio")), mapping(group.get("ModelPrice")))


def _listing(model: str, data: dict[str, Any], groups: list[_Group]) -> Listing:
    told = [one for group in groups for one in _priced(model, data, group)]
    facts = tuple(one for one in told if isinstance(one, Fact))
    issues = tuple(one for one in told if isinstance(one, Issue))
    return Listing(f"model:{model}", model, facts=facts, issues=issues)


def _priced(model: str, data: dict[str, Any], group: _Group) -> Iterator[Fact | Issue]:
    """The rates of a model in one group, or why there are none."""
    told = mapping(group.prices[model])
    place = pointer("data", "model_group", group.name, "ModelPrice", model)
    how, amount = told.get("isPrice", told.get("priceType")), number(told.get("price"))
    if amount is None or how not in (*_BY_TOKEN, *_BY_CALL):
        message = f"{model} in {group.name}: price {told.get('price')!r} of type {how!r}"
        yield Issue(Level.WARNING, "unknown_price_type", message, place)
        return
    base = ("model_ratio" if how in _BY_TOKEN else "model_price", amount, f"{place}/price")
    quote = written(told["price"])
    special = sequence(mapping(data.get("group_special")).get(model))
    problem = "other_group_only" if special and group.name not in special else ""
    if how in _BY_CALL:
        yield _fact(model, group, Unit.CALL, (base,), quote, None, problem)
        return
    ratio = mapping(data.get("model_completion_ratio")).get(model)
    completion = number(ratio)
    yield _fact(model, group, Unit.INPUT, (base,), quote, completion, problem)
    if completion is not None:
        times = pointer("data", "model_completion_ratio", model)
        factors = (base, ("completion_ratio", completion, times))
        yield _fact(model, group, Unit.OUTPUT, factors, written(ratio), completion, problem)


def _fact(
    model: str,
    group: _Group,
    unit: Unit,
    factors: tuple[tuple[str, Decimal, str], ...],
    quote: str,
    completion: Decimal | None,
    problem: str,
) -> Fact:
    place = factors[-1][2]
    rate = Rate(
        listed_as=model,
        group=group.name,
        unit=unit.value,
        factors=factors,
        group_ratio=group.ratio,
        scale="usd" if unit is Unit.CALL else "ratio",
        group_text=group.text,
        free_group=says_free(f"{group.name} {group.text}"),
        completion_ratio=completion,
        group_place=pointer("data", "model_group", group.name, "GroupRatio"),
        place=place,
        problem=problem,
    )
    return Fact(rate, quote, place=place, reader=_READER)
