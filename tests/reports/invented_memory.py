"""An invented market as the store would remember it: the same reading methods, no database."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from market.claims import Contact, Supply, Value, kind_of
from market.judgement import Alert, EvidenceRef, Lead, ScorePart, Severity
from market.types import (
    Access,
    Basis,
    ChannelStatus,
    Issue,
    Level,
    Offer,
    Outcome,
    Priced,
    Source,
    SourceKind,
    Unit,
)
from market.visits import Visit
from storage.views import (
    ChannelView,
    FactView,
    Health,
    NewChannel,
    NightTally,
    OfferView,
    Planned,
    Run,
    SourceCounts,
    SourceState,
    VisitIssue,
)

FIRST = date(2026, 7, 1)
LAST = date(2026, 7, 15)
RUN = "2026-07-15"
LIST = {
    ("anthropic", "claude-sonnet-4-5", Unit.INPUT): Decimal(3),
    ("anthropic", "claude-sonnet-4-5", Unit.OUTPUT): Decimal(15),
    ("anthropic", "claude-opus-4-5", Unit.INPUT): Decimal(5),
    ("anthropic", "claude-max-20x", Unit.MONTH): Decimal(200),
    ("openai", "gpt-5.2", Unit.INPUT): Decimal("1.75"),
    ("openai", "gpt-5.2", Unit.OUTPUT): Decimal(14),
    ("google", "gemini-3-pro", Unit.INPUT): Decimal(2),
    ("xai", "grok-5", Unit.INPUT): Decimal(3),
    ("deepseek", "deepseek-v4", Unit.INPUT): Decimal("0.4"),
}
CUT_ON = date(2026, 7, 9)  # OpenAI's list prices fall by a fifth
FX_JUMP = date(2026, 7, 12)


def compare(offer: Offer, on: date) -> Priced | None:
    """Against an invented price book and an invented rate."""
    rates = {"USD": Decimal(1), "CNY": Decimal("6.80") if on >= FX_JUMP else Decimal("7.10")}
    if offer.currency not in rates:
        return None
    listed = LIST.get((offer.provider, offer.model, offer.unit))
    if listed is not None and offer.provider == "openai" and on >= CUT_ON:
        listed *= Decimal("0.8")
    usd = offer.paid / rates[offer.currency]
    return Priced(offer, on, usd, listed, usd / listed if listed else None, rates[offer.currency])


@dataclass
class InventedMemory:
    """What the store would answer; fields are filled by whoever invents the market."""

    on: date = LAST
    points: list[OfferView] = field(default_factory=list)
    known: list[ChannelView] = field(default_factory=list)
    newcomers: list[NewChannel] = field(default_factory=list)
    earlier: dict[date, list[NewChannel]] = field(default_factory=dict)
    said: list[FactView] = field(default_factory=list)
    troubles: list[VisitIssue] = field(default_factory=list)
    raised: list[Alert] = field(default_factory=list)
    handed: list[Lead] = field(default_factory=list)
    states: list[SourceState] = field(default_factory=list)
    nights: list[date] = field(default_factory=list)
    failed: dict[date, dict[str, Outcome]] = field(default_factory=dict)

    def runs(self, limit: int) -> list[Run]:
        started = datetime(2026, 7, 15, 2, tzinfo=UTC)
        return [Run(str(on), on, "closed", started, "1", "x") for on in self.nights[-limit:]]

    def plan(self, run_id: str) -> list[Planned]:
        return [
            Planned(
                Visit(f"{run_id}/{state.source.name}", state.source.name, state.source.url),
                "source",
                "remembered",
                None,
                state.reads,
                state.counts,
            )
            for state in self.states
        ]

    def tally(self, run_id: str) -> NightTally:
        return NightTally(
            run_id,
            self.on,
            SourceCounts(due=len(self.states), read=len(self.states) - 3),
            4,
            61,
            74,
            1_840_000,
            len(self.newcomers),
            len(self.known),
            1,
            1,
            0,
            6,
            42,
            31,
            4108,
            17,
            214,
            len(self.troubles),
            2,
            1,
            {"new_channel": 2, "price_drop": 2},
        )

    def issues(self, run_id: str) -> list[VisitIssue]:
        return self.troubles

    def health(self, on: date) -> list[Health]:
        return [self._health(state, self.failed.get(on, {})) for state in self.states]

    def _health(self, state: SourceState, failed: dict[str, Outcome]) -> Health:
        name = state.source.name
        outcome = failed.get(name, Outcome.READ)
        healthy = name not in failed
        return Health(
            name,
            state.source.kind,
            outcome,
            healthy,
            state.counts[-1] if healthy else 0,
            state.counts,
            0 if healthy else 2,
            state.reads,
            self.on,
        )

    def sources(self) -> list[SourceState]:
        return self.states

    def alerts(self) -> list[Alert]:
        return self.raised

    def leads(self) -> list[Lead]:
        return self.handed

    def channels(self) -> list[ChannelView]:
        return self.known

    def new_channels(self, on: date) -> list[NewChannel]:
        return self.newcomers if on == self.on else self.earlier.get(on, [])

    def facts(self, channel: str) -> list[FactView]:
        return [fact for fact in self.said if fact.channel == channel]

    def offers_on(self, on: date) -> list[OfferView]:
        return [
            p for p in self.points if p.valid_from <= on and (not p.valid_to or p.valid_to > on)
        ]

    def price_points(self, since: date, until: date, units: Collection[Unit]) -> list[OfferView]:
        return [
            p
            for p in self.points
            if p.offer.unit in units
            and p.valid_from <= until
            and (p.valid_to is None or p.valid_to > since)
        ]

    def sells(
        self,
        channel: str,
        provider: str,
        model: str,
        unit: Unit,
        paid: str,
        *,
        start: date = FIRST,
        end: date | None = None,
        currency: str = "CNY",
        operator: str = "",
        source: str = "",
        access: Access = Access.RELAY_API,
        supply: str = "unknown",
        basis: Basis = Basis.EXACT,
        group: str = "default",
        listed_as: str = "",
    ) -> None:
        """One price over one stretch of time."""
        offer = Offer(
            provider,
            model,
            listed_as or model,
            access,
            group,
            supply,
            unit,
            Decimal(paid),
            currency,
            basis,
            digest="ab12" * 16,
        )
        self.points.append(
            OfferView(channel, operator or channel, source or channel, offer, start, end)
        )

    def knows(self, key: str, name: str = "", *, first: date = FIRST, operator: str = "") -> None:
        """A confirmed channel that is its own source."""
        offers = sum(1 for p in self.points if p.channel == key and p.valid_to is None)
        self.known.append(
            ChannelView(
                key,
                name or key,
                "site",
                ChannelStatus.CONFIRMED,
                f"https://{key}/",
                first,
                first,
                self.on,
                operator or key,
                (),
                offers,
                (key,),
            )
        )
        self.watches(key)

    def watches(
        self,
        name: str,
        *,
        added: date = FIRST,
        counts: tuple[int, ...] = (40, 41, 40),
        kind: SourceKind = SourceKind.CHANNEL,
    ) -> None:
        """A source with a past."""
        source = Source(name, f"https://{name}/pricing", kind)
        self.states.append(
            SourceState(
                source,
                added,
                False,
                "operator",
                self.on,
                self.on,
                Outcome.READ,
                0,
                len(counts),
                counts[-1],
                counts,
            )
        )

    def says(self, channel: str, value: Value) -> None:
        """A fact the channel states."""
        self.said.append(
            FactView(
                channel,
                channel,
                "site",
                kind_of(value),
                value,
                "…",
                "text",
                "supply/1",
                Decimal(1),
                EvidenceRef(f"https://{channel}/", "cd34" * 16),
                self.on,
                None,
            )
        )

    def meets(self, key: str, name: str, source: str, reads: int) -> None:
        """A channel first listed tonight."""
        seen = EvidenceRef(f"https://{source}/list", "ef56" * 16, name, "row 3", self.on)
        self.newcomers.append(
            NewChannel(
                key,
                name,
                "site",
                f"https://{key}/",
                source,
                SourceKind.DIRECTORY,
                "operator",
                reads,
                (),
                (),
                (seen,),
            )
        )


def days(first: date = FIRST, last: date = LAST) -> list[date]:
    """All nights from the first to the last."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def sample() -> InventedMemory:
    """A fortnight with cuts, a rise, new channels, failures, a list-price and a currency move."""
    memory = InventedMemory(nights=[day for day in days() if day != date(2026, 7, 6)])
    for number, (key, name, level) in enumerate(_SHOPS):
        _stock(memory, key, Decimal(level), number)
        memory.knows(key, name, operator=_operator(key))
    _events(memory)
    return memory


