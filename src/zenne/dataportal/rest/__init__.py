"""The data portal in the API."""

from ninja import Router

from zenne.dataportal.rest import loads, new_datasets, quarantine, rows, tables

__all__ = ["new_datasets", "router"]
router = Router()
router.add_router("", tables.router)
router.add_router("", rows.router)
router.add_router("", quarantine.router)
router.add_router("", loads.router)
