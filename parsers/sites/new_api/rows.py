"""Rows of ``/api/pricing`` → rates: numbers to be multiplied, each with its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from market.claims import Rate
from market.types import Fact, Issue, Level, Unit
from parsers.expression_tokens import Unparsed
from parsers.expressions import Tariff, tariff
from parsers.payload import number, pointer, sequence, words, written
from parsers.sites.new_api.groups import Group

READER = "new_api/1"
Factor = tuple[str, Decimal, str]

# Ratios of image and audio tokens are ignored by name: no unit of ours counts those tokens.
_RATIOS = (
    (Unit.INPUT, None),
    (Unit.OUTPUT, "completion_ratio"),
    (Unit.CACHE_READ, "cache_ratio"),
    (Unit.CACHE_WRITE, "create_cache_ratio"),
)
_VARIABLES = (
    (Unit.INPUT, "p"),
    (Unit.OUTPUT, "c"),
    (Unit.CACHE_READ, "cr"),
    (Unit.CACHE_WRITE, "cc"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row where it stands, with what the sheet says around it; ``name`` as listed."""

    name: str
    values: dict[str, Any]
    at: int
    groups: tuple[Group, ...]
    owner: str = ""
    currency: str | None = None

    def place(self, field: str) -> str:
        """The JSON pointer of one of its fields."""
        return pointer("data", self.at, field)

    def issue(
        self, code: str, message: str, field: str = "", level: Level = Level.WARNING
    ) -> Issue:
        """Something odd about it."""
        place = self.place(field) if field else pointer("data", self.at)
        return Issue(level, code, f"{self.name}: {message}", place)


@dataclass(frozen=True, slots=True)
class _Price:
    """One unit's factors before any group, and the words they stand on."""

    unit: Unit
    factors: tuple[Factor, ...]
    quote: str
    place: str
    scale: str = "usd"
    problem: str = ""


def read_row(row: Row) -> tuple[tuple[Fact, ...], tuple[Issue, ...]]:
    """One rate per unit and group; where there is none, the issue that says why."""
    prices, issues = _prices(row)
    if prices and not row.groups:
        issues = (*issues, row.issue("no_group", "no group may use it", "enable_groups"))
    completion = number(row.values.get("completion_ratio"))
    facts = tuple(
        Fact(_rate(row, group, price, completion), price.quote, place=price.place, reader=READER)
        for group in row.groups
        for price in prices
    )
    return facts, issues


def _rate(row: Row, group: Group, price: _Price, completion: Decimal | None) -> Rate:
    return Rate(
        listed_as=row.name,
        group=group.name,
        unit=price.unit.value,
        factors=price.factors,
        group_ratio=group.ratio,
        group_place=group.place,
        scale=price.scale,
        group_text=group.text,
        owner=row.owner,
        currency=row.currency,
        free_group=group.free,
        completion_ratio=completion,
        place=price.place,
        problem=price.problem,
    )


def _prices(row: Row) -> tuple[tuple[_Price, ...], tuple[Issue, ...]]:
    if row.values.get("available") is False:
        return (), (row.issue("unavailable_model", "listed as not available", "available"),)
    if row.values.get("billing_mode") == "tiered_expr" or row.values.get("billing_expr"):
        return _by_expression(row)
    told = row.values.get("quota_type")
    match number(told):
        case 0:
            return _by_ratio(row)
        case 1:
            return _by_call(row)
        case _:
            return (), (row.issue("unknown_quota_type", f"quota_type {told!r}", "quota_type"),)


def _by_ratio(row: Row) -> tuple[tuple[_Price, ...], tuple[Issue, ...]]:
    base = number(row.values.get("model_ratio"))
    if base is None:
        return (), (row.issue("odd_number", "no usable model_ratio"),)
    return tuple(_ratio_prices(row, ("model_ratio", base, row.place("model_ratio")))), ()


def _ratio_prices(row: Row, base: Factor) -> Iterator[_Price]:
    for unit, field in _RATIOS:
        if field is None:
            quote = written(row.values["model_ratio"])
            yield _Price(unit, (base,), quote, row.place("model_ratio"), "ratio")
        # A ratio that is absent is not configured; it is neither one nor zero.
        elif (ratio := number(row.values.get(field))) is not None:
            factors = (base, (field, ratio, row.place(field)))
            yield _Price(unit, factors, written(row.values[field]), row.place(field), "ratio")


def _by_call(row: Row) -> tuple[tuple[_Price, ...], tuple[Issue, ...]]:
    amount = number(row.values.get("model_price"))
    if amount is None:
        return (), (row.issue("odd_number", "no usable model_price"),)
    place = row.place("model_price")
    factors = (("model_price", amount, place),)
    return (_Price(_called(row), factors, written(row.values["model_price"]), place),), ()


def _called(row: Row) -> Unit:
    # V-API and others of its age say endpoints.
    kinds = sequence(row.values.get("supported_endpoint_types") or row.values.get("endpoints"))
    return Unit.IMAGE if "image-generation" in kinds else Unit.CALL


def _by_expression(row: Row) -> tuple[tuple[_Price, ...], tuple[Issue, ...]]:
    place, text = row.place("billing_expr"), words(row.values.get("billing_expr"))
    try:
        charged = tariff(text)
        return tuple(_tariff_prices(row, charged, text, place)), tuple(_tariff_notes(row, charged))
    except Unparsed as unparsed:
        issue = row.issue("unparsed_expression", f"{unparsed}: {text[:300]}", "billing_expr")
        quote = text[:200] if text else ""
        problem = _Price(Unit.INPUT, (), quote, place, problem="unparsed_expression")
        return (problem,), (issue,)


def _tariff_prices(row: Row, charged: Tariff, text: str, place: str) -> Iterator[_Price]:
    base, quote = charged.base, text[:200]
    if base.fixed is not None:
        unit = Unit.IMAGE if charged.per_image else _called(row)
        yield _Price(unit, (("fixed", base.fixed, place),), quote, place)
    amounts = dict(base.per_mtok)
    for unit, variable in _VARIABLES:
        if variable in amounts:
            yield _Price(unit, ((variable, amounts[variable], place),), quote, place)


def _tariff_notes(row: Row, charged: Tariff) -> Iterator[Issue]:
    if len(charged.tiers) > 1:
        names = ", ".join(tier.name for tier in charged.tiers)
        message = f"priced at {charged.base.name!r} of the tiers {names}"
        yield row.issue("tiered_price", message, "billing_expr", Level.INFO)
    if charged.multiplied:
        message = "some requests or hours cost a multiple"
        yield row.issue("request_multiplier", message, "billing_expr", Level.INFO)
