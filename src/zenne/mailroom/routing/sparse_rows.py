"""Vectors of texts as the rows of a sparse matrix."""

from collections.abc import Sequence

import numpy as np
import scipy  # its parts are loaded when first used: most processes never do

from zenne.mailroom.routing.rules.vocabulary import Numbers, Places


def matrix_of(vectors: Sequence[tuple[Places, Numbers]], *, width: int) -> "scipy.sparse.csr_array":
    """One row for each vector, given by its columns and its values there. There must be one at least."""
    places = np.concatenate([found for found, _ in vectors])
    values = np.concatenate([found for _, found in vectors])
    ends = np.cumsum([0, *(len(found) for found, _ in vectors)])
    return scipy.sparse.csr_array((values, places, ends), shape=(len(vectors), width))
