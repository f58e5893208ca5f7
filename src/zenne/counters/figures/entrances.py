"""How people come to the figures: from the comparison of the branches, and from the page of each branch."""

from django.urls import reverse

from zenne.catalogue.public import LiveFigures, register_live_figures


def register() -> None:
    """Tell the catalogue where the figures are."""
    register_live_figures(LiveFigures(everywhere, at_branch))


def everywhere() -> str:
    """The page of all branches."""
    return reverse("figures:branches")


def at_branch(branch: str) -> str:
    """The page of one."""
    return reverse("figures:branch", args=[branch])
