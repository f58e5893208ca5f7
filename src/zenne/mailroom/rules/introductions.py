"""How mail programs begin what they quote, and what they add by themselves."""

import re
from typing import Final

WROTE: Final = (
    r"wrote|schreef|geschreven|a\ écrit|schrieb|geschrieben|ha\ scritto|escribió|escreveu|napisał(?:\(a\)|a)?"
    r"|kirjoitti|skrev|írta|yazdı|писал(?:\(а\)|а)?"
)
DATED: Final = r"(?=[^\n]*\d)"
INTRODUCTION: Final = re.compile(
    rf"""^[>\s*]*(?:
      (?:-+\s*)?(?:On|Op|Le|Am|Il|El|Em|Den|W\ dniu|Dnia|pe|ma|ti|ke|to|la|su)\b{DATED}.{{5,400}}?\b(?:{WROTE})
        (?:\s*:?|\b.{{0,200}}:)[\s*]*$
    | \d{DATED}.{{5,300}}?(?:{WROTE})\s*:[\s*]*$
    | \d{{1,2}}[.:/]\d{{2}}.{{4,200}}<[^<>\s]+@[^<>\s]+>\s*:\s*$
    | \d{{4}}-\d{{2}}-\d{{2}}.{{4,200}}<[^<>\s]+@[^<>\s]+>\s*:\s*$
    | \w+,\ \d{{1,2}}\ \w+\ \d{{4}},.{{4,200}}<[^<>\s]+@[^<>\s]+>\s*:\s*$
    )""",
    re.VERBOSE | re.DOTALL,
)
"""“On Monday 1 March Ann wrote:”, in the languages of the city and those next to it; up to three lines."""
MOST_LINES: Final = 3
BEGINS_INTRODUCTION: Final = re.compile(
    r"^[>\s*]*(?:-+\s*)?(?:On|Op|Le|Am|Il|El|Em|Den|W dniu|Dnia|pe|ma|ti|ke|to|la|su|\d|\w+, \d)", re.UNICODE
)
SEPARATOR: Final = re.compile(
    r"^\s*[-_=]{2,}\s*(?:original message|forwarded message|oorspronkelijk bericht|doorgestuurd bericht"
    r"|message d.origine|message original|message transféré|ursprüngliche nachricht|weitergeleitete nachricht"
    r"|oprindelig besked|mensaje original|messaggio originale|ursprungligt meddelande)\s*[-_=]*\s*$"
    r"|^\s*(?:begin forwarded message|begin doorgestuurd bericht|début du message (?:transféré|réexpédié)"
    r"|anfang der weitergeleiteten nachricht|message du)\s*:",
    re.IGNORECASE,
)
HEADER_NAMES: Final = (
    r"from|sent|date|to|cc|subject|reply-to"
    r"|van|verzonden|datum|aan|onderwerp"
    r"|de|envoyé(?: le)?|à|a|objet|sujet|copie à"
    r"|von|gesendet|an|betreff"
    r"|da|inviato|oggetto|fra|dato|til|emne"
)
FROM_NAMES: Final = r"from|van|de|von|da|fra"
HEADER_LINE: Final = re.compile(rf"^[\s>*]*(?:{HEADER_NAMES})\s*\*?\s*:", re.IGNORECASE)
FROM_LINE: Final = re.compile(rf"^[\s>*]*(?:{FROM_NAMES})\s*\*?\s*:.*\S", re.IGNORECASE)
FEWEST_HEADERS: Final = 3
DIVIDER: Final = re.compile(r"^\s*[-_=]{4,}\s*$")
ADDED_BY_PROGRAM: Final = re.compile(
    r"^\s*(?:sent from (?:my|mail|outlook|yahoo|gmail|the) ?|get outlook for |sent via |sent with "
    r"|verzonden (?:vanaf|van|met|via) |verstuurd (?:vanaf|van|met|via) |envoyé (?:de(?:puis)? |à partir d|avec |via )"
    r"|obtenez outlook |gesendet (?:von|mit) |von meinem .{1,30} gesendet|diese nachricht wurde von meinem "
    r"|download outlook |télécharge[rz] outlook )",
    re.IGNORECASE,
)
LONGEST_ADDED: Final = 90
SIGNATURE: Final = re.compile(r"^\s*(?:--|__)\s*$|^_{2,}\s*$")
