"""How we introduce ourselves: name, version, and where to write."""

from crawler.plan import CrawlSettings

Headers = tuple[tuple[str, str], ...]


def identity(settings: CrawlSettings) -> Headers:
    """Headers of every request, sub-requests of a rendered page included."""
    who = [("User-Agent", user_agent(settings))]
    if settings.contact.startswith("mailto:"):
        who.append(("From", settings.contact.removeprefix("mailto:")))
    return tuple(who)


def user_agent(settings: CrawlSettings) -> str:
    """Name, version and contact, as servers log it."""
    contact = f" (+{settings.contact})" if settings.contact else ""
    return settings.user_agent + contact


def page_headers(settings: CrawlSettings) -> Headers:
    """Headers of a page request. The languages are those our readers read."""
    return (
        *identity(settings),
        ("Accept", "text/html,application/json,text/csv;q=0.9,*/*;q=0.8"),
        ("Accept-Language", "en,zh;q=0.9,*;q=0.5"),
        ("Accept-Encoding", "gzip, deflate"),
    )
