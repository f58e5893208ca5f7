"""The top: settings, addresses, the frame of every page, and the pages that belong to no module."""
