"""What people fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class EmailForm(forms.Form):
    """An address to which a link is sent."""

    email = forms.EmailField(
        max_length=254,
        error_messages={
            "required": _("Write your e-mail address."),
            "invalid": _("An e-mail address has an @ in it, as in name@example.org."),
        },
    )


class KeyForm(forms.Form):
    """A key to make."""

    name = forms.CharField(max_length=80, error_messages={"required": _("Give the key a name.")})
    days = forms.TypedChoiceField(
        coerce=int, choices=[(30, _("30 days")), (90, _("90 days")), (365, _("one year"))], initial=90
    )
    scopes = forms.MultipleChoiceField(required=False)


class RoleForm(forms.Form):
    """A role or a place in a team, to give or to take away. Who: an address, or the key ``person:…``."""

    who = forms.CharField(max_length=254, error_messages={"required": _("Say who: an e-mail address.")})
    role = forms.CharField(max_length=30)
    team = forms.CharField(max_length=60, required=False)


class ErasureForm(forms.Form):
    """That the data of somebody else is to be erased, and why."""

    because = forms.CharField(
        label=_("How the person asked for it"),
        help_text=_("For example: by letter of 12 November, file 2026/12. Write no names."),
        max_length=500,
        error_messages={"required": _("Write in a few words how the person asked for it.")},
    )
    sure = forms.BooleanField(
        label=_("Yes, erase this account and its data"),
        error_messages={"required": _("Nothing was erased. Tick the box if you are sure.")},
    )
