"""One visit from its entry page to its end."""

import time
from collections import deque
from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import dataclass, field, replace

from crawler import route
from crawler.endings import Denied, Ending, OutOfBudget, Unreachable, Walled
from crawler.fetch import Fetcher
from crawler.fetched import Fetched, refine
from crawler.keep import Keeper
from crawler.plan import CrawlSettings
from crawler.route import Step
from crawler.web import Tally
from market.types import Issue, Level, Outcome, Page, SourceKind
from market.visits import Capture, Visit, Visited
from parsers import families, icon
from parsers.adapter import Adapter
from parsers.challenge import challenge
from parsers.families import Ambiguous

_GONE = {"http_404", "http_410"}
# Of one page; a challenge or 429 is of the whole site.
_REFUSALS = _GONE | {"http_400", "http_401", "http_403", "robots_denied"}


@dataclass(slots=True)
class Totals:
    """What the whole crawl has used up."""

    deadline: float
    pages: int = 0
    bytes: int = 0


@dataclass(slots=True)
class Errand:
    """Walks one site as far as adapters and budgets say. Used once."""

    visit: Visit
    fetcher: Fetcher
    keeper: Keeper
    settings: CrawlSettings
    totals: Totals
    tally: Tally = field(init=False)
    captures: list[Capture] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    moved: str = ""
    picture: str = ""  # where the site's icon is, once a page or an earlier visit has told
    _named_after: int = 0
    _wall: Walled | None = None  # the first at a door that was guessed
    _seen: set[str] = field(default_factory=set)
    _queue: deque[Step] = field(default_factory=deque)

    def __post_init__(self) -> None:
        """The clock of the visit starts now."""
        end = time.monotonic() + self.settings.seconds_per_visit
        self.tally = Tally(min(end, self.totals.deadline))

    async def run(self) -> Visited:
        """Everything the visit brought, and how it ended; never raises an Ending."""
        try:
            outcome = await self._walk()
        except (Ending, Ambiguous) as end:
            outcome = self._ended(end)
        return Visited(
            visit_id=self.visit.id,
            outcome=outcome,
            family=self.visit.family,
            captures=tuple(self.captures),
            requests=self.tally.requests,
            bytes=self.tally.bytes,
            issues=tuple(self.issues),
            moved_to=self.moved,
            named_after=self._named_after,
        )

    async def _walk(self) -> Outcome:
        await self._enter()
        self._named_after = self.tally.requests
        while self._queue:
            step = self._queue.popleft()
            if step.url in self._seen:
                continue
            try:
                await self._look(step)
            except (Denied, Unreachable, Walled) as ending:
                self._missed(step, ending)
            except OutOfBudget as spent:
                if spent.code != "page_budget" or self._most_pages() is None:
                    raise
                self.issues.append(spent.issue(step.url, Level.INFO))  # so few were meant
                break
        await self._see_picture()
        unchanged = bool(self.captures) and all(capture.unchanged for capture in self.captures)
        whole = not any(issue.level is Level.ERROR for issue in self.issues)
        return Outcome.UNCHANGED if unchanged and whole else Outcome.READ

    async def _enter(self) -> None:
        """The entry page: without it there is no visit."""
        first, *others = route.entries(self.visit)
        try:
            page = await self._look(first)
        except Unreachable as ending:
            if ending.code != "http_404" or not await self._ask(route.doors(self.visit)):
                raise
            return
        lost = self.moved and page is not None and families.strong_owner(page) is None
        if lost and page is not None and self.visit.family:
            # The new place is asked for what the old one had.
            first, *others = route.entries(replace(self.visit, url=page.url))
            if first.url not in self._seen:
                await self._look(first)
        self._queue.extend(others)

    async def _look(self, step: Step) -> Page | None:
        """Fetch, keep and queue what follows from one page; None if it had not changed."""
        fetched = await self._fetch(step)
        if fetched.status == 304:
            await self._unmodified(step, fetched)
            return None
        page, capture = await self._open(fetched)
        self.picture = self.picture or icon.address(page)
        owner = families.strong_owner(page)
        unknown = not self.visit.family and not self.captures
        if unknown and await self._guess(page, owner, capture):
            return page
        if not step.optional and route.must_render(page, owner):
            page, capture = await self._rendered(fetched, capture)
            owner = families.strong_owner(page)
        self.captures.append(capture)
        self._queue.extend(route.onward(page, owner, step.depth))
        return page

    async def _guess(self, page: Page, owner: Adapter | None, capture: Capture) -> bool:
        """Ask an unknown site for what its signs say it answers; True if that settled it. Where
        it bears signs, says nothing itself and answers nobody, it is walled, and not something
        else.
        """
        if not await self._ask(route.guesses(page, owner)):
            if self._wall and route.only_points(page, owner):
                self.captures.append(capture)
                raise self._wall
            return False
        self.captures.insert(0, capture)
        return True

    async def _ask(self, doors: list[Step]) -> bool:
        """Ask one address after another until an adapter knows an answer; True if one did."""
        for step in doors:
            before = len(self.captures)
            try:
                fetched = await self._fetch(step)
                found, kept = await self._open(fetched)
            except (Denied, Unreachable, Walled) as ending:
                if isinstance(ending, Walled):
                    self._wall = self._wall or ending
                del self.captures[before:]
                continue  # nothing there, or not for us: the page itself was open
            owner = families.strong_owner(found)
            if owner is not None:
                self.captures.append(kept)
                self._queue.extend(route.onward(found, owner, 0))
                return True
        return False

    async def _rendered(self, served: Fetched, shell: Capture) -> tuple[Page, Capture]:
        """The page as a browser shows it; the shell is what is left where none can."""
        try:
            shown = await self._counted(self.fetcher.show(served, self.tally))
        except Ending as ending:
            self.captures.append(shell)
            self.issues.extend(ending.noted)
            raise
        return await self._open(shown)

    async def _fetch(self, step: Step) -> Fetched:
        self._within_budget()
        self._seen.add(step.url)
        known = next((known for known in self.visit.known if known.url == step.url), None)
        fetched = await self._counted(
            self.fetcher.get(step.url, self.tally, known=known, render=step.render, most=step.most)
        )
        self.totals.pages += 1
        self._seen.add(fetched.url)
        if not self.captures and not self.moved:
            self.moved = route.moved_to(fetched.asked, fetched.hops, fetched.url)
        return fetched

    async def _counted(self, fetching: Awaitable[Fetched]) -> Fetched:
        before = self.tally.bytes
        try:
            fetched = await fetching
        finally:
            self.totals.bytes += self.tally.bytes - before
        self.issues.extend(fetched.issues)
        return fetched

    async def _open(self, fetched: Fetched) -> tuple[Page, Capture]:
        """Archive an answer worth keeping; raises an Ending for others."""
        status = fetched.status
        if status in {401, 403, 429} or 200 <= status < 300:
            refined = refine(fetched)
            known = next((k for k in self.visit.known if k.url == refined.page.url), None)
            capture = await self.keeper.keep(fetched, refined, known)
            wall = f"answered {status}" if status >= 400 else challenge(refined.page)
            if wall:
                self.captures.append(capture)
                raise Walled(f"http_{status}" if status >= 400 else "challenge", wall)
            return refined.page, capture
        raise Unreachable(f"http_{status}", f"{fetched.url} answered {status}")

    async def _unmodified(self, step: Step, fetched: Fetched) -> None:
        """A 304: go on with what the last visit went on with."""
        known = next(known for known in self.visit.known if known.url == step.url)
        self.captures.append(await self.keeper.keep_unmodified(fetched, refine(fetched), known))
        pages = [other.url for other in self.visit.known if not icon.is_address(other.url)]
        pictures = [other.url for other in self.visit.known if icon.is_address(other.url)]
        self._queue.extend(Step(url) for url in pages)
        self.picture = next(iter(pictures), self.picture)

    async def _see_picture(self) -> None:
        """The site's icon, last and least: whatever comes of it, the visit is what it was.

        Asked where an earlier visit had one, or where a page has changed.
        """
        known = any(each.url == self.picture for each in self.visit.known)
        news = known or not all(capture.unchanged for capture in self.captures)
        wanted = self.settings.icons and self.visit.kind is SourceKind.CHANNEL
        if not (wanted and news and self.picture) or self.picture in self._seen:
            return
        issues, moved = list(self.issues), self.moved
        with suppress(Ending):
            await self._keep_picture()
        self.issues, self.moved = issues, moved

    async def _keep_picture(self) -> None:
        fetched = await self._fetch(Step(self.picture, most=icon.LARGEST))
        if fetched.status == 304:
            known = next(known for known in self.visit.known if known.url == self.picture)
            self.captures.append(await self.keeper.keep_unmodified(fetched, refine(fetched), known))
        elif fetched.status == 200 and icon.is_icon(refine(fetched).page):
            _, capture = await self._open(fetched)
            self.captures.append(capture)

    def _most_pages(self) -> int | None:
        """How many pages are meant to be all there is to see, of a stranger or of a search."""
        return self.settings.pages_per_visit if self.visit.queries else self.visit.pages

    def _within_budget(self) -> None:
        settings, tally, totals = self.settings, self.tally, self.totals
        spent = {
            "page_budget": len(self._seen)
            >= min(settings.pages_per_visit, self._most_pages() or settings.pages_per_visit),
            "byte_budget": tally.bytes >= settings.bytes_per_visit,
            "time_budget": time.monotonic() >= tally.deadline,
            "crawl_budget": totals.pages >= settings.pages_total
            or totals.bytes >= settings.bytes_total,
        }
        for code, over in spent.items():
            if over:
                raise OutOfBudget(code, "what was left of this visit was not asked")

    def _missed(self, step: Step, ending: Ending) -> None:
        """One page of several is missing. Only where it is gone may the rest count as all; a wall
        ends the visit, unless it is a plain refusal of what nobody needs.
        """
        if step.optional and ending.code in _REFUSALS:
            self.issues.append(ending.issue(step.url, Level.INFO))
            return
        if isinstance(ending, Walled):
            raise ending
        gone = ending.code in _GONE
        self.issues.append(ending.issue(step.url, Level.WARNING if gone else Level.ERROR))

    def _ended(self, end: Ending | Ambiguous) -> Outcome:
        place = self.captures[-1].evidence.url if self.captures else self.visit.url
        if isinstance(end, Ambiguous):
            self.issues.append(Issue(Level.ERROR, "ambiguous_owner", str(end), place))
            return Outcome.READ
        self.issues.append(end.issue(place, Level.ERROR))
        partial = isinstance(end, OutOfBudget) and self.captures
        return Outcome.READ if partial else end.outcome
