"""Names and addresses a channel goes by. Who holds an alias keeps it, until a person merges."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select

from storage.addresses import host_of, key_of
from storage.identity import Resolved
from storage.occasion import Occasion
from storage.recall import waiting_of
from storage.tables import ALIAS
from storage.writer import Found, Writer, chunks

Alias = tuple[str, str, str]  # kind, scope, value


def of_sighting(one: Resolved, occasion: Occasion) -> list[tuple[str, Alias]]:
    """The channel with every alias the sighting shows for it."""
    mark = one.marks
    found = [("address", "", address) for address in mark.addresses]
    if mark.host:
        found.append(("host", "", mark.host))
    if mark.own:
        found.append(("source", "", occasion.source))
    elif mark.name:
        found.append(("name", occasion.source, mark.name))
    return [(one.channel, alias) for alias in found]


def of_address(channel: str, url: str) -> list[tuple[str, Alias]]:
    """The channel with an address it was found under."""
    key, host = key_of(url), host_of(url)
    found = [("address", "", key)] if key else []
    if host:
        found.append(("host", "", host))
    return [(channel, alias) for alias in found]


def learn(writer: Writer, occasion: Occasion, aliases: Iterable[tuple[str, Alias]]) -> None:
    """Keeps aliases nobody holds yet, dated."""
    rows: dict[Alias, dict[str, object]] = {}
    for channel, alias in sorted(aliases):
        kind, scope, value = alias
        row = {"kind": kind, "scope": scope, "value": value, "channel": channel}
        rows.setdefault(alias, {**row, "first_seen": occasion.on})
    held = holders(writer, rows)
    writer.add(ALIAS, [row for alias, row in rows.items() if alias not in held])


def holders(writer: Writer, aliases: Iterable[Alias]) -> dict[Alias, str]:
    """Who holds these aliases, of those that are held."""
    wanted = set(aliases)
    held: dict[Alias, str] = {}
    for chunk in chunks(sorted({value for _, _, value in wanted})):
        for row in writer.connection.execute(select(ALIAS).where(ALIAS.c.value.in_(chunk))):
            alias = (row.kind, row.scope, row.value)
            if alias in wanted:
                held[alias] = row.channel
    return held


def awaited(writer: Writer, seen: Iterable[tuple[str, Alias]]) -> list[tuple[str, str]]:
    """(channel, candidate) where an alias of the one is held by the other, never listed."""
    wanted = {alias: channel for channel, alias in sorted(seen, reverse=True)}
    held = {alias: key for alias, key in holders(writer, wanted).items() if key != wanted[alias]}
    waiting = waiting_of(writer, held.values())
    return sorted({(wanted[alias], key) for alias, key in held.items() if key in waiting})


def moves(
    writer: Writer, sites: Mapping[str, Sequence[str]], known: Mapping[str, Found]
) -> list[tuple[str, str, str]]:
    """Known channels at a site no listed one had before, while their old one is not shown.

    ``sites`` are the sites each channel is shown with; to be asked before they are learnt.
    """
    asked: set[Alias] = {("address", "", site) for shown in sites.values() for site in shown}
    held = holders(writer, asked)
    waiting = waiting_of(writer, held.values())
    held = {alias: channel for alias, channel in held.items() if channel not in waiting}
    return [
        (key, row.site, site)
        for key, row in known.items()
        if row.site and row.site not in sites.get(key, ())
        for site in sites.get(key, ())
        if ("address", "", site) not in held
    ]