_SHOPS = (
    ("songshu.example", "松鼠中转", "0.32"),
    ("banyan-api.example", "Banyan API", "0.55"),
    ("qingyun.example", "青云", "0.9"),
    ("relay-nine.example", "Relay Nine", "1.4"),
    ("hupo.example", "琥珀 AI", "0.7"),
    ("maxpool.example", "MaxPool", "0.08"),
    ("token-bazaar.example", "Token Bazaar", "2.2"),
    ("xinghe.example", "星河接口", "1.1"),
    ("kedou.example", "蝌蚪", "0.45"),
    ("lantern.example", "Lantern", "3.6"),
    ("bluecrane.example", "Blue Crane", "0.62"),
    ("bluecrane-mirror.example", "Blue Crane 2", "0.62"),
)


_EVERY = {"anthropic": 1, "openai": 1, "google": 3, "xai": 5, "deepseek": 6}


def _operator(key: str) -> str:
    return "bluecrane.example" if key.startswith("bluecrane") else key


def _stock(memory: InventedMemory, key: str, level: Decimal, number: int) -> None:
    supply = ("unknown", "subscription_pool", "official", "reverse")[number % 4]
    start = FIRST + timedelta(days=(0, 0, 0, 0, 0, 2, 0, 0, 4, 0, 0, 8)[number])
    wanted = [
        entry
        for entry in LIST
        if entry[2] is not Unit.MONTH
        and (
            entry[0] in {"anthropic", "openai"}
            or number % {"google": 3, "xai": 5}.get(entry[0], 6) == 0
        )
    ]
    for provider, model, unit in wanted:
        memory.sells(
            key,
            provider,
            model,
            unit,
            str(LIST[provider, model, unit] * level),
            start=start,
            operator=_operator(key),
            supply=supply,
            listed_as=f"[官转]{model}" if number == 0 else "",
            basis=Basis.ASSUMED_TOP_UP if number == 6 else Basis.EXACT,
        )


