"""Facts that travel upwards: a lower module announces what happened, a higher one subscribes.

The lower module knows nobody above it. Subscribers act inside the transaction of the fact or after its commit.
"""
