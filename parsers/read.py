"""A visit's pages → what they say. Pure: the same pages give the same reading, by whichever day."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from market.channel import affiliate, canonical_url, is_bystander, key
from market.claims import Contact
from market.types import Fact, Identifier, Issue, Level, Listing, Mention, Outcome, Page
from market.visits import Reading
from parsers import families, readers
from parsers.identity import dom_hash, of_words, shops
from parsers.locate import Located, locate
from parsers.mentions import from_listings, leads_out
from parsers.optional import excused, links
from parsers.outward import Outward, outward

_WORST_FIRST = (Outcome.DRIFTED, Outcome.BLOCKED, Outcome.UNREACHABLE)
_OF_ANY_SHOP = {"contact", "payment", "terms", "shop_money"}
_Verdict = tuple[Outcome, tuple[Issue, ...]]
MOST_A_VISIT = 2_000  # mentions


def read_visit(pages: Sequence[Page], family: str | None = None) -> Reading:
    """What the pages of one visit say, before arithmetic. ``family``: the one expected, if any.

    Nothing is thrown away in silence: a page nobody owns, a drifted or blocked one is an issue.
    """
    located = excused([locate(page) for page in pages])
    listings = tuple(_distinct(_read(listing) for listing in _joined(located)))
    led = [_outward(each) for each in located]
    outcome, issues = _verdict(located, listings, family)
    named = tuple(_named(located, led, listings))
    codes = _codes(led, listings)
    return Reading(
        outcome=outcome,
        family=family or _family(located),
        listings=listings,
        identifiers=tuple(dict.fromkeys((*_identifiers(located, listings), *codes))),
        mentions=named[:MOST_A_VISIT],
        issues=(*(issue for each in located for issue in each.issues), *issues, *_cut(named, led)),
    )


def _outward(located: Located) -> Outward:
    """Where a page's links lead, unless its own adapter says so."""
    adapter = located.adapter
    if adapter is None or adapter.last_resort or adapter.generic:
        return outward(located.page, handles=adapter is None)
    return Outward()


def _cut(named: Sequence[Mention], led: Iterable[Outward]) -> Iterator[Issue]:
    """A page of a million links leads to as many places as any other."""
    left_out = max(0, len(named) - MOST_A_VISIT) + sum(each.left_out for each in led)
    if left_out:
        message = f"{left_out} more addresses were led to than one visit may name"
        yield Issue(Level.WARNING, "mentions_left_out", message)


def _joined(located: Iterable[Located]) -> Iterator[Listing]:
    by_line: dict[str, list[Listing]] = {}
    for each in located:
        if each.adapter:
            by_line.setdefault(families.line(each.adapter), []).extend(each.listings)
    for name, listings in by_line.items():
        yield from families.adapter(name).join(listings)


def _read(listing: Listing) -> Listing:
    """The listing with what readers find in its words, where the adapter has not read already."""
    if not listing.text:
        return listing
    known = [fact.span for fact in listing.facts if fact.place == "text"]
    found = (fact for fact in readers.read(listing) if not _overlaps(fact, known))
    facts = (*listing.facts, *found)
    if len(listing.text) <= readers.LONGEST:
        return replace(listing, facts=facts)
    message = f"only the first {readers.LONGEST} characters were read"
    cut = Issue(Level.WARNING, "text_cut", message, listing.key)
    return replace(listing, facts=facts, issues=(*listing.issues, cut))


def _overlaps(fact: Fact, known: Iterable[tuple[int, int]]) -> bool:
    start, end = fact.span
    return any(start < stop and begin < end for begin, stop in known)


def _distinct(listings: Iterable[Listing]) -> Iterator[Listing]:
    """One listing for one thing said twice; two things of one key are told apart by a number."""
    by_key: dict[str, list[Listing]] = {}
    for listing in listings:
        said = by_key.setdefault(listing.key, [])
        if not any(_same(listing, earlier) for earlier in said):
            said.append(listing)
            again = len(said)
            yield listing if again == 1 else replace(listing, key=f"{listing.key}#{again}")


def _same(one: Listing, other: Listing) -> bool:
    return (one.title, one.text, one.seller) == (other.title, other.text, other.seller) and (
        one.facts == other.facts
    )


