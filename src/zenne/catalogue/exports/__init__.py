"""The catalogue as linked data: CPSV-AP 3.2."""
