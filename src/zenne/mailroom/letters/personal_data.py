"""What is done with personal data in the mailroom."""

from django.utils.translation import gettext
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
from zenne.mailroom.letters.index import words_of
from zenne.mailroom.letters.models import Attachment, Letter, LetterWords, Message
from zenne.mailroom.letters.senders import sender_keys_of

LAW = _("The public task of the city to answer those who write to it")
PEOPLE = _("People who write to the city")


def declare() -> None:
    """Declare the models of this module."""
    declare_personal_data(letters())
    declare_personal_data(messages())
    declare_personal_data(attachments())
    declare_personal_data(words())
    holds_no_personal_data(
        "mailroom.Thread",
        "mailroom.Reference",
        "mailroom.Merger",
        because="they say which letters belong together, and nothing of who",
    )


def letters() -> PersonalData:
    """Who wrote what."""
    return PersonalData(
        model=Letter,
        title=_("Letters to the city"),
        subject=key_in("sender_key", also=sender_keys_of),
        people=PEOPLE,
        purpose=_("To answer your letter in time."),
        legal_ground=LegalGround.PUBLIC_TASK,
        law=LAW,
        fields=(
            PersonalField("sender_name", _("Name"), Category.IDENTITY),
            PersonalField("sender", _("E-mail address"), Category.CONTACT),
            PersonalField("subject", _("Subject"), Category.MESSAGES),
            PersonalField("text", _("What you wrote"), Category.MESSAGES),
            PersonalField("language", _("Language"), Category.PREFERENCES),
            PersonalField("received_at", _("When it came"), Category.DOINGS),
        ),
        retention=KeptFor(Period(years=2), after="received_at", words=_("Two years after the letter came.")),
    )


def messages() -> PersonalData:
    """The bytes of letters."""
    return PersonalData(
        model=Message,
        title=_("Letters as they came"),
        subject=key_in("letter__sender_key", also=sender_keys_of),
        people=PEOPLE,
        purpose=_("To show a letter as it came when something in it could not be read."),
        legal_ground=LegalGround.PUBLIC_TASK,
        law=LAW,
        fields=(PersonalField("received_at", _("When it came"), Category.DOINGS),),
        retention=KeptWhile(_("As long as the letter itself.")),
        file=own_copy,
    )


def attachments() -> PersonalData:
    """The files that came with letters."""
    return PersonalData(
        model=Attachment,
        title=_("Files that came with letters"),
        subject=key_in("letter__sender_key", also=sender_keys_of),
        people=PEOPLE,
        purpose=_("To show what came with a letter."),
        legal_ground=LegalGround.PUBLIC_TASK,
        law=LAW,
        fields=(PersonalField("name", _("Name of the file"), Category.MESSAGES),),
        retention=KeptWhile(_("As long as the letter itself.")),
    )


def own_copy(message: Message) -> tuple[str, bytes]:
    """A letter as it came, for whoever wrote it; a sentence in its place where the virus scanner found something."""
    name = f"letters/{message.received_at:%Y-%m-%d}-{message.digest[:12]}"
    if Attachment.objects.filter(letter=message.letter_id, scan=Attachment.Scan.FOUND).exists():
        return f"{name}.txt", gettext("The virus scanner found something in this letter, so it is not copied.").encode()
    return f"{name}.eml", bytes(message.raw)


def words() -> PersonalData:
    """The words of letters, in the index."""
    return PersonalData(
        model=LetterWords,
        title=_("Words by which letters are found"),
        subject=key_in("letter__sender_key", also=sender_keys_of),
        people=PEOPLE,
        purpose=_("To find your letter again when you ask about it."),
        legal_ground=LegalGround.PUBLIC_TASK,
        law=LAW,
        fields=(PersonalField("tokens", _("Words"), Category.MESSAGES, shown=words_of),),
        retention=KeptWhile(_("As long as the letter itself.")),
    )
