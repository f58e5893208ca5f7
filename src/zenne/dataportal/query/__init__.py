"""One question, planned for one reader, answered from Parquet."""
