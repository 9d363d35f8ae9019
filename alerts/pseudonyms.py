"""People's handles out of everything that leaves without the privilege to show them."""

import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

# "t.me/name", "t.me/s/name", "discord.gg/x", "x.com/name": the path is a person or their room.
_ROOM = re.compile(
    r"(?i)(?<![\w.-])(?:www\.)?"
    r"(?P<site>t\.me|telegram\.(?:me|dog)|discord\.gg|discord\.com/invite|x\.com|twitter\.com)"
    r"/(?:s/)?@?(?P<value>[\w+-]+)"
)
_MAILBOX = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_AT = re.compile(r"(?<![\w@])@(?P<value>\w{3,64})")
# "微信 abc_12345", "QQ群：123456789", "tg: name", "vx=abc123".
_NAMED = re.compile(
    r"(?i)(?<![a-z])(?P<site>qq|微信|wechat|weixin|wx|vx|v信|电报|telegram|discord|tg|飞机)"
    r"(?P<gap>[号群:：=\s]{1,8}@?)(?P<value>(?!withheld\])[a-z0-9_-]{5,64})"
)
_PLATFORM = {
    "t.me": "telegram",
    "telegram.me": "telegram",
    "telegram.dog": "telegram",
    "discord.gg": "discord",
    "discord.com/invite": "discord",
    "x.com": "x",
    "twitter.com": "x",
    "tg": "telegram",
    "电报": "telegram",
    "飞机": "telegram",
    "微信": "wechat",
    "weixin": "wechat",
    "wx": "wechat",
    "vx": "wechat",
    "v信": "wechat",
}
_KEYED = re.compile(r"(?P<site>[a-z_]+):(?P<value>.+)", re.DOTALL)
_NO_PERSON = frozenset({"name", "http", "https"})


@dataclass(frozen=True, slots=True)
class Veil:
    """Turns a handle into ``[telegram ~5f2c…]``: the same person, the same sign, under one key.

    Without a key the handle is withheld altogether.
    """

    key: str = field(default="", repr=False)

    def handle(self, platform: str, value: str) -> str:
        """The sign that stands for a handle."""
        if not self.key:
            return f"[{platform} withheld]"
        named = f"{platform}:{value.strip().lstrip('@').lower()}"
        return (
            f"[{platform} ~{hmac.digest(self.key.encode(), named.encode(), 'sha256').hex()[:16]}]"
        )

    def channel(self, key: str) -> str:
        """A channel's key; signs only where the key is a handle ("telegram:@name")."""
        owner = person_in(key)
        return self.handle(*owner) if owner else key

    def text(self, text: str, known: Iterable[tuple[str, str]] = ()) -> str:
        """The text without handles: ``known`` ones (platform, value), and what looks like one."""
        for platform, value in sorted(known, key=lambda one: (-len(one[1]), one)):
            text = self._without(text, platform, value)
        text = _MAILBOX.sub(lambda found: self.handle("email", found[0]), text)
        text = _ROOM.sub(self._platform_sign, text)
        text = _NAMED.sub(
            lambda found: f"{found['site']}{found['gap']}{self._platform_sign(found)}", text
        )
        return _AT.sub(lambda found: self.handle("handle", found["value"]), text)

    def _without(self, text: str, platform: str, value: str) -> str:
        bare = value.lstrip("@")
        if len(bare) < 3:
            return text
        sign = self.handle(platform, value)
        spelt = rf"(?i)(?:\b{re.escape(platform)}:)?(?<!\w)@?{re.escape(bare)}(?!\w)"
        return re.sub(spelt, lambda _: sign, text)

    def _platform_sign(self, found: re.Match[str]) -> str:
        site = found["site"].lower()
        return self.handle(_PLATFORM.get(site, site), found["value"])


def person_in(channel: str) -> tuple[str, str] | None:
    """Platform and handle, where a channel's key is one; None for sites, ports and bare names."""
    found = _KEYED.fullmatch(channel)
    if found is None or found["site"] in _NO_PERSON:
        return None
    if found["site"] == "localhost" and found["value"].isdigit():
        return None
    return found["site"], found["value"]
