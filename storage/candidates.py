"""Addresses that lead out of what was read: aliases of the visited channel, or candidates."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from market.types import How, Mention
from storage import aliases, channels
from storage.addresses import key_of, visitable
from storage.identity import kept_key, mergers
from storage.occasion import Count, Occasion
from storage.tables import MENTION
from storage.writer import Writer


def remember(
    writer: Writer,
    occasion: Occasion,
    mentions: Sequence[Mention],
    visited: str | None,
    count: Count,
) -> None:
    """Base URLs become aliases of the visited channel; the rest are candidates if nobody's."""
    targets = _by_key(mentions)
    holders = _holders(writer, targets)
    base = [key for key, one in targets.items() if one.how == "base_url" and key not in holders]
    if visited is not None:
        learnt = [pair for key in base for pair in aliases.of_address(visited, targets[key].target)]
        aliases.learn(writer, occasion, learnt)
        holders |= dict.fromkeys(base, visited)
    fresh = [key for key in targets if key not in holders]
    _add_candidates(writer, occasion, {key: targets[key] for key in fresh}, count)
    _keep(writer, occasion, targets, {**{key: key for key in fresh}, **holders}, visited)


def led(writer: Writer, occasion: Occasion, target: str, visited: str) -> None:
    """A permanent redirect to an address somebody holds: whose it is, the end of the night says."""
    found = _by_key([Mention(target, How.REDIRECT)])
    holders = {key: holder for key, holder in _holders(writer, found).items() if holder != visited}
    _keep(writer, occasion, {key: found[key] for key in holders}, holders, visited)


def _by_key(mentions: Iterable[Mention]) -> dict[str, Mention]:
    found: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda one: (one.how != "base_url", one.target, one.how)):
        key = key_of(mention.target)
        if key:
            found.setdefault(key, mention)
    return found


def _holders(writer: Writer, targets: Iterable[str]) -> dict[str, str]:
    keys = list(targets)
    held = aliases.holders(writer, [("address", "", key) for key in keys])
    found = {value: channel for (_, _, value), channel in held.items()}
    found |= {key: key for key in channels.rows_of(writer, [k for k in keys if k not in found])}
    merged = mergers(writer)
    absorbed = {key: kept_key(merged, key) for key in keys if key in merged}
    return {**found, **absorbed}


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
            "first_seen": occasion.on,
        }
        for key, one in sorted(targets.items(), reverse=True)
        if holders[key] != visited
    }
    writer.add(MENTION, [row for pair, row in sorted(rows.items()) if pair not in known])
