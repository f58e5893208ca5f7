"""Which pages of accounts belong to the workplace."""


def register_pages() -> None:
    """Make them known to the menu of the workplace."""
