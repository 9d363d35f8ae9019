"""Sums of price variables with constant coefficients: all the arithmetic a billing expression
may do before we stop understanding it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal, DecimalException

CONSTANT = ""
_AT_LEAST_ONE = {CONSTANT, "len", "p", "c"}  # what a request always has


class Unknown:
    """A value that depends on the request, the clock, or arithmetic we do not follow."""


UNKNOWN = Unknown()


@dataclass(frozen=True, slots=True)
class Linear:
    """``terms`` of one price, by variable; "" is the constant. ``tier`` names where it stood."""

    terms: dict[str, Decimal] = field(default_factory=dict)
    tier: str = ""

    @property
    def constant(self) -> Decimal | None:
        """Its value if it is a plain number."""
        return self.terms.get(CONSTANT, Decimal(0)) if not set(self.terms) - {CONSTANT} else None

    @property
    def smallest(self) -> Decimal | None:
        """Its value for the smallest request, None where that says nothing."""
        return sum(self.terms.values(), Decimal(0)) if set(self.terms) <= _AT_LEAST_ONE else None


Term = Linear | Unknown | bool | str


def constant(amount: Decimal) -> Linear:
    """A plain number."""
    return Linear({CONSTANT: amount})


def plus(left: Term, right: Term, sign: int) -> Term:
    """Sum or difference; unknown when either is no sum."""
    if not (isinstance(left, Linear) and isinstance(right, Linear)):
        return UNKNOWN
    terms = dict(left.terms)
    for name, amount in right.terms.items():
        terms[name] = terms.get(name, Decimal(0)) + sign * amount
    return Linear(terms, left.tier or right.tier)


def times(left: Term, right: Term) -> Term:
    """Product with a constant on one side; unknown otherwise."""
    if isinstance(left, Linear) and isinstance(right, Linear):
        if right.constant is not None:
            return _scaled(left, right.constant.__mul__, right.tier)
        if left.constant is not None:
            return _scaled(right, left.constant.__mul__, left.tier)
    return UNKNOWN


def over(left: Term, right: Term) -> Term:
    """Quotient by a constant that is not zero; unknown otherwise."""
    if isinstance(left, Linear) and isinstance(right, Linear) and right.constant:
        return _scaled(left, right.constant.__rtruediv__, "")
    return UNKNOWN


def _scaled(value: Linear, scale: Callable[[Decimal], Decimal], tier: str) -> Term:
    try:
        terms = {name: scale(amount) for name, amount in value.terms.items()}
    except DecimalException:
        return UNKNOWN
    return replace(value, terms=terms, tier=value.tier or tier)


def compared(left: Term, operator: str, right: Term) -> Term:
    """How a comparison comes out for the smallest request; unknown if that is not settled."""
    if not (isinstance(left, Linear) and isinstance(right, Linear)):
        return UNKNOWN
    here, there = left.smallest, right.smallest
    if here is None or there is None:
        return UNKNOWN
    return {
        "<": here < there,
        "<=": here <= there,
        ">": here > there,
        ">=": here >= there,
        "==": here == there,
        "!=": here != there,
    }[operator]


def both(left: Term, right: Term) -> Term:
    """Logical and, with an unknown that only matters if it matters."""
    if left is False or right is False:
        return False
    return True if left is True and right is True else UNKNOWN


def either(left: Term, right: Term) -> Term:
    """Logical or, likewise."""
    if left is True or right is True:
        return True
    return False if left is False and right is False else UNKNOWN


def negated(value: Term) -> Term:
    """Logical not."""
    return not value if isinstance(value, bool) else UNKNOWN
