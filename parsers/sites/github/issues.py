"""Issues, pull requests and their comments as posts. A form filled with an advert is read as one
line for each of its questions.
"""

import re
from typing import Any

from market.types import Listing
from parsers.adapter import Drifted
from parsers.links import split
from parsers.payload import mapping, words
from parsers.posts import Post
from parsers.quotes import own_markdown

_ISSUE = re.compile(
    r"/(?:repos/)?(?P<repo>[^/]{1,100}/[^/]{1,100})/(?:issues|pull)/(?P<number>\d+)"
)


def is_issue(row: dict[str, Any]) -> bool:
    """Whether it is an issue or a pull request."""
    return "title" in row and "number" in row and is_post(row)


def is_post(row: dict[str, Any]) -> bool:
    """Whether it is an issue or a comment on one."""
    return {"html_url", "user", "body", "author_association"} <= row.keys()


def post(row: dict[str, Any]) -> Post:
    """An issue opens a thread; a comment stands in one. What machines wrote has no author."""
    user = mapping(row.get("user"))
    if not words(user.get("login")):
        raise Drifted("a post without its author")
    opens = is_issue(row)
    written = own_markdown(words(row.get("body")))
    return Post(
        key=f"{'issue' if opens else 'comment'}:{row.get('id')}",
        author="" if user.get("type") == "Bot" else words(user.get("login")),
        text=written,
        title=words(row.get("title")) if opens else "",
        thread=_thread(words(row.get("html_url") if opens else row.get("issue_url"))),
        opens=opens,
    )


def thread(one: Listing) -> str:
    """The issue a listing's page is about, "" for a list of many."""
    return _thread(one.url)


def _thread(url: str) -> str:
    found = _ISSUE.search(split(url).path)
    return f"{found['repo']}#{found['number']}".lower() if found else ""
