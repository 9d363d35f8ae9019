"""Whether a page is only the shell of one that scripts will fill."""

import re

from market.types import Page
from parsers.embedded import is_html

_HEAD = 200_000
# Say so little, in letters and digits, that nothing can be on offer.
_FEW_WORDS = 300
_GONE = re.compile(
    rb"<(script|style|svg|noscript|template|head)\b.*?</\1\s*>|<[^>]*>|&\w+;",
    re.IGNORECASE | re.DOTALL,
)
_EMPTY_MOUNT = re.compile(
    rb"<(?:div|main|body)\b[^>]*\bid=[\"']?(?:app|root|__next|__nuxt|q-app|svelte|main|container)[\"']?"
    rb"[^>]*>\s*(?:<!--.{0,200}?-->\s*)?</",
    re.IGNORECASE | re.DOTALL,
)
_ASKS_FOR_SCRIPT = re.compile(rb"<noscript\b.{0,400}?javascript", re.IGNORECASE | re.DOTALL)


def needs_script(page: Page) -> bool:
    """Whether this is HTML that shows nothing until its scripts have run."""
    head = page.body[:_HEAD]
    if page.evidence.rendered or not is_html(page):
        return False
    if b"<script" not in head.lower():
        return False
    if not (_EMPTY_MOUNT.search(head) or _ASKS_FOR_SCRIPT.search(head)):
        return False
    words = _GONE.sub(b" ", head)
    return len(b"".join(words.split())) < _FEW_WORDS
