"""Drafts of translations by a machine, where a city has installed a model for two languages."""
