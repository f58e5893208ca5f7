"""The text of HTML, without anything that acts, loads or hides."""

import re
from html import unescape
from typing import Final

import nh3

BREAKS: Final = re.compile(r"<(?:br|hr)\b[^<>]*>|</(?:p|div|tr|h[1-6]|ul|ol|table|pre|blockquote)>", re.IGNORECASE)
ITEMS: Final = re.compile(r"<li\b[^<>]*>", re.IGNORECASE)
KEPT: Final = {"br", "hr", "p", "div", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "pre"} | {
    "blockquote"
}
DROPPED: Final = {"script", "style", "head", "title", "template", "noscript", "iframe", "object", "svg", "math"}
TAGS: Final = re.compile(r"<[^<>]*>")
QUOTES: Final = re.compile(r"<(/?)blockquote[^<>]*>", re.IGNORECASE)
BLANK_LINES: Final = re.compile(r"\n{3,}")
OPENED_QUOTE: Final = re.compile(r"<blockquote[^<>]*>", re.IGNORECASE)
OPENING_OR_CLOSING: Final = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
CLOSED_BY_THEMSELVES: Final = {"area", "base", "br", "col", "dd", "dt", "hr", "img", "input", "li", "link", "meta"} | {
    "o", "option", "p", "td", "th", "tr", "tbody", "thead", "wbr"
}  # fmt: skip
NOT_WORDS: Final = {"script", "style", "title"}
DEEPEST: Final = 300
LONGEST_HTML: Final = 3_000_000
SPACES: Final = re.compile(r"[ \t\r\f\v\xa0]+")


def text_of_html(html: str) -> str:
    """The words of an HTML document, line by line; quotes begin with “> ” as in a plain message."""
    flat = re.sub(r"\s+", " ", html[:LONGEST_HTML])
    safe = without_tags(flat) if is_too_deep(flat) else sanitised(flat)
    marked = OPENED_QUOTE.sub("\n<blockquote>", ITEMS.sub("\n- ", BREAKS.sub(lambda found: found.group() + "\n", safe)))
    lines: list[str] = []
    depth = 0
    for line in marked.splitlines():
        opened = sum(1 for slash in QUOTES.findall(line) if not slash)
        closed = sum(1 for slash in QUOTES.findall(line) if slash)
        words = SPACES.sub(" ", unescape(TAGS.sub("", line))).strip()
        depth += opened
        lines.append(f"{'> ' * min(depth, 9)}{words}".rstrip() if words or depth else "")
        depth = max(0, depth - closed)
    return BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def sanitised(html: str) -> str:
    """The document with the few elements that make lines, and nothing else."""
    return nh3.clean(html, tags=KEPT, clean_content_tags=DROPPED, attributes={}, strip_comments=True)


def is_too_deep(html: str) -> bool:
    """Whether elements are nested deeper than any person writes: parsers take minutes for thousands of levels."""
    depth = 0
    for slash, name in OPENING_OR_CLOSING.findall(html):
        if name.lower() in CLOSED_BY_THEMSELVES:
            continue
        depth = max(0, depth - 1) if slash else depth + 1
        if depth > DEEPEST:
            return True
    return False


def without_tags(html: str) -> str:
    """The words of what no parser should be given; only text is ever made of it."""
    words: list[str] = []
    unread = ""
    for piece in html.split("<"):
        name = OPENING_OR_CLOSING.match(f"<{piece[:20]}")
        said = name.group(2).lower() if name else ""
        if unread:
            unread = "" if name and name.group(1) and said == unread else unread
        elif name and not name.group(1) and said in NOT_WORDS:
            unread = said
        if not unread:
            words.append(piece.partition(">")[2] if name or ">" in piece else piece)
    return "\n".join(words)
