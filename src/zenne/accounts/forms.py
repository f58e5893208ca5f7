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
