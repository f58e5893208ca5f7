"""The ``date`` filter of every template, in the place of Django's own."""

from django import template

from zenne.core.languages.dates import written

register = template.Library()
register.filter("date", written, expects_localtime=True)
