"""What the pages of the portal show."""
