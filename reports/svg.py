"""A drawing made fit to stand inside a page: colours become classes the page's style sheet fills
in for light and dark, inline styles become attributes (the page's CSP allows none), ids cannot
collide with another drawing's, and a screen reader gets a title and a description.
"""

import re
from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as ET

from reports.legible import brief

_SVG = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"
_FONT_SIZE = re.compile(r"([\d.]+)px")
_ID_USE = re.compile(r"url\(#([^)]+)\)")
_MARKS = ("use", "path")
_DROPPED = {f"{{{_SVG}}}metadata", f"{{{_SVG}}}style"}


def inlined(
    drawing: str,
    *,
    name: str,
    title: str,
    description: str,
    inks: Mapping[str, str],
    hints: Mapping[str, Sequence[str]],
) -> str:
    """The drawing as one ``<svg>`` element.

    ``inks`` maps the colours it was drawn in to class names; ``hints`` gives the marks of a group
    (by its id) their tooltips, in drawing order.
    """
    ET.register_namespace("", _SVG)
    root = ET.fromstring(drawing)  # noqa: S314  (our own drawing, made a moment ago)
    for group, texts in hints.items():
        _hint(root, group, texts)
    _prune(root)
    for element in root.iter():
        _restyle(element, inks)
        _rename(element, name)
    _introduce(root, name, title, description)
    return ET.tostring(root, encoding="unicode").replace("\n", "").replace("  ", "")


def _prune(element: ET.Element) -> None:
    for child in list(element):
        if child.tag in _DROPPED:
            element.remove(child)
        else:
            _prune(child)


def _hint(root: ET.Element, group: str, texts: Sequence[str]) -> None:
    found = root.find(f".//*[@id='{group}']")
    # A few marks are drawn one by one; many of one shape are defined once and used.
    uses, paths = ([] if found is None else list(found.iter(f"{{{_SVG}}}{t}")) for t in _MARKS)
    marks = uses or paths
    for mark, text in zip(marks, texts, strict=True):
        ET.SubElement(mark, f"{{{_SVG}}}title").text = brief(text)


def _restyle(element: ET.Element, inks: Mapping[str, str]) -> None:
    classes = []
    for rule in element.attrib.pop("style", "").split(";"):
        prop, _, value = (part.strip() for part in rule.partition(":"))
        if not prop:
            continue
        if prop in {"fill", "stroke"} and value in inks:
            classes.append(f"{prop[0]}-{inks[value]}")
        elif prop == "font":
            size = _FONT_SIZE.search(value)
            element.set("font-size", size[1] if size else "10")
        else:
            element.set(prop, value)
    if classes:
        element.set("class", " ".join(classes))


def _rename(element: ET.Element, name: str) -> None:
    if "id" in element.attrib:
        element.set("id", f"{name}-{element.attrib['id']}")
    if _LINK in element.attrib:
        element.set("href", f"#{name}-{element.attrib.pop(_LINK).removeprefix('#')}")
    for key, value in element.attrib.items():
        if "url(#" in value:
            element.set(key, _ID_USE.sub(rf"url(#{name}-\1)", value))


def _introduce(root: ET.Element, name: str, title: str, description: str) -> None:
    for given in ("width", "height", "version"):
        root.attrib.pop(given, None)
    root.attrib |= {"role": "img", "class": "chart"}
    root.set("aria-labelledby", f"{name}-title {name}-desc")
    for position, (tag, text) in enumerate((("title", title), ("desc", description))):
        told = ET.Element(f"{{{_SVG}}}{tag}", {"id": f"{name}-{tag}"})
        told.text = brief(text)
        root.insert(position, told)
