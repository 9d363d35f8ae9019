"""The nouns that cross folder borders: frozen values, no behaviour beyond what names them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from urllib.parse import urlsplit

from market.claims import Contact, Value, kind_of


class SourceKind(StrEnum):
    """What sort of place a source is; only a ``channel`` sells in its own name."""

    CHANNEL = "channel"
    DIRECTORY = "directory"
    FORUM = "forum"
    SEARCH = "search"
    FEED = "feed"


class Outcome(StrEnum):
    """How a visit ended. Everything but READ and UNCHANGED says nothing of the market."""

    READ = "read"
    UNCHANGED = "unchanged"
    DENIED = "denied"  # robots.txt closed the door
    BLOCKED = "blocked"  # challenge, log-in page, 401, 403, 429
    DRIFTED = "drifted"  # ours, but no longer in the shape we know; or emptied without a word
    UNREACHABLE = "unreachable"
    REFUSED = "refused"  # an address we do not visit
    NOT_RESALE = "not_resale"


class ChannelStatus(StrEnum):
    """Where a channel stands. Candidates were only mentioned; confirmed ones were read."""

    CANDIDATE = "candidate"
    CONFIRMED = "confirmed"
    DORMANT = "dormant"
    GONE = "gone"
    NOT_RESALE = "not_resale"


class Unit(StrEnum):
    """What one price buys. Token units are one million tokens of one kind."""

    INPUT = "1m_input_tokens"
    OUTPUT = "1m_output_tokens"
    CACHE_READ = "1m_cache_read_tokens"
    CACHE_WRITE = "1m_cache_write_tokens"
    CALL = "call"
    IMAGE = "image"
    ACCOUNT = "account"
    MONTH = "month"
    KEY = "key"
    USD_CREDIT = "usd_credit"  # usage worth one US dollar at official prices


class Access(StrEnum):
    """What the buyer is handed. Different products: never averaged together."""

    RELAY_API = "relay_api"
    API_KEY = "api_key"
    ACCOUNT = "account"
    SUBSCRIPTION = "subscription"
    CREDITS = "credits"
    CLOUD_CREDITS = "cloud_credits"
    COUPON = "coupon"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """How far a price can be trusted."""

    EXACT = "exact"  # at published rates: rebates shown only to buyers can make it cheaper
    ASSUMED_TOP_UP = "assumed_top_up"  # or a formula that nobody confirmed, which an issue says
    UNSET_RATIO_DROPPED = "unset_ratio_dropped"
    TEXT_ONLY = "text_only"
    UNPARSED_EXPRESSION = "unparsed_expression"


class Level(StrEnum):
    """How loud an issue is. An error means something could not be read at all."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """Something a person should know about what was read, and what was not made of it."""

    level: Level
    code: str  # snake_case and stable: "unset_ratio", "hidden_group", "unknown_model"
    message: str
    place: str = ""  # JSON pointer, URL or listing key


@dataclass(frozen=True, slots=True)
class Source:
    """A place we look at: a site, a forum section, a directory, a search, a feed."""

    name: str
    url: str
    kind: SourceKind = SourceKind.CHANNEL
    family: str | None = None
    cadence: str = "1d"  # whole days or hours: "1d", "7d", "12h"
    # What a search is asked, in place of "{query}" in its address; "@relay" names a shipped list.
    queries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where and when bytes were seen; ``digest`` (SHA-256, hex, of the stored body) is its
    identity.
    """

    url: str  # after redirects
    fetched_at: datetime  # aware, UTC, the wall clock
    status: int
    content_type: str
    digest: str  # of the body as stored, credentials already redacted
    served_digest: str  # of the body as the server sent it (decoded)
    robots: str  # "allowed", "allowed: no robots.txt (404)", ...
    asked: str = ""  # the URL first asked for, where a redirect led elsewhere
    headers: tuple[tuple[str, str], ...] = ()  # lower-case names; only those adapters may look at
    rendered: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes as archived, and where they came from."""

    evidence: Evidence
    body: bytes

    @property
    def url(self) -> str:
        """The address the bytes came from, after redirects."""
        return self.evidence.url

    @property
    def host(self) -> str:
        """Host (and port, if any) in lower case."""
        return urlsplit(self.evidence.url).netloc.lower()

    @property
    def path(self) -> str:
        """Path of the address, without query."""
        return urlsplit(self.evidence.url).path

    @property
    def text(self) -> str:
        """The body as UTF-8 (the crawler stores text as UTF-8), undecodable bytes replaced."""
        return self.body.decode("utf-8-sig", "replace")

    def header(self, name: str) -> str:
        """One response header, "" when it was not sent or not kept."""
        return dict(self.evidence.headers).get(name.lower(), "")


@dataclass(frozen=True, slots=True)
class Fact:
    """One assertion with the words it stands on: ``listing.text[span] == quote`` when place is
    "text".
    """

    value: Value
    quote: str
    span: tuple[int, int] = (0, 0)
    place: str = "text"  # or a JSON pointer into the page
    reader: str = ""  # "price/1"
    confidence: Decimal = Decimal(1)

    @property
    def kind(self) -> str:
        """The fact kind: price, discount, multiplier, contact, ..."""
        return kind_of(self.value)


@dataclass(frozen=True, slots=True)
class Seller:
    """Who a listing on somebody else's page speaks of."""

    name: str
    url: str | None = None
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """One thing on offer, located but not yet understood.

    ``seller`` is None when the site that shows it is itself the seller.
    ``context`` is the heading or table head it stands under; readers see it, spans never point
    there.
    """

    key: str  # native and stable within its page family: a row id, a post id, "site"
    title: str
    text: str = ""
    context: str = ""
    url: str = ""  # of the page it stands on
    digest: str = ""  # of the page it stands on
    seller: Seller | None = None
    facts: tuple[Fact, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """A value that says which channels belong together: a client id, a site key, a handle, an
    affiliate code.
    """

    kind: str  # "turnstile_site_key", "github_client_id", "telegram", "affiliate_code"
    value: str
    strong: bool = True


class How(StrEnum):
    """In what way an address was mentioned; the vocabulary is closed. Best evidence first."""

    BASE_URL = "base_url"  # stated by the seller's own software: an alias of the seller
    REDIRECT = "redirect"  # the seller's old address leads there for good
    DIRECTORY_ROW = "directory_row"  # the address of who a row or a post speaks of
    CODE_SAMPLE = "code_sample"  # base_url="https://…/v1", OPENAI_BASE_URL=…, curl https://…/v1/…
    SHOP = "shop"  # where credit, cards or accounts are bought
    AFFILIATE = "affiliate"  # a link with a promoter's code, which is no part of the address
    FRIEND_LINK = "friend_link"  # 友链, partners, blogrolls
    SEARCH_RESULT = "search_result"  # what a search we asked found
    HANDLE = "handle"  # telegram:@name, qq_group:123456, t.me/name
    LINK = "link"  # any other


@dataclass(frozen=True, slots=True)
class Mention:
    """An address or handle that leads out of what was read: a candidate channel.

    ``how`` is one of How's values; anything else is refused.
    """

    target: str  # a URL, or "telegram:@name"
    how: str
    name: str = ""
    place: str = ""

    def __post_init__(self) -> None:
        """Refuse a way of mentioning that nobody could weigh."""
        How(self.how)


@dataclass(frozen=True, slots=True)
class Offer:
    """One model or plan from one channel, one access kind, one group, one unit, as the seller
    prices it.

    What is kept is the seller's side only; list price and exchange rate join it by date.
    """

    provider: str
    model: str
    listed_as: str
    access: Access
    group: str
    supply: str
    unit: Unit
    paid: Decimal  # in `currency`, for one `unit`
    currency: str  # ISO 4217
    basis: Basis
    credit_usd: Decimal | None = None  # in the seller's own dollar, after group multiplier
    factors: tuple["Factor", ...] = ()  # their product is `paid`; without "top_up" it is credit_usd
    place: str = ""
    digest: str = ""
    listing: str = ""


@dataclass(frozen=True, slots=True)
class Factor:
    """One number of a product, and where it stands."""

    name: str  # "model_ratio", "completion_ratio", "usd_per_ratio", "group_ratio", "top_up"
    value: Decimal
    place: str = ""


@dataclass(frozen=True, slots=True)
class Priced:
    """An offer set against the official price and the exchange rate of a day."""

    offer: Offer
    on: date
    paid_usd: Decimal
    list_usd: Decimal | None
    share_of_list: Decimal | None
    fx: Decimal  # units of the offer's currency for one US dollar
