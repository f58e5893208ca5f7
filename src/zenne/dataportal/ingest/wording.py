"""What is said about a load, in the reader's language."""

from typing import Final

from django.utils.translation import gettext, gettext_lazy as _

from zenne.dataportal.ingest.reasons import CannotLoad, Reason
from zenne.dataportal.rules.forms import Finding, Note
