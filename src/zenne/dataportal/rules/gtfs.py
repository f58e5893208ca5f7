"""What the GTFS Schedule Reference (gtfs.org, 2025) says of its files: which there are, their keys, their types."""

from collections.abc import Collection, Sequence
from typing import Final

from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.forms import TEXT, Form

KEYS: Final[dict[str, tuple[str, ...]]] = {
    "agency": (),
    "stops": ("stop_id",),
    "routes": ("route_id",),
    "trips": ("trip_id",),
    "stop_times": ("trip_id", "stop_sequence"),
    "calendar": ("service_id",),
    "calendar_dates": ("service_id", "date"),
    "fare_attributes": ("fare_id",),
    "fare_rules": (),
    "timeframes": (),
    "rider_categories": ("rider_category_id",),
    "fare_media": ("fare_media_id",),
    "fare_products": (),
    "fare_leg_rules": (),
    "fare_leg_join_rules": (),
    "fare_transfer_rules": (),
    "areas": ("area_id",),
    "stop_areas": (),
    "networks": ("network_id",),
    "route_networks": ("route_id",),
    "shapes": ("shape_id", "shape_pt_sequence"),
    "frequencies": ("trip_id", "start_time"),
    "transfers": (),
    "pathways": ("pathway_id",),
    "levels": ("level_id",),
    "location_groups": ("location_group_id",),
    "location_group_stops": (),
    "booking_rules": ("booking_rule_id",),
    "translations": (),
    "feed_info": (),
    "attributions": (),
}
"""The files without ``.txt``, in the order of the reference; a key only where it has no column that may be empty."""
REFERENCES: Final[dict[str, dict[str, str]]] = {
    "stops": {"parent_station": "stops.stop_id", "level_id": "levels.level_id"},
    "routes": {"agency_id": "agency.agency_id", "network_id": "networks.network_id"},
    "trips": {
        "route_id": "routes.route_id",
        "service_id": "calendar.service_id",
        "shape_id": "shapes.shape_id",
    },
    "stop_times": {
        "trip_id": "trips.trip_id",
        "stop_id": "stops.stop_id",
        "location_group_id": "location_groups.location_group_id",
        "pickup_booking_rule_id": "booking_rules.booking_rule_id",
        "drop_off_booking_rule_id": "booking_rules.booking_rule_id",
    },
    "calendar_dates": {"service_id": "calendar.service_id"},
    "fare_attributes": {"agency_id": "agency.agency_id"},
    "fare_rules": {"fare_id": "fare_attributes.fare_id", "route_id": "routes.route_id"},
    "timeframes": {"service_id": "calendar.service_id"},
    "fare_products": {
        "rider_category_id": "rider_categories.rider_category_id",
        "fare_media_id": "fare_media.fare_media_id",
    },
    "fare_leg_rules": {
        "network_id": "networks.network_id",
        "from_area_id": "areas.area_id",
        "to_area_id": "areas.area_id",
        "from_timeframe_group_id": "timeframes.timeframe_group_id",
        "to_timeframe_group_id": "timeframes.timeframe_group_id",
        "fare_product_id": "fare_products.fare_product_id",
    },
    "fare_leg_join_rules": {
        "from_network_id": "networks.network_id",
        "to_network_id": "networks.network_id",
        "from_stop_id": "stops.stop_id",
        "to_stop_id": "stops.stop_id",
    },
    "fare_transfer_rules": {
        "from_leg_group_id": "fare_leg_rules.leg_group_id",
        "to_leg_group_id": "fare_leg_rules.leg_group_id",
        "fare_product_id": "fare_products.fare_product_id",
    },
    "stop_areas": {"area_id": "areas.area_id", "stop_id": "stops.stop_id"},
    "route_networks": {"network_id": "networks.network_id", "route_id": "routes.route_id"},
    "frequencies": {"trip_id": "trips.trip_id"},
    "transfers": {
        "from_stop_id": "stops.stop_id",
        "to_stop_id": "stops.stop_id",
        "from_route_id": "routes.route_id",
        "to_route_id": "routes.route_id",
        "from_trip_id": "trips.trip_id",
        "to_trip_id": "trips.trip_id",
    },
    "pathways": {"from_stop_id": "stops.stop_id", "to_stop_id": "stops.stop_id"},
    "location_group_stops": {
        "location_group_id": "location_groups.location_group_id",
        "stop_id": "stops.stop_id",
    },
    "booking_rules": {"prior_notice_service_id": "calendar.service_id"},
    "attributions": {
        "agency_id": "agency.agency_id",
        "route_id": "routes.route_id",
        "trip_id": "trips.trip_id",
    },
}
"""Foreign identifiers: for a column of a file, the file and the column from which its values come."""
DAYS: Final = ("calendar.service_id", "calendar_dates.service_id")
"""A timetable may say its days in one of two files, or in both."""
COORDINATES: Final = (("stop_lon", "stop_lat"), ("shape_pt_lon", "shape_pt_lat"))
PLACE: Final = "place"
"""The column that is made from longitude and latitude."""
SIGNS: Final = ("stops", "routes", "trips", "stop_times")
"""A ZIP file with two of these is GTFS."""
INTEGERS: Final = frozenset({
    "location_type", "wheelchair_boarding", "route_type", "route_sort_order", "continuous_pickup",
    "continuous_drop_off", "direction_id", "wheelchair_accessible", "bikes_allowed", "cars_allowed",
    "stop_sequence", "pickup_type", "drop_off_type", "timepoint", "monday", "tuesday", "wednesday", "thursday",
    "friday", "saturday", "sunday", "exception_type", "payment_method", "transfers", "transfer_duration",
    "shape_pt_sequence", "headway_secs", "exact_times", "transfer_type", "min_transfer_time", "pathway_mode",
    "is_bidirectional", "traversal_time", "stair_count", "is_default_fare_category", "fare_media_type",
    "rule_priority", "transfer_count", "duration_limit", "duration_limit_type", "fare_transfer_type",
    "booking_type", "prior_notice_duration_min", "prior_notice_duration_max", "prior_notice_last_day",
    "prior_notice_start_day", "is_producer", "is_operator", "is_authority", "stop_access",
})  # fmt: skip
NUMBERS: Final = frozenset({
    "stop_lat", "stop_lon", "shape_pt_lat", "shape_pt_lon", "shape_dist_traveled", "price", "amount",
    "level_index", "length", "max_slope", "min_width",
})  # fmt: skip
DATES: Final = frozenset({
    "date", "start_date", "end_date", "feed_start_date", "feed_end_date",
})  # fmt: skip


def form_of(column: str) -> Form:
    """How the values of a column are written. Identifiers, codes and times (which go past 24:00) are text."""
    if column == PLACE:
        return Form(ColumnType.GEOMETRY)
    if column in INTEGERS:
        return Form(ColumnType.INTEGER)
    if column in NUMBERS:
        return Form(ColumnType.NUMBER)
    return Form(ColumnType.DATE, "%Y%m%d") if column in DATES else TEXT


def place_in(header: Sequence[str]) -> tuple[int, int] | None:
    """The numbers of the columns with longitude and latitude; None when there are none, or a place is there already."""
    for longitude, latitude in COORDINATES:
        if longitude in header and latitude in header and PLACE not in header:
            return header.index(longitude), header.index(latitude)
    return None


def references_of(table: str, known: Collection[str]) -> dict[str, str]:
    """For the columns of a table the column of another one that they refer to, as far as that table is ``known``."""
    wanted = REFERENCES.get(table, {})
    if "calendar" not in known and table != "calendar_dates":
        wanted = {column: DAYS[1] if target == DAYS[0] else target for column, target in wanted.items()}
    return {column: target for column, target in wanted.items() if target.partition(".")[0] in known}
