"""Small parts that pages of every module use."""

from django import template

register = template.Library()
