"""What somebody wrote himself: posts without what they quote and without the names they speak to.

A post as HTML or as Markdown comes in; the readers' plain text goes out, in linear time.
"""

import re
from collections.abc import Collection
from html import unescape

from lxml import html

from parsers.prose import LONGEST, fragment, plain, shown

_OTHERS_TAGS = frozenset({"blockquote", "cite"})
# Discourse, XenForo, MyBB, phpBB, vBulletin: quotes; and names that are spoken to.
_OTHERS_CLASS = re.compile(
    r"(?:^|\s)(?:quote\w*|\w{0,20}quote|bbCodeBlock--quote|mention|user-?mention|UserMention|PostMention"
    r"|username|mentioned-user|signature|message-signature|lightbox-wrapper|onebox-metadata)(?:\s|$)",
    re.IGNORECASE,
)
_OTHERS_PAGE = re.compile(
    r"(?:https?://[^/]{1,100})?/(?:u|user|users|member|members|profile|people)/[^/?#]{1,60}/?$"
    r"|[^?]{0,100}member\.php\?|[^?]{0,100}memberlist\.php\?mode=viewprofile",
    re.IGNORECASE,
)
_QUOTED_LINE = re.compile(r"^[ \t]{0,8}(?:>|&gt;).*$", re.MULTILINE)
# "On Monday, Jo wrote:", "某人 发表于 …", "@jo 写道："
_ATTRIBUTION = re.compile(
    r"^.{0,80}(?:\bwrote|\bwrites|\bsaid|写道|发表于|написала?|escribió|schrieb|a écrit)"
    r"\s?[:：]\s*$",
    re.MULTILINE,
)
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\s]{0,500}(?:\s[^()\n]{0,200})?\)")
_BOX = re.compile(r"^\s{0,8}[-*+] \[[ xX]\] .*$", re.MULTILINE)  # "- [x] I have searched …"
_NO_ANSWER = re.compile(r"^_?No response_?$", re.MULTILINE | re.IGNORECASE)
# A form's "### 倍率" over its answer: one line for both.
_ASKED = re.compile(r"^#{2,4} ([^\n]{1,60}?)[:：]?\s{0,3}\n\s{0,20}(?=[^\n#\s|-])", re.MULTILINE)
_NOBODY = re.compile(r"[@＠](?=[\s,，:：]|\Z)[ \t]?")  # what is left of a name that was a link
_SPOKEN_TO = re.compile(r"(?:[@＠]|(?<![\w/])/?u/)(?P<name>[^\W_][\w.-]{0,60})")


def own_words(markup: str) -> str:
    """A post's HTML as its writer's own words."""
    if "<" not in markup:
        return _unattributed(plain(markup))
    tree = fragment(markup)
    for element in tree.iter():
        if _is_anothers(element):
            element.set("hidden", "")
    return _unattributed(shown(tree))


def own_markdown(written: str) -> str:
    """A post's Markdown as its writer's own words: no quoted lines, pictures, comments or boxes
    ticked in a form.
    """
    head, *commented = unescape(written[:LONGEST]).replace("\r", "").split("<!--")
    text = head + "".join(part.partition("-->")[2] for part in commented)
    for others in (_PICTURE, _QUOTED_LINE, _BOX, _NO_ANSWER):
        text = others.sub("", text)
    return own_words(_ASKED.sub(r"\1: ", text))


def without_names(text: str, names: Collection[str], *, all_of: bool = False) -> str:
    """The text without "@name" and "u/name" of these; ``all_of``: without any "u/name" at all."""
    low = {name.lower() for name in names}

    def kept(found: re.Match[str]) -> str:
        name = found["name"].rstrip(".-").lower()
        gone = name in low or (all_of and found[0][0] not in "@＠")
        return found["name"][len(name) :] if gone else found[0]

    return _SPOKEN_TO.sub(kept, text)


def _unattributed(text: str) -> str:
    return _NOBODY.sub("", _ATTRIBUTION.sub("", text)).strip()


def _is_anothers(element: html.HtmlElement) -> bool:
    if not isinstance(element.tag, str):
        return False
    if element.tag in _OTHERS_TAGS:
        return True
    named = element.get("class")
    if named and _OTHERS_CLASS.search(named[:300]):
        return True
    return element.tag == "a" and bool(_OTHERS_PAGE.match((element.get("href") or "")[:300]))
