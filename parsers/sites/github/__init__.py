"""GitHub: READMEs as Markdown, raw or through the API; issues, their comments, and searches."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from urllib.parse import urljoin

from market.types import Identifier, Listing, Mention, Page
from parsers.adapter import Adapter, Blocked, Drifted, Link
from parsers.payload import document, is_json, mapping, sequence, words
from parsers.posts import adverts, targets
from parsers.sellers import joined, promoters
from parsers.sites.github.issues import is_issue, is_post, post, thread
from parsers.sites.github.readme import is_readme, readme
from parsers.sites.github.repositories import about, home, is_repository, wanted

_LIMITED = "rate limit"


class Github(Adapter):
    """An issue is its writer's, a README its repository's, or of the sites it advertises."""

    family = "github"
    entry = ()

    def owns(self, page: Page) -> bool:
        """Whether it is JSON of repositories, issues or comments by GitHub's keys, or Markdown
        that sells.
        """
        if not is_json(page):
            return is_readme(page)
        answer = document(page)
        rows = _rows(answer)
        if rows:
            return is_post(rows[0]) or is_repository(rows[0])
        told = mapping(answer)
        found_nothing = {"total_count", "incomplete_results", "items"} <= told.keys()
        return found_nothing or is_readme(page) or _refusal(told) != ""

    def follow(self, page: Page) -> Iterator[Link]:
        """The comments on an issue that stands alone; the READMEs of the first three repositories
        of a list that speak of the trade.
        """
        alone = mapping(document(page))
        if is_issue(alone) and alone.get("comments"):
            yield Link(f"{page.url.partition('?')[0]}/comments", "comments")
        for row in wanted(_rows(document(page))):
            yield Link(urljoin(page.url, f"/repos/{words(row['full_name'])}/readme"), "README")

    def listings(self, page: Page) -> Iterator[Listing]:
        """One listing an issue, comment or repository that sells, or a part of a README."""
        if why := _refusal(mapping(document(page))):
            raise Blocked(why) if _LIMITED in why.lower() else Drifted(why)
        return iter(_listings(page))

    def identifiers(self, page: Page) -> Iterator[Identifier]:
        """The codes of promoters in what sellers link to."""
        return promoters(_listings(page))

    def mentions(self, page: Page) -> Iterator[Mention]:
        """The home pages of repositories about the trade."""
        rows = _rows(document(page))
        return targets(home(row) for row in rows if is_repository(row))

    def join(self, listings: Sequence[Listing]) -> Sequence[Listing]:
        """Comments under the issue they belong to."""
        return joined(listings, thread)


@lru_cache(maxsize=2)
def _listings(page: Page) -> tuple[Listing, ...]:
    if is_readme(page):
        return tuple(readme(page))
    rows = _rows(document(page))
    posts = [about(row) if is_repository(row) else post(row) for row in rows]
    return tuple(adverts(posts, page, "github"))


def _rows(answer: object) -> list[dict[str, object]]:
    """The objects of a list or a search, or the one the answer is."""
    told = mapping(answer)
    rows = answer if isinstance(answer, list) else sequence(told.get("items")) or [told]
    return [row for one in rows if (row := mapping(one)) and (is_post(row) or is_repository(row))]


def _refusal(answer: dict[str, object]) -> str:
    """``{"message": "API rate limit exceeded …", "documentation_url": "…"}``."""
    if "documentation_url" not in answer or "message" not in answer:
        return ""
    return words(answer["message"]) or "refused"
