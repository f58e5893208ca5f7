"""Words that carry no meaning of their own in a query, per language, folded.

They are indexed like all others; a query that has other words does without them. Written for the questions people put
to a city ("hoe kan ik …", "où dois-je …"), so question words and modal verbs are in, and no noun or main verb is.
"""

WRITTEN = {
    "nl": """de het een en of in op aan van voor met naar bij om te tot uit over door als is zijn ben bent was
        waren er ik je jij u uw mijn me mij we wij ons onze hij zij ze hun dit dat die deze wat wie waar
        wanneer hoe welke kan kunnen moet moeten wil willen mag mogen heb heeft hebben word wordt worden
        niet geen ook nog""",
    "fr": """le la les l un une des du de d et ou a au aux en dans sur pour par avec sans chez vers est sont suis
        etre je j tu il elle on nous vous ils elles mon ma mes ton ta tes son sa ses notre nos votre vos
        leur leurs me m se s ce cet cette ces que qu qui quoi quel quelle quels quelles comment quand peux
        peut pouvez dois doit veux ai as avez avoir ne n pas y plus""",
    "en": """the a an and or of in on at to for from by with without as is are am be been was were it its i you
        he she we they my your his her our their me us them this that these those what which who where when
        how why do does did can could must should would will may have has had not no there""",
    "de": """der die das den dem des ein eine einen einem einer eines und oder in im an am auf aus bei mit nach
        von vom zu zum zur fur uber um als ist sind bin war es ich du er sie wir ihr mein meine meinen ihre
        ihren unser unsere mich mir uns was wer wo wann wie welche welcher kann konnen muss mussen will
        wollen darf habe hat haben werden wird nicht kein keine auch""",
}
STOP_WORDS = {language: frozenset(words.split()) for language, words in WRITTEN.items()}


def is_stop_word(folded: str, language: str) -> bool:
    """Whether a folded word carries no meaning of its own in a language."""
    return folded in STOP_WORDS.get(language.partition("-")[0], ())