def _events(memory: InventedMemory) -> None:
    _reprice(memory, "qingyun.example", date(2026, 7, 10), Decimal("0.7"))
    _reprice(memory, "lantern.example", date(2026, 7, 13), Decimal("1.15"))
    _reprice(memory, "banyan-api.example", date(2026, 7, 4), Decimal("0.8"))
    for shop, price in (("cardhouse.example", "420"), ("xiaopu.example", "300")):
        memory.sells(
            shop,
            "anthropic",
            "claude-max-20x",
            Unit.MONTH,
            price,
            access=Access.SUBSCRIPTION,
            start=LAST,
        )
        memory.knows(shop, first=LAST)
        memory.says(shop, Contact("telegram", "@invented"))
    memory.says("xiaopu.example", Supply("Max号池", "subscription_pool"))
    memory.meets("cardhouse.example", "Card House", "stations.example", 9)
    memory.meets("xiaopu.example", "小铺 <b>官方</b>", "stations.example", 9)
    memory.meets("fresh.example", "Fresh Relay", "newlist.example", 0)
    memory.meets("qingyun.example", "青云", "stations.example", 7)
    memory.earlier[date(2026, 7, 12)] = [memory.newcomers.pop()]
    _parked(memory)
    memory.watches("stations.example", counts=(58, 59, 59), kind=SourceKind.DIRECTORY)
    memory.watches(
        "newlist.example", added=date(2026, 7, 14), counts=(12,), kind=SourceKind.DIRECTORY
    )
    memory.watches("closed.example")
    memory.watches("walled.example")
    shut = {"closed.example": Outcome.DENIED, "walled.example": Outcome.BLOCKED}
    memory.failed = {day: dict(shut) for day in days()}
    for day in days(date(2026, 7, 7), date(2026, 7, 8)):
        memory.failed[day] |= {"songshu.example": Outcome.UNREACHABLE}
    memory.failed[LAST] |= {"kedou.example": Outcome.DRIFTED}
    memory.troubles = [
        *(
            _issue("unknown_model", f"no price known for house-model-{n}", "songshu.example")
            for n in range(14)
        ),
        *(
            _issue("unset_ratio", f"gpt-5.{n}: the sheet gives its default ratio", "hupo.example")
            for n in range(6)
        ),
        _issue("hidden_group", "group “vip” has no ratio", "qingyun.example"),
        _issue("drifted", "the sheet no longer has a data list", "kedou.example", Level.ERROR),
    ]
    _told(memory)


