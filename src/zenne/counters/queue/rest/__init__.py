"""The queue in the API."""

from ninja import Router

from zenne.counters.queue.rest import room, tickets

router = Router(tags=["queue"])
router.add_router("", tickets.router)
router.add_router("", room.router)
