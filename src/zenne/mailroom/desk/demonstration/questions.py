"""What people ask in a demonstration, and what a team answers, in four languages."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import yaml

FILE: Final = Path(__file__).with_suffix(".yaml")


@dataclass(frozen=True, slots=True)
class Question:
    """``service``: what it is about, which the letter does not say. Braces stand for a street and a family name."""

    service: str
    language: str
    subject: str
    question: str
    answer: str


@cache
def questions() -> tuple[Question, ...]:
    """All of them, each in every language."""
    found = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(
        Question(service=of["service"], language=language, **of[language]) for of in found for language in MANNERS
    )


@dataclass(frozen=True, slots=True)
class Manners:
    """How people begin and end a letter in a language, and how a team does."""

    greetings: tuple[str, ...]
    endings: tuple[str, ...]
    beside: tuple[str, ...]
    thanks: str
    asks_more: str
    team: tuple[str, str]


MANNERS: Final = {
    "nl": Manners(
        ("Goedendag,", "Beste,", "Geachte mevrouw, geachte heer,", "Dag,"),
        ("Met vriendelijke groeten", "Alvast bedankt!", "Vriendelijke groet", "Hoogachtend"),
        (
            "",
            "U kunt mij overdag ook bellen.",
            "Ik werk voltijds, dus liefst na 16 uur.",
            "Mijn vraag is vrij dringend.",
        ),
        "Hartelijk dank voor uw snelle antwoord, zo kan ik verder.",
        "Dank u. Eén ding is mij nog niet duidelijk: moet ik daarvoor zelf langskomen, of kan mijn partner dat doen?",
        ("Beste {name},", "Met vriendelijke groeten"),
    ),
    "fr": Manners(
        ("Bonjour,", "Madame, Monsieur,", "Bonjour Madame, bonjour Monsieur,", "Bonjour à toute l’équipe,"),
        ("Bien cordialement", "D’avance merci !", "Meilleures salutations", "Je vous remercie de votre réponse."),
        (
            "",
            "Vous pouvez aussi m’appeler en journée.",
            "Je travaille à temps plein, donc plutôt après 16 h.",
            "C’est assez urgent.",
        ),
        "Un grand merci pour votre réponse rapide, cela m’aide beaucoup.",
        "Merci. Une chose n’est pas encore claire : dois-je venir en personne, ou mon partenaire peut-il le faire ?",
        ("Bonjour {name},", "Bien cordialement"),
    ),
    "en": Manners(
        ("Hello,", "Good morning,", "Dear Sir or Madam,", "Hi there,"),
        ("Kind regards", "Many thanks in advance!", "Best wishes", "Thank you for your help."),
        ("", "You can also call me during the day.", "I moved to Brussels last month.", "It is rather urgent."),
        "Thank you so much for the quick answer, that helps a lot.",
        "Thank you. One thing is not clear to me yet: do I have to come myself, or can my partner do it?",
        ("Dear {name},", "Kind regards"),
    ),
    "de": Manners(
        ("Guten Tag,", "Sehr geehrte Damen und Herren,", "Hallo,", "Guten Morgen,"),
        ("Mit freundlichen Grüßen", "Vielen Dank im Voraus!", "Beste Grüße", "Herzlichen Dank für Ihre Hilfe."),
        (
            "",
            "Sie können mich tagsüber auch anrufen.",
            "Ich wohne erst seit Kurzem in Brüssel.",
            "Es ist recht dringend.",
        ),
        "Vielen Dank für die schnelle Antwort, das hilft mir sehr.",
        "Danke. Eines ist mir noch nicht klar: Muss ich selbst kommen, oder kann das auch mein Partner erledigen?",
        ("Guten Tag {name},", "Mit freundlichen Grüßen"),
    ),
}
