"""The words and signs of a billing expression, and the refusal of everything else."""

import re


class Unparsed(Exception):
    """The expression says more than we understand; its text goes to a person."""


_TOKEN = re.compile(
    r"""\s*(?:(?P<number>(?:\d[\d_]{0,20}(?:\.\d{1,20})?|\.\d{1,20})(?:[eE][+-]?\d{1,2})?)
    |(?P<name>[A-Za-z_]\w{0,30})
    |(?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    |(?P<sign>\|\|\||<=|>=|==|!=|&&|\|\||[-+*/()?:,<>!]))""",
    re.VERBOSE | re.ASCII,
)


def tokens(text: str) -> list[tuple[str, str]]:
    """Kind and word of each: number, name, string or sign. Raises Unparsed at anything else."""
    found_so_far, at = [], 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if not found:
            raise Unparsed(f"unexpected {text[at : at + 10]!r}")
        found_so_far.append((str(found.lastgroup), found[str(found.lastgroup)]))
        at = found.end()
    return found_so_far
