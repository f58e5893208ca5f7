"""What the GTFS Schedule Reference (gtfs.org, 2025) says of its files: which there are, their keys, their types."""

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
    if column in INTEGERS:
        return Form(ColumnType.INTEGER)
    if column in NUMBERS:
        return Form(ColumnType.NUMBER)
    return Form(ColumnType.DATE, "%Y%m%d") if column in DATES else TEXT