def _parked(memory: InventedMemory) -> None:
    """A directory lists it cheaper than all; a visit found a parked page."""
    memory.sells("parked.example", "anthropic", "claude-opus-4-5", Unit.INPUT, "0.01")
    memory.knows("parked.example", "Parked Page")
    memory.known[-1] = replace(memory.known[-1], status=ChannelStatus.NOT_RESALE)
    memory.states.pop()


def _issue(code: str, message: str, source: str, level: Level = Level.WARNING) -> VisitIssue:
    return VisitIssue(f"{RUN}/{source}", source, Issue(level, code, message))


def _reprice(memory: InventedMemory, channel: str, on: date, factor: Decimal) -> None:
    for position, point in enumerate(tuple(memory.points)):
        if point.channel == channel and point.valid_to is None:
            memory.points[position] = replace(point, valid_to=on)
            offer = replace(point.offer, paid=point.offer.paid * factor)
            memory.points.append(replace(point, offer=offer, valid_from=on))


def _told(memory: InventedMemory) -> None:
    quote = EvidenceRef(
        "https://stations.example/list?page=2",
        "9f" * 32,
        "小铺：Claude Max 20x 成品号 300元/月，号池直供",
        "row 41",
        LAST,
    )
    memory.raised = [
        Alert(
            "a1",
            "new_channel",
            ("channel:xiaopu.example",),
            LAST,
            Severity.WARN,
            "New channel: xiaopu.example",
            "First seen tonight at stations.example, Claude Max 20x at 22% of list",
            (quote,),
        ),
        Alert(
            "a2",
            "price_drop",
            ("channel:qingyun.example", "provider:anthropic"),
            LAST,
            Severity.URGENT,
            "Price drop: qingyun.example, Anthropic",
            "30% below its own reference, confirmed by two reads",
            (
                EvidenceRef(
                    "https://qingyun.example/api/pricing",
                    "1a" * 32,
                    "0.7",
                    "/data/0/model_ratio",
                    date(2026, 7, 9),
                ),
                EvidenceRef(
                    "https://qingyun.example/api/pricing",
                    "2b" * 32,
                    "0.49",
                    "/data/0/model_ratio",
                    date(2026, 7, 10),
                ),
            ),
        ),
    ]
    memory.handed = [
        Lead(
            "l1",
            "xiaopu.example",
            "小铺",
            LAST,
            LAST,
            55,
            "points/1",
            (
                ScorePart("named_provider", 20, "a price for a named provider"),
                ScorePart("supply_claim", 20, "says where it comes from: Max号池"),
                ScorePart("contact", 15, "gives a way to buy"),
            ),
            ("a1",),
            (quote,),
        ),
    ]
