"""The night and the market in a handful of plain sentences, each true on its own."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from market.judgement import Alert
from market.spoken import provider_name
from market.trends.floors import ANY, Floor
from market.types import Access
from reports.figures import change, count, few, listed, off, percent
from reports.levels import SHOWN
from reports.model import Cell, Market, Move, Night

ACCESS_WORDS = {
    Access.RELAY_API: "relay API",
    Access.API_KEY: "API keys",
    Access.ACCOUNT: "accounts",
    Access.SUBSCRIPTION: "subscriptions",
    Access.CREDITS: "credits",
    Access.CLOUD_CREDITS: "cloud credits",
    Access.COUPON: "coupons",
    Access.UNKNOWN: "access of an unknown kind",
}


def telling(night: Night, market: Market) -> tuple[str, ...]:
    """At most a dozen sentences: what is new, what fell, what we did not see; then the levels."""
    return (
        _fresh(market),
        _cuts(night, market),
        night.words,
        *(_cell(cell) for cell in market.cells[:4] if cell.tonight.operators >= SHOWN),
        *_week(market),
        *_floor(market),
        _size(market),
    )


def _fresh(market: Market) -> str:
    fresh = [new.channel for new in market.newcomers if not new.onboarding]
    onboarded = len(market.newcomers) - len(fresh)
    told = f"{count(len(fresh), 'new channel')} tonight" if fresh else "No new channel tonight"
    told += f": {few(fresh)}." if fresh else "."
    if onboarded:
        told += (
            f" {count(onboarded, 'channel')} came with sources read for the first time: "
            "new to us, not news."
        )
    return told


def _cuts(night: Night, market: Market) -> str:
    """The price cuts that tonight's second read confirmed, each with its size where it is known."""
    by = {(move.channel, move.provider): move.seller for move in market.moves if move.seller < 0}
    told = []
    for alert in night.alerts:
        if alert.rule == "price_drop":
            sellers, providers = _about(alert, "channel:"), _about(alert, "provider:")
            told += [
                f"{seller} on {provider_name(provider)}{_by(by.get((seller, provider)))}"
                for seller in sellers
                for provider in providers
            ]
    if not told:
        return "No price cut was confirmed tonight."
    return f"{count(len(told), 'price cut')} confirmed by a second read: {few(told)}."


def _about(alert: Alert, noun: str) -> list[str]:
    return [entity.removeprefix(noun) for entity in alert.entities if entity.startswith(noun)]


def _by(cut: float | None) -> str:
    return "" if cut is None else f" ({change(cut)})"


def _size(market: Market) -> str:
    if not market.channels_selling:
        return f"Nothing on offer was read; {count(market.channels_known, 'channel')} known."
    verb = "advertises" if market.channels_selling == 1 else "advertise"
    return (
        f"{count(market.channels_selling, 'channel')} of {count(market.operators, 'operator')} "
        f"{verb} {count(market.quality.offers, 'offer')} tonight."
    )


def _cell(cell: Cell) -> str:
    """What may be said of one cell, and no more."""
    what = f"{provider_name(cell.provider)} {ACCESS_WORDS[cell.access]}"
    now = cell.tonight
    if now.operators < SHOWN or now.low is None or now.high is None:
        return f"{what}: {count(now.operators, 'operator')}, too few to say."
    if now.median is None:
        return (
            f"{what}: {now.operators} operators ask between {percent(now.low)} and "
            f"{percent(now.high)} of the official price; too few for a median."
        )
    return (
        f"{what}: the median of {now.operators} operators asks {percent(now.median)} of the "
        f"official price ({off(now.median)}), the middle half {percent(now.low)} to "
        f"{percent(now.high)}{_moved(cell)}."
    )


def _moved(cell: Cell) -> str:
    if cell.moved is None:
        return ""
    since = cell.tonight.on - timedelta(days=7)
    too = any(mark.sign == "L" and mark.on > since for mark in cell.marks)
    why = " (list prices moved too)" if too else ""
    if abs(cell.moved) < 0.005:
        return f"; unchanged for the {cell.matched} also seen a week ago{why}"
    return f"; {change(cell.moved)} for the {cell.matched} also seen a week ago{why}"


def _week(market: Market) -> Iterator[str]:
    fresh = [new.channel for new in market.newcomers_of_week]
    cuts = [move for move in market.moves if move.seller < 0]
    cutters = {move.channel for move in cuts}
    rises = {move.channel for move in market.moves if move.seller > 0}
    if fresh:
        yield f"New on the six nights before: {count(len(fresh), 'channel')} ({few(fresh)})."
    if cuts:
        yield f"{count(len(cutters), 'channel')} cut prices this week; {_deepest(cuts[0])}."
    if rises:
        yield f"{count(len(rises), 'channel')} raised prices this week."


def _deepest(move: Move) -> str:
    by = change(move.seller).lstrip("−")
    return f"the deepest cut is {by}, by {move.channel} on {provider_name(move.provider)}"


def _floor(market: Market) -> Iterator[str]:
    if market.under_floor:
        yield (
            "Below the cost floor, which subscriptions driven to their limits do not explain "
            f"({floors_said(market.floors)}): {few(market.under_floor)}."
        )


def floors_said(floors: Sequence[Floor]) -> str:
    """The cost floors as shares of list: Anthropic 2.5%, OpenAI 1.4% and others 1.4%."""
    named = ("others" if f.provider == ANY else provider_name(f.provider) for f in floors)
    return listed([f"{name} {percent(f.share)}" for name, f in zip(named, floors, strict=True)])
