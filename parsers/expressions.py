"""new-api's tiered billing expressions: what they charge for an ordinary small request.

Read by a small grammar over a closed vocabulary, in linear time, and never run. Whatever is not
understood for certain is ``Unparsed``, so that no price is made of it.
"""

from dataclasses import dataclass
from decimal import Decimal

from parsers.expression_tokens import Unparsed, tokens
from parsers.linear import (
    CONSTANT,
    UNKNOWN,
    Linear,
    Term,
    both,
    compared,
    constant,
    either,
    negated,
    over,
    plus,
    times,
)

LONGEST = 8_000  # characters
DEAREST = 1_000_000  # dollars for a million tokens or a request
DEEPEST = 40  # nested brackets, branches and signs


@dataclass(frozen=True, slots=True)
class Tier:
    """Dollars for a million tokens by kind (p, c, cr, cc, cc1h, …), or ``fixed`` for a request."""

    name: str
    per_mtok: tuple[tuple[str, Decimal], ...] = ()
    fixed: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Tariff:
    """``base``: the tier of the smallest context; ``multiplied``: some requests cost a multiple."""

    base: Tier
    tiers: tuple[Tier, ...]
    multiplied: bool = False
    per_image: bool = False


_TOKENS = {"p", "c", "cr", "cc", "cc1h", "img", "img_o", "img_cr", "ai", "ao", "len"}
_PROBES = {"param", "header", "has", "hour", "minute", "weekday", "month", "day"}
_ROUNDING = {"max", "min", "abs", "ceil", "floor"}
_COMPARE = {"<", "<=", ">", ">=", "==", "!="}
_WORDS = {"has", "contains", "startsWith", "endsWith", "matches", "in"}
_PLAIN: dict[str, Term] = {"true": True, "false": False, "nil": UNKNOWN}


def tariff(expression: str) -> Tariff:
    """What the expression charges; raises Unparsed when that is not certain."""
    if len(expression) > LONGEST:
        raise Unparsed(f"longer than {LONGEST} characters")
    reader = _Reader(tokens(expression.strip().removeprefix("v1:").strip()))
    price = reader.whole()
    base = _tier(price)
    if base is None:
        raise Unparsed("no certain price for a small request")
    tiers = tuple(tier for tier in map(_tier, reader.tiers) if tier)
    return Tariff(base, tiers or (base,), reader.multiplied, reader.per_image)


def _tier(price: Term) -> Tier | None:
    if not isinstance(price, Linear) or not price.terms:
        return None
    terms = {name: amount for name, amount in price.terms.items() if name != CONSTANT or amount}
    if CONSTANT in terms or "len" in terms:
        return None
    if any(not 0 <= amount <= DEAREST for amount in terms.values()):
        return None
    fixed = terms.pop("fixed", None)
    if (fixed is not None) is bool(terms):
        return None  # a request price and token prices in one, or neither
    return Tier(price.tier, tuple(terms.items()), fixed)


class _Reader:
    """Recursive descent over the tokens; values are worked out on the way."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0
        self.tiers: list[Linear] = []
        self.multiplied = False
        self.per_image = False

    def whole(self) -> Term:
        price = self._choice()
        while self._take("|||", "*"):
            self._request_rule()
        if self._at < len(self._tokens):
            raise Unparsed(f"unexpected {self._tokens[self._at][1]!r}")
        return price

    # `|||when(header("anthropic-beta") has "fast-mode") * 6`: an ordinary request does not pay it.
    def _request_rule(self) -> None:
        self._expect("when")
        self._expect("(")
        if self._choice() is True:
            raise Unparsed("a request rule that always applies")
        self._expect(")")
        self._expect("*")
        self._unary()
        self.multiplied = True

    def _choice(self) -> Term:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Unparsed("nested too deep")
        value = self._or()
        if self._take("?"):
            then = self._choice()
            self._expect(":")
            value = self._chosen(value, then, self._choice())
        self._depth -= 1
        return value

    def _chosen(self, condition: Term, then: Term, other: Term) -> Term:
        if isinstance(condition, bool):
            return then if condition else other
        if then == other:
            return then
        # `* (param("service_tier") == "fast" ? 2 : 1)`: a factor whose default is one.
        default = isinstance(other, Linear) and other.constant == 1
        if default and isinstance(then, Linear) and then.constant is not None:
            self.multiplied = True
            return other
        return UNKNOWN

    def _or(self) -> Term:
        value = self._and()
        while self._take("||", "or"):
            value = either(value, self._and())
        return value

    def _and(self) -> Term:
        value = self._comparison()
        while self._take("&&", "and"):
            value = both(value, self._comparison())
        return value

    def _comparison(self) -> Term:
        value = self._sum()
        if sign := self._take(*_COMPARE):
            return compared(value, sign, self._sum())
        if self._take(*_WORDS):
            self._sum()
            return UNKNOWN
        return value

    def _sum(self) -> Term:
        value = self._product()
        while sign := self._take("+", "-"):
            value = plus(value, self._product(), 1 if sign == "+" else -1)
        return value

    def _product(self) -> Term:
        value = self._unary()
        while sign := self._take("*", "/"):
            right = self._unary()
            value = times(value, right) if sign == "*" else over(value, right)
        return value

    def _unary(self) -> Term:
        signs = []
        while sign := self._take("-", "!", "not"):
            signs.append(sign)
        value = self._primary()
        for sign in reversed(signs):
            value = times(constant(Decimal(-1)), value) if sign == "-" else negated(value)
        return value

    def _primary(self) -> Term:
        if self._take("("):
            value = self._choice()
            self._expect(")")
            return value
        kind, word = self._next()
        match kind:
            case "number":
                return constant(Decimal(word.replace("_", "")))
            case "string":
                return word[1:-1]
            case "name":
                return self._name(word)
            case _:
                raise Unparsed(f"unexpected {word!r}")

    def _name(self, word: str) -> Term:
        if word in _TOKENS:
            return Linear({word: Decimal(1)})
        if word == "image_count":
            self.per_image = True
            return constant(Decimal(1))
        if word in _PLAIN:
            return _PLAIN[word]
        if word in _PROBES or word in _ROUNDING:
            self._arguments()
            return UNKNOWN
        if word == "fixed":
            return self._fixed()
        if word == "tier":
            return self._named_tier()
        raise Unparsed(f"unknown name {word!r}")

    def _fixed(self) -> Term:
        match self._arguments():
            case [Linear(constant=Decimal() as amount)]:
                return Linear({"fixed": amount})
            case _:
                raise Unparsed("fixed() takes one number")

    def _named_tier(self) -> Term:
        match self._arguments():
            case [str(name), price]:
                if isinstance(price, Linear):
                    price = Linear(price.terms, name)
                    self.tiers.append(price)
                return price
            case _:
                raise Unparsed("tier() takes a name and a price")

    def _arguments(self) -> list[Term]:
        self._expect("(")
        values: list[Term] = []
        while not self._take(")"):
            if values:
                self._expect(",")
            values.append(self._choice())
        return values

    def _take(self, *wanted: str) -> str:
        if self._at < len(self._tokens):
            kind, word = self._tokens[self._at]
            if kind != "string" and word in wanted:
                self._at += 1
                return word
        return ""

    def _expect(self, wanted: str) -> None:
        if not self._take(wanted):
            raise Unparsed(f"{wanted!r} expected")

    def _next(self) -> tuple[str, str]:
        if self._at >= len(self._tokens):
            raise Unparsed("ends too early")
        self._at += 1
        return self._tokens[self._at - 1]
