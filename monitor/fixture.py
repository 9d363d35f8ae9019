"""Keep a page as a test case: one polite visit, credentials redacted, written as files."""

import json
import mimetypes
import re
from pathlib import Path
from urllib.parse import urlsplit

from market.types import Page
from market.visits import Visited
from monitor.probe import visit
from monitor.settings import Settings

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


class NothingFetched(Exception):
    """The site gave nothing to keep; the message says why."""


def keep(url: str, family: str, case: str, root: Path, settings: Settings) -> Path:
    """Write the pages of one visit as a new case and return its folder.

    Raises NothingFetched when the site gave nothing, ValueError for a name that is taken or none.
    """
    for name in (family, case):
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name like new_api or hidden_group")
    folder = root / family / case
    if folder.exists():
        raise ValueError(f"{folder} exists; choose another case name")
    visited, pages = visit(url, settings)
    if not pages:
        raise NothingFetched(f"nothing to keep of {url}: {_why(visited)}")
    folder.mkdir(parents=True)
    meta = [_kept(folder, number, page) for number, page in enumerate(pages)]
    text = json.dumps({"pages": meta}, ensure_ascii=False, indent=2)
    (folder / "meta.json").write_text(text + "\n", encoding="utf-8")
    return folder


def _kept(folder: Path, number: int, page: Page) -> dict[str, object]:
    evidence = page.evidence
    kind = evidence.content_type.partition(";")[0].strip()
    name = Path(urlsplit(evidence.url).path).stem or "page"
    file = f"{number}_{name}{mimetypes.guess_extension(kind) or '.txt'}"
    (folder / file).write_bytes(page.body)
    headers = {"content-type": evidence.content_type, **dict(evidence.headers)}
    return {"file": file, "url": evidence.url, "status": evidence.status, "headers": headers}


def _why(visited: Visited) -> str:
    said = "; ".join(issue.message for issue in visited.issues)
    return f"{visited.outcome} ({said})" if said else visited.outcome.value
