"""Vectors of texts as the rows of a sparse matrix."""

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from zenne.mailroom.routing.rules.vocabulary import Numbers, Places


def matrix_of(vectors: Sequence[tuple[Places, Numbers]], *, width: int) -> sparse.csr_array:
    """One row for each vector, given by its columns and its values there. There must be one at least."""
    places = np.concatenate([found for found, _ in vectors])
    values = np.concatenate([found for _, found in vectors])
    ends = np.cumsum([0, *(len(found) for found, _ in vectors)])
    return sparse.csr_array((values, places, ends), shape=(len(vectors), width))
