"""What is said about data: DCAT-AP, feeds, citations."""
