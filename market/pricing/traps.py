"""Numbers of a price sheet that look like prices and are not."""

from dataclasses import dataclass
from decimal import Decimal

from market.claims import Rate
from market.names import ModelName
from market.supply import says_free
from market.types import Level, Unit

# What new-api and its relatives bill for a model nobody priced: $75 and $60 for a million tokens.
_NEW_API = Decimal("37.5")
_ONE_API = Decimal(30)
_RATIOS = {"model_ratio", "group_price"}  # of new-api, and of VoAPI with the group's in it
_CHINESE_VENDORS = {"deepseek", "zhipu", "moonshot", "alibaba", "minimax", "bytedance"}
_STALE_RATES = (Decimal("7.3"), Decimal("7.2"), Decimal(7))
_TOLERANCE = Decimal("0.03")
_UNITS = frozenset(unit.value for unit in Unit)


@dataclass(frozen=True, slots=True)
class Trap:
    """Why no price may be made of a rate."""

    code: str
    message: str
    level: Level = Level.WARNING


@dataclass(frozen=True, slots=True)
class Listed:
    """The official prices of a model's input and output, where known."""

    input: Decimal | None = None
    output: Decimal | None = None


def trap(rate: Rate, name: ModelName | None, listed: Listed) -> Trap | None:
    """The first reason not to price this rate, None when it may be priced."""
    return (
        _unreadable(rate)
        or _group_trap(rate)
        or _unset_ratio(rate, listed.input)
        or _no_number(rate)
        or _unknown_model(rate, name)
        or _unset_completion(rate, listed)
    )


def chinese_vendor(provider: str) -> bool:
    """Whether the vendor's own list price is in yuan."""
    return provider in _CHINESE_VENDORS


def currency_ratio(ratio: Decimal) -> bool:
    """Whether a ratio is within three percent of one over a customary dollar rate."""
    return any(abs(ratio * rate - 1) <= _TOLERANCE for rate in _STALE_RATES)


def _unreadable(rate: Rate) -> Trap | None:
    if rate.problem:
        return Trap(rate.problem, "no price can be made of it")
    if rate.unit not in _UNITS:
        return Trap("unknown_unit", f"a price for one {rate.unit}")
    if not rate.factors:
        return Trap("no_price", "the sheet gives no number for it")
    return None


def _group_trap(rate: Rate) -> Trap | None:
    if rate.group_ratio is None:
        message = "the sheet names the group without a ratio: hidden from guests"
        return Trap("hidden_group", message, Level.INFO)
    if rate.group_ratio > 0:
        return None
    if rate.group_ratio < 0:
        return Trap("odd_ratio", f"group ratio {rate.group_ratio}")
    said_free = rate.free_group or says_free(f"{rate.group} {rate.group_text}")
    if said_free:
        return Trap("free_group", "given away by a group that says so itself", Level.INFO)
    return Trap("zero_ratio", "group ratio 0 in a group that does not call itself free")


def _unset_ratio(rate: Rate, list_input: Decimal | None) -> Trap | None:
    """37.5 is right for gpt-4.5-preview and 30 for gpt-4-32k: there the list price says so and the
    output has a ratio of its own. Everywhere else it is the software's stand-in.
    """
    name, base, _ = rate.factors[0]
    alone = rate.completion_ratio in (None, Decimal(1))
    if name in _RATIOS:
        suspect = base == _NEW_API or (base == _ONE_API and alone)
        at_list = list_input == base * 2 and rate.completion_ratio != 1
    else:
        suspect = rate.row_numbers[:2] == (_ONE_API, _ONE_API)
        at_list = False
    if suspect and not at_list:
        return Trap("unset_ratio", f"ratio {base} is the software's stand-in for a price not set")
    return None


def _unset_completion(rate: Rate, listed: Listed) -> Trap | None:
    """A new model's output counts like its input until somebody sets its ratio. The vendor's own
    output is dearer: a price made of this would be a discount that nobody gives on purpose.
    """
    ones = [name for name, value, _ in rate.factors if name == "completion_ratio" and value == 1]
    if ones and listed.input and listed.output and listed.output > listed.input:
        times = listed.output / listed.input
        message = (
            f"completion ratio 1 is also what a ratio not set shows; the list's is {times:.3g}"
        )
        return Trap("unset_completion_ratio", message)
    return None


def _no_number(rate: Rate) -> Trap | None:
    if any(value <= 0 for _, value, _ in rate.factors):
        return Trap("zero_ratio", "a factor of 0 or less says neither free nor a price")
    return None


def _unknown_model(rate: Rate, name: ModelName | None) -> Trap | None:
    if name is None:
        return Trap("unknown_model", "no official price of this name is known")
    return None
