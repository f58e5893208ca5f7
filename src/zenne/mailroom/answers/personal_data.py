"""What is done with personal data to answer letters."""

from django.utils.translation import gettext_lazy as _

from zenne.core.personal_data.public import (
    Category,
    KeptFor,
    KeptWhile,
    LegalGround,
    Period,
    PersonalData,
    PersonalField,
    declare_personal_data,
    holds_no_personal_data,
    key_in,
)
from zenne.mailroom.answers.models import Answer, AnswerText, ColleagueQuestion, Hold, SampleCheck, Verdict
from zenne.mailroom.letters.senders import sender_keys_of

LAW = _("The public task of the city to answer those who write to it")


def declare() -> None:
    """Declare the models of this room."""
    declare_personal_data(answers())
    declare_personal_data(further_texts())
    declare_personal_data(holds())
    declare_personal_data(verdicts())
    declare_personal_data(checks())
    declare_personal_data(colleague_questions())
    holds_no_personal_data(
        "answers.LinkedRecord", because="it says which record of the city a letter is about, and nothing of who"
    )
    holds_no_personal_data("answers.TeamAway", because="it says how many of a team are away, and not who")
    holds_no_personal_data("answers.Promise", because="it says which day was named for a letter, and nothing of who")


def answers() -> PersonalData:
    """What the city wrote to somebody, and who wrote it."""
    return PersonalData(
        model=Answer,
        title=_("Answers to letters"),
        subject=key_in("receiver_key", "author", also=sender_keys_of),
        people=_("People who write to the city, and those who answer them"),
        purpose=_("To answer your letter, and to know later what was said."),
        legal_ground=LegalGround.PUBLIC_TASK,
        law=LAW,
        fields=(
            PersonalField("text", _("What we wrote"), Category.MESSAGES),
            PersonalField("own_text", _("What we wrote before a machine translated it"), Category.MESSAGES),
            PersonalField("signed_by", _("Name below the answer"), Category.IDENTITY),
            PersonalField("language", _("Language"), Category.PREFERENCES),
            PersonalField("sent_at", _("When it left"), Category.DOINGS),
        ),
        retention=KeptFor(Period(years=2), after="saved_at", words=_("Two years after it was written.")),
    )


def further_texts() -> PersonalData:
    """An answer in the language of one of several writers."""
    return PersonalData(
        model=AnswerText,
        title=_("Answers to letters of several people, in more languages"),
        subject=key_in("receiver_key", also=sender_keys_of),
        people=_("People who write to the city"),
        purpose=_("To answer you in your language when others asked the same."),
        legal_ground=LegalGround.PUBLIC_TASK,
        law=LAW,
        fields=(
            PersonalField("text", _("What we wrote"), Category.MESSAGES),
            PersonalField("language", _("Language"), Category.PREFERENCES),
        ),
        retention=KeptWhile(_("As long as the answer itself.")),
    )


def holds() -> PersonalData:
    """Who is writing an answer."""
    return PersonalData(
        model=Hold,
        title=_("Who is answering a letter"),
        subject=key_in("holder"),
        people=_("Those who answer letters"),
        purpose=_("So that two people do not answer the same letter without knowing."),
        legal_ground=LegalGround.PUBLIC_TASK,
        law=LAW,
        fields=(
            PersonalField("name", _("Name"), Category.IDENTITY),
            PersonalField("seen_at", _("When they last wrote"), Category.DOINGS),
        ),
        retention=KeptFor(Period(days=1), after="seen_at", words=_("One day.")),
    )


def verdicts() -> PersonalData:
    """What writers say of answers."""
    return PersonalData(
        model=Verdict,
        title=_("What writers say of answers"),
        subject=key_in("answer__receiver_key", also=sender_keys_of),
        people=_("People who write to the city"),
        purpose=_("To answer you after all when an answer did not, and to answer others better."),
        legal_ground=LegalGround.PUBLIC_TASK,
        law=LAW,
        fields=(
            PersonalField("was_answered", _("Whether your question was answered"), Category.MESSAGES),
            PersonalField("comment", _("What you said of the answer"), Category.MESSAGES),
            PersonalField("said_at", _("When you said it"), Category.DOINGS),
        ),
        retention=KeptWhile(_("As long as the answer itself.")),
    )


def checks() -> PersonalData:
    """Who looked at an answer of a colleague."""
    return PersonalData(
        model=SampleCheck,
        title=_("Answers that a colleague looked at afterwards"),
        subject=key_in("checker"),
        people=_("Those who answer letters"),
        purpose=_("To learn from each other how to answer well."),
        legal_ground=LegalGround.PUBLIC_TASK,
        law=LAW,
        fields=(
            PersonalField("remark", _("Remark"), Category.MESSAGES),
            PersonalField("checked_at", _("When they looked at it"), Category.DOINGS),
        ),
        retention=KeptWhile(_("As long as the answer itself.")),
    )


def colleague_questions() -> PersonalData:
    """What those who answer a letter ask each other about it: a note about its writer, who may have a copy of it."""
    return PersonalData(
        model=ColleagueQuestion,
        title=_("What colleagues asked each other about letters"),
        subject=key_in("writer_key", also=sender_keys_of),
        people=_("People who write to the city, and those who answer them"),
        purpose=_("To answer your letter with what a colleague knows."),
        legal_ground=LegalGround.PUBLIC_TASK,
        law=LAW,
        fields=(
            PersonalField("text", _("What was asked about your letter"), Category.MESSAGES),
            PersonalField("reply", _("What a colleague said about it"), Category.MESSAGES),
            PersonalField("asked_at", _("When it was asked"), Category.DOINGS),
        ),
        retention=KeptFor(Period(years=2), after="asked_at", words=_("Two years after it was asked.")),
        doers=("asker", "asked_person", "replier"),
    )
