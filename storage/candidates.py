"""Addresses that lead out of what was read: aliases of the visited channel, or candidates."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select

from market.candidates import Named, Standing, Traces, expected, score
from market.frontier import Limits, ground_of
from market.types import ChannelStatus, How, Issue, Level, Mention
from storage import aliases, channels
from storage.addresses import key_of, visitable
from storage.identity import kept_key, mergers
from storage.occasion import Count, Occasion
from storage.tables import CHANNEL, MENTION
from storage.writer import Writer

_RANK = {how: place for place, how in enumerate(How)}


@dataclass(frozen=True, slots=True)
class Visited:
    """Whose page was read: the channel it is of, if any, and whether it sells."""

    channel: str | None
    sells: bool = True


def remember(
    writer: Writer,
    occasion: Occasion,
    mentions: Sequence[Mention],
    visited: Visited,
    count: Count,
    limits: Limits,
) -> list[Issue]:
    """Base URLs become aliases of the visited channel; the rest are candidates if nobody's.

    Says how many were left out, where there were more than one visit or one night may bring.
    """
    depth = 0 if visited.sells else 1 + _depth(writer, occasion.source)
    if depth > limits.depth:
        return []
    targets = _by_key(mentions)
    holders = _holders(writer, targets)
    base = [key for key, one in targets.items() if one.how == How.BASE_URL and key not in holders]
    if visited.channel is not None:
        of = visited.channel
        learnt = [pair for key in base for pair in aliases.of_address(of, targets[key].target)]
        aliases.learn(writer, occasion, learnt)
        holders |= dict.fromkeys(base, of)
    fresh = [key for key in targets if key not in holders]
    let_in = _let_in(writer, occasion, {key: targets[key] for key in fresh}, depth, limits)
    _add_candidates(writer, occasion, {key: targets[key] for key in let_in}, count)
    _keep(
        writer,
        occasion,
        targets,
        {**{key: key for key in let_in}, **holders},
        visited.channel,
        depth,
    )
    return _left_out(occasion, len(fresh) - len(let_in))


def _left_out(occasion: Occasion, number: int) -> list[Issue]:
    if not number:
        return []
    message = f"{number} addresses were left out: one visit, one night may bring only so many"
    return [Issue(Level.INFO, "candidates_left_out", message, occasion.url)]


def led(writer: Writer, occasion: Occasion, target: str, visited: str) -> None:
    """A permanent redirect to an address somebody holds: whose it is, the end of the night says."""
    found = _by_key([Mention(target, How.REDIRECT)])
    holders = {key: holder for key, holder in _holders(writer, found).items() if holder != visited}
    _keep(writer, occasion, {key: found[key] for key in holders}, holders, visited, 0)


def _by_key(mentions: Iterable[Mention]) -> dict[str, Mention]:
    """One mention for each channel, by the best way it is mentioned."""
    found: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda one: (_RANK[How(one.how)], one.target, one.name)):
        key = key_of(mention.target)
        if key:
            found.setdefault(key, mention)
    return found


def _depth(writer: Writer, stranger: str) -> int:
    """How many strangers stand between a source and this one."""
    mine = select(func.min(MENTION.c.depth)).where(MENTION.c.channel == stranger)
    return writer.connection.scalar(mine) or 0


def _holders(writer: Writer, targets: Iterable[str]) -> dict[str, str]:
    keys = list(targets)
    held = aliases.holders(writer, [("address", "", key) for key in keys])
    found = {value: channel for (_, _, value), channel in held.items()}
    found |= {key: key for key in channels.rows_of(writer, [k for k in keys if k not in found])}
    merged = mergers(writer)
    absorbed = {key: kept_key(merged, key) for key in keys if key in merged}
    return {**found, **absorbed}


def _let_in(
    writer: Writer, occasion: Occasion, fresh: Mapping[str, Mention], depth: int, limits: Limits
) -> list[str]:
    """The most promising of those nobody knew, as many as there is room for."""
    room = _room(writer, occasion, depth, limits) if fresh else 0
    ranked = sorted(fresh, key=lambda key: (-_promise(key, fresh[key], depth), key))
    shared: dict[str, int] = {}
    let_in: list[str] = []
    for key in ranked:
        ground = ground_of(key)
        if ground != key and not ground.endswith(":"):
            if ground not in shared:
                shared[ground] = _under(writer, ground)
            if shared[ground] >= limits.waiting_a_ground:
                continue
            shared[ground] += 1
        if len(let_in) < room:
            let_in.append(key)
    return let_in


def _promise(key: str, mention: Mention, depth: int) -> int:
    """Its points as far as this one mention tells."""
    by = Standing.STRANGER if depth else Standing.COMMUNITY
    named = Named("", "", by, How(mention.how), expected(by), mention.name, mention.target, depth)
    return score(Traces(key, visitable(mention.target), (named,))).points


def _room(writer: Writer, occasion: Occasion, depth: int, limits: Limits) -> int:
    """How many more candidates this visit may bring."""
    candidate = CHANNEL.c.status == ChannelStatus.CANDIDATE.value
    unlisted = CHANNEL.c.first_listed.is_(None)
    tonight = select(func.count()).where(CHANNEL.c.first_seen == occasion.on, candidate, unlisted)
    one_visit = limits.new_a_stranger if depth else limits.new_a_source
    left = limits.new_a_night - (writer.connection.scalar(tonight) or 0)
    since = occasion.on - timedelta(days=limits.waiting_days)
    waiting = (
        select(func.count(MENTION.c.channel.distinct()))
        .join(CHANNEL, CHANNEL.c.key == MENTION.c.channel)
        .where(candidate, unlisted, MENTION.c.first_seen >= since)
    )
    if depth:
        waiting, most = waiting.where(MENTION.c.depth > 0), limits.waiting_of_strangers
    else:
        waiting, most = waiting.where(MENTION.c.source == occasion.source), limits.waiting_a_source
    room = most - (writer.connection.scalar(waiting) or 0)
    return max(0, min(one_visit, left, room))


def _under(writer: Writer, ground: str) -> int:
    """Channels that wait under one domain or at one IP address."""
    escaped = ground.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    inside = CHANNEL.c.key.like(f"%.{escaped}", escape="\\")
    at_port = CHANNEL.c.key.like(f"{escaped}:%", escape="\\")
    waiting = CHANNEL.c.status == ChannelStatus.CANDIDATE.value
    return writer.connection.scalar(select(func.count()).where(waiting, inside | at_port)) or 0


def _add_candidates(
    writer: Writer, occasion: Occasion, fresh: dict[str, Mention], count: Count
) -> None:
    urls = {key: visitable(one.target) for key, one in fresh.items()}
    channels.create(writer, occasion.on, fresh, urls)
    learnt = [pair for key, one in fresh.items() for pair in aliases.of_address(key, one.target)]
    aliases.learn(writer, occasion, learnt)
    count.add("candidates", len(fresh))


def _keep(
    writer: Writer,
    occasion: Occasion,
    targets: dict[str, Mention],
    holders: dict[str, str],
    visited: str | None,
    depth: int,
) -> None:
    mine = select(MENTION.c.channel, MENTION.c.how).where(MENTION.c.source == occasion.source)
    known = {(row.channel, row.how) for row in writer.connection.execute(mine)}
    rows = {
        (holders[key], one.how): {
            "source": occasion.source,
            "channel": holders[key],
            "how": one.how,
            "target": one.target,
            "name": one.name,
            "place": one.place,
            "depth": depth,
            "first_seen": occasion.on,
        }
        for key, one in sorted(targets.items(), reverse=True)
        if key in holders and holders[key] != visited
    }
    writer.add(MENTION, [row for pair, row in sorted(rows.items()) if pair not in known])
