"""What may be done with appointments of others."""

from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import permission

BOOK_FOR_OTHERS = permission("counters.book-for-others", _("Book, move and cancel appointments for people"))
READ_BOOKING = permission(
    "counters.read-booking", _("Open the appointment of somebody, also by its code"), needs_purpose=True
)