def _family(located: Sequence[Located]) -> str | None:
    """The family most pages are of, the earliest of equals; a dialect before what it is one of,
    and mark-up that any site may carry behind what only one engine writes. Of two dialects the
    later one counts: a price sheet, asked last, tells more than a status.
    """
    owners = [each.adapter for each in located if each.adapter]
    sure = [each for each in owners if not (each.last_resort or each.generic)]
    known = sure or [each for each in owners if not each.last_resort] or owners
    lines = [families.line(each) for each in known]
    if not lines:
        return None
    commonest = max(lines, key=lines.count)
    dialects = [each.family for each in known if each.dialect_of == commonest]
    return dialects[-1] if dialects else commonest


def _verdict(
    located: Sequence[Located], listings: Sequence[Listing], family: str | None
) -> _Verdict:
    outcomes = {each.outcome for each in located}
    for bad in _WORST_FIRST:
        if bad in outcomes:
            return bad, ()
    return _without_vital_pages(located) or _understood(located, listings, family)


def _without_vital_pages(located: Sequence[Located]) -> _Verdict | None:
    """A site whose prices we did not get to see has not stopped selling."""
    seen = {url: each for each in located for url in (each.page.url, each.page.evidence.asked)}
    for link in links(located):
        if link.vital and link.url not in seen:
            issue = Issue(Level.ERROR, "not_fetched", f"the {link.why} are missing", link.url)
            return Outcome.UNREACHABLE, (issue,)
        if link.vital and seen[link.url].adapter is None:
            issue = Issue(Level.ERROR, "drifted", f"no {link.why} where they were", link.url)
            return Outcome.DRIFTED, (issue,)
    return None


def _understood(
    located: Sequence[Located], listings: Sequence[Listing], family: str | None
) -> _Verdict:
    structured = any(each.adapter and not each.adapter.last_resort for each in located)
    if structured and family is None and _sells_other_things(listings):
        message = "a shop, and nothing on its shelves is model access"
        return Outcome.NOT_RESALE, (Issue(Level.INFO, "unrelated_goods", message),)
    if structured or any(listing.facts for listing in listings):
        return Outcome.READ, ()
    if family is None:
        return Outcome.NOT_RESALE, ()
    # An empty success of a known source is our failure until a person has looked.
    message = f"nothing understood where {family} was expected"
    return Outcome.DRIFTED, (Issue(Level.ERROR, "nothing_understood", message),)


def _sells_other_things(listings: Sequence[Listing]) -> bool:
    """Whether a shop has goods that are no model access, and nothing it says is about any."""
    codes = {issue.code for listing in listings for issue in listing.issues}
    said = {fact.kind for listing in listings for fact in listing.facts}
    return "unrelated_item" in codes and said <= _OF_ANY_SHOP


def _identifiers(located: Iterable[Located], listings: Sequence[Listing]) -> Iterator[Identifier]:
    for each in located:
        yield from each.identifiers
        yield from shops(each.mentions)
    yield from of_words(listings)
    pages = (dom_hash(each.page) for each in located if each.adapter)
    yield from itertools.islice((one for one in pages if one), 1)  # where the visit began
    for listing in listings:
        if listing.seller is None:
            for fact in listing.facts:
                match fact.value:
                    case Contact(platform=platform, value=value) if platform != "site":
                        yield Identifier(platform, value)
                    case _:
                        pass


def _codes(led: Iterable[Outward], listings: Iterable[Listing]) -> Iterator[Identifier]:
    """Promoters' codes in links of the site's own: whoever shows them gets the commission."""
    own = from_listings(listing for listing in listings if listing.seller is None)
    for mention in (*(one for each in led for one in each.mentions), *own):
        code = affiliate(mention.target)
        if code and not is_bystander(mention.target):
            yield code


def _named(
    located: Sequence[Located], led: Sequence[Outward], listings: Iterable[Listing]
) -> Iterator[Mention]:
    read = {key(f"https://{host}") for host in {each.page.host for each in located}}
    seen = set()
    stated = (mention for each in located for mention in each.mentions)
    linked = (mention for each in led for mention in each.mentions)
    for mention in (*stated, *from_listings(listings), *linked):
        target = canonical_url(mention.target)
        if target not in seen and leads_out(target, read):
            seen.add(target)
            yield replace(mention, target=target)
