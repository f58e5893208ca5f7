"""Where the rows of a version lie, and how a version is published."""
