"""Which spellings in the two tables are one model, and since when a model can have been sold."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from market.namekeys import Key, key, undated
from market.prices.tables import Quote
from market.types import Unit

Named = tuple[str, str]
# Where a date in an id is a later version's, not the first one's.
_DATES_LATER_VERSIONS = {"alibaba"}


def spelled(quotes: Sequence[Quote], aliases: Mapping[Key, Named]) -> dict[Named, str]:
    """The canonical id of every (provider, id as a table writes it).

    Dates and "latest" are dropped where the dated id costs what the plain one does; where it
    costs something else it stays a model of its own.
    """
    prices = _prices(quotes)
    plain = _plain_spellings(prices, aliases)
    return {named: _canonical(named, prices, plain, aliases) for named in prices}


def release_dates(quotes: Sequence[Quote], names: Mapping[Named, str]) -> dict[Named, date]:
    """The day a model came out, where the date in one of its ids says so.

    A model without such a date has its first price since ever: nobody sells it before it exists.
    """
    found: dict[Named, date] = {}
    for quote in quotes:
        model = (quote.provider, names[quote.provider, quote.model])
        written = _date_in(quote.model)
        if written and quote.provider not in _DATES_LATER_VERSIONS:
            found[model] = min(written, found.get(model, written))
    return found


def _prices(quotes: Iterable[Quote]) -> dict[Named, dict[tuple[Unit, date | None], Decimal]]:
    table: dict[Named, dict[tuple[Unit, date | None], Decimal]] = defaultdict(dict)
    for quote in quotes:
        table[quote.provider, quote.model].setdefault((quote.unit, quote.seen), quote.usd)
    return table


def _plain_spellings(
    prices: Mapping[Named, object], aliases: Mapping[Key, Named]
) -> dict[tuple[str, Key], str]:
    """One spelling for each key: the alias file's, else the last in order ("claude-opus-4" comes
    after "claude-4-opus").
    """
    plain: dict[tuple[str, Key], str] = {}
    for provider, name in sorted(prices):
        plain[provider, key(name)] = aliases.get(key(name), (provider, name))[1]
    return plain


def _canonical(
    named: Named,
    prices: Mapping[Named, Mapping[tuple[Unit, date | None], Decimal]],
    plain: Mapping[tuple[str, Key], str],
    aliases: Mapping[Key, Named],
) -> str:
    provider, name = named
    own = plain[provider, key(name)]
    if own != name and key(name) in aliases:
        return own
    for bare in _bare(name):
        base = plain.get((provider, key(bare))) or aliases.get(key(bare), ("", ""))[1]
        twin = prices.get((provider, base), {})
        # What "latest" means moves: only a shown equality makes it the plain model.
        shown = (
            not name.endswith("-latest") or not twin or not twin.keys().isdisjoint(prices[named])
        )
        if base and shown and _same(prices[named], twin):
            return base
        if not base and _date_in(name):
            return bare
    return own


def _bare(name: str) -> Iterable[str]:
    yield from undated(name)
    if name.endswith(("-latest", "-beta")):
        yield name.rsplit("-", 1)[0]


def _same(
    dated: Mapping[tuple[Unit, date | None], Decimal],
    base: Mapping[tuple[Unit, date | None], Decimal],
) -> bool:
    return all(base.get(cell, usd) == usd for cell, usd in dated.items())


def _date_in(name: str) -> date | None:
    digits = name.replace("-", "")[-8:]
    if not (digits.isdigit() and digits.startswith("202")):
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
