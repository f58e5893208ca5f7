"""Documents for tests."""

from typing import Any

from zenne.core.search.public import SearchDocument, index_documents, search


def document(title: str, **other: Any) -> SearchDocument:
    """A document with everything filled in that the test does not say."""
    key = other.pop("key", title.lower().replace(" ", "-") or "empty")
    return SearchDocument(
        **{"kind": "service", "key": key, "language": "en", "title": title, "path": "/services/x/", **other}
    )


def index(*documents: SearchDocument) -> None:
    """The documents are all that there is of kind ``service``."""
    index_documents("service", documents)


SERVICES = (
    document(
        "Identity card", key="identity-card", summary="The card that every Belgian from the age of twelve carries.",
        synonyms=("ID", "eID"), weight=95, body="You apply in person. Bring a recent photo and your old card.",
    ),
    document(
        "Identiteitskaart", key="identity-card", language="nl", synonyms=("ID", "eID", "paspoort voor België"),
        summary="De kaart die elke Belg vanaf twaalf jaar bij zich heeft.", weight=95,
        body="U vraagt ze zelf aan. Breng een recente foto mee.",
    ),
    document(
        "Carte d'identité", key="identity-card", language="fr", synonyms=("eID",), weight=95,
        summary="La carte que chaque Belge porte sur lui dès l'âge de douze ans.", body="Apportez une photo récente.",
    ),
    document(
        "Personalausweis", key="identity-card", language="de", synonyms=("eID",), weight=95,
        summary="Der Ausweis, den jeder Belgier ab zwölf Jahren bei sich trägt.",
    ),
    document(
        "Change of address", key="change-of-address", synonyms=("moving house",), weight=90,
        summary="You have moved to another home in the city and report it.", body="A police officer visits you.",
    ),
    document(
        "Adreswijziging", key="change-of-address", language="nl", synonyms=("verhuizen", "verhuis doorgeven"),
        weight=90, summary="U bent verhuisd en geeft uw nieuwe adres door.",
    ),
    document(
        "Changement d'adresse", key="change-of-address", language="fr", synonyms=("déménager",), weight=90,
        summary="Vous avez déménagé et vous déclarez votre nouvelle adresse.",
    ),
    document(
        "Parkeervergunning", key="parking-permit", language="nl", weight=70,
        summary="Uw auto voor uw eigen deur zetten.", body="De kaart is een jaar geldig.",
    ),
    document(
        "Carte de stationnement", key="parking-permit", language="fr", weight=70,
        summary="Garer votre voiture devant chez vous.",
    ),
    document(
        "Heirat", key="marriage", language="de", weight=60, summary="Sie möchten im Rathaus heiraten.",
        body="Die Eheschließungen finden samstags statt. Bäume, Häuser, Straßen.",
    ),
)  # fmt: skip


def found(query: str, language: str = "en", **other: Any) -> list[tuple[str, str]]:
    """Language and key of each hit, in order."""
    return [(hit.language, hit.key) for hit in search(query=query, language=language, **other).items]
