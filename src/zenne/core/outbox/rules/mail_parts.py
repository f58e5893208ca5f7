"""The text and the HTML of an e-mail, both from one source: a small set of building blocks."""

import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import Final

STYLES: Final = {
    "body": "margin:0;padding:24px 16px;background:#ffffff;color:#1b1b1f;"
    "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:17px;line-height:1.55",
    "main": "display:block;max-width:36em;margin:0 auto",
    "h1": "font-size:24px;line-height:1.3;margin:0 0 16px",
    "h2": "font-size:19px;line-height:1.35;margin:28px 0 8px",
    "p": "margin:0 0 16px",
    "ul": "margin:0 0 16px;padding-left:22px",
    "ol": "margin:0 0 16px;padding-left:22px",
    "li": "margin:0 0 6px",
    "a": "color:#1c3f94",
    "a.button": "display:inline-block;padding:12px 20px;border-radius:6px;background:#1c3f94;color:#ffffff;"
    "font-weight:600;text-decoration:none",
    "small": "font-size:14px;color:#56565e",
    "hr": "border:0;border-top:1px solid #c9c9d2;margin:28px 0",
}
"""Readers of e-mail know no style sheets: the style stands on each element."""
BLOCKS: Final = frozenset({"h1", "h2", "p", "ul", "ol", "li", "hr", "main", "body"})
INLINE: Final = frozenset({"a", "strong", "em", "br", "small", "span"})
SILENT: Final = frozenset({"html", "head", "meta", "title"})
WITHOUT_END: Final = frozenset({"br", "hr", "meta"})
KEPT_ATTRIBUTES: Final = frozenset({"href", "lang", "dir", "charset", "name", "content"})
LINK_SCHEMES: Final = ("https://", "http://", "mailto:", "tel:")


class UnknownPart(ValueError):
    """An element that has no form in both parts, or a link that leads nowhere."""


@dataclass(frozen=True, slots=True)
class MailParts:
    """What is sent: one line of subject, the text, the HTML."""

    subject: str
    text: str
    html: str


def mail_parts(source: str) -> MailParts:
    """The parts of an e-mail whose subject stands in ``title`` and whose content in ``body``.

    Raises:
        UnknownPart: it has an element that is no building block, or no subject.
    """
    reading = Reading()
    reading.feed(source)
    reading.close()
    subject = " ".join("".join(reading.subject).split())
    if not subject:
        raise UnknownPart("an e-mail needs a subject")
    return MailParts(subject, tidy("".join(reading.text)), "<!doctype html>" + "".join(reading.html).strip() + "\n")


@dataclass
class Reading(HTMLParser):
    """Writes both parts while it reads the source."""

    subject: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)
    counters: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in BLOCKS | INLINE | SILENT:
            raise UnknownPart(f"<{tag}> is no building block of an e-mail")
        given = {name: value or "" for name, value in attrs}
        self.html.append(start_tag(tag, given))
        if tag not in WITHOUT_END:
            self.open.append(tag)
        self.begin_text(tag, given)

    def begin_text(self, tag: str, given: dict[str, str]) -> None:
        if tag in {"ul", "ol"}:
            self.counters.append(0 if tag == "ol" else -1)
        if tag == "a":
            if not given.get("href", "").startswith(LINK_SCHEMES):
                raise UnknownPart(f"a link needs a whole address, not {given.get('href', '')!r}")
            self.links.append((given["href"], len(self.text)))
        elif tag == "br":
            self.text.append("\n")
        elif tag == "hr":
            self.text.append("\n\n---\n\n")
        elif tag == "li":
            self.text.append(f"\n{self.next_mark()} ")
        elif tag in BLOCKS:
            self.text.append("\n\n")

    def next_mark(self) -> str:
        """``-``, or the number of the item."""
        if not self.counters or self.counters[-1] < 0:
            return "-"
        self.counters[-1] += 1
        return f"{self.counters[-1]}."

    def handle_endtag(self, tag: str) -> None:
        if tag in WITHOUT_END:
            return
        if not self.open or self.open.pop() != tag:
            raise UnknownPart(f"</{tag}> closes what is not open")
        self.html.append(f"</{tag}>")
        if tag in {"ul", "ol"}:
            self.counters.pop()
        if tag == "a":
            self.end_link()
        elif tag in BLOCKS and tag != "li":
            self.text.append("\n\n")

    def end_link(self) -> None:
        """The address stands behind the words as in RFC 3986, appendix C, unless the words are the address."""
        address, begin = self.links.pop()
        words = "".join(self.text[begin:]).strip()
        shown = re.sub(r"^(?:mailto|tel):", "", address)
        if words.replace(" ", "").rstrip("/") != shown.replace(" ", "").rstrip("/"):
            self.text.append(f" <{address}>")

    def handle_data(self, data: str) -> None:
        words = re.sub(r"\s+", " ", data)
        if "title" in self.open:
            self.subject.append(words)
            self.html.append(escape(words))
        elif "body" in self.open:
            self.html.append(escape(words))
            self.text.append(words)


def start_tag(tag: str, given: dict[str, str]) -> str:
    style = STYLES.get(f"{tag}.{given['class']}" if given.get("class") else tag, "")
    attributes = {name: value for name, value in given.items() if name in KEPT_ATTRIBUTES}
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f'<{tag}{written} style="{style}">' if style else f"<{tag}{written}>"


def tidy(text: str) -> str:
    """Lines without blanks at their ends, at most one empty line between them."""
    lines = [line.strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
