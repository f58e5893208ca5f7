"""The catalogue in the JSON API. A fixed word in an address stands before a name: ``branches/nearest``."""

from ninja import Router

from zenne.catalogue.rest import branches, lists, places, services

router = Router()
router.add_router("", services.router)
router.add_router("", places.router)
router.add_router("", branches.router)
router.add_router("", lists.router)
