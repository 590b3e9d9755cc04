"""Gates: how much each of a feature's weights counts for a headline, by how it is worded and how long its body is.

Evidence means different things in a headline that shares its words with the body and in one that does not, in the wording of a headline and
that of a full sentence, which the public sets have in its place, and over an article and over its opening sentence alone. So a feature has
several weights, each behind a gate (domain adaptation by copies of features, Daume 2007). The model stays linear in them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from headcheck.reading import NAMES

_NEW_SHARE, _FULL_SENTENCE, _SHORT_BODY = (NAMES.index(name) for name in ("new_share", "full_sentence", "short_body"))
FAMILIARITY = ("all", "familiar", "foreign")
BY_REGISTER = (*(f"{gate}, {register}" for register in ("headline", "sentence") for gate in FAMILIARITY), "short body")
KNOWN = (FAMILIARITY, BY_REGISTER)  # a model has one or the other


def gates(values: NDArray[np.float64], names: tuple[str, ...] = FAMILIARITY) -> NDArray[np.float64]:
    """How far each gate is open for rows of feature values, shape ``(n, len(names))``, 0 to 1."""
    new = values[:, _NEW_SHARE : _NEW_SHARE + 1]
    familiarity = np.hstack([np.ones_like(new), (1 - new) ** 2, new**2])
    if names == FAMILIARITY:
        return np.asarray(familiarity)
    sentence = values[:, _FULL_SENTENCE : _FULL_SENTENCE + 1]
    return np.hstack([familiarity * (1 - sentence), familiarity * sentence, values[:, _SHORT_BODY : _SHORT_BODY + 1]])
