"""What a reader gets: one Result for a headline, Scores for many."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from headcheck.reasons import Reason
from headcheck.text import SetAside

if TYPE_CHECKING:
    from headcheck.explain import Explanation
    from headcheck.fixes import Fix


@dataclass(frozen=True)
class Claim:
    """One thing that a headline asserts.

    Attributes
    ----------
    span : tuple of (int, int)
        Its characters in the headline.
    support : float
        How far the body bears it out, 0 to 1.
    evidence : tuple of (int, int) pairs
        Body sentences that speak to it, best first.
    hedged : bool
        Whether it is hedged or asked rather than told.
    attributed_to : str or None
        Who is said to say it.
    """

    span: tuple[int, int]
    support: float
    evidence: tuple[tuple[int, int], ...]
    hedged: bool
    attributed_to: str | None


@dataclass(frozen=True, eq=False)
class Result:
    """How far one headline outruns its body, and why. Reasons, claims, contributions, warnings and fixes are computed when asked for.

    Attributes
    ----------
    score : float
        Calibrated probability, 0 to 1, that the headline claims more, or claims it more strongly, than the body supports.
    sensationalism : float
        How sensational the wording is, 0 to 1, whatever its accuracy.
    verdict : {"accurate", "stretched", "overreaching"}
        The score against the model's two thresholds.
    reasons : list of Reason
        Strongest first. Their effects sum to the contributions, but for kinds of reason that add less than 0.08 each; a headline without words has none.
    claims : list of Claim
        What the headline asserts, in order.
    contributions : dict of str to float
        Log-odds by feature; ``intercept + sum(contributions.values())`` is the logit of the score before calibration.
    intercept : float
        Log-odds where every feature is at its mean.
    sensationalism_contributions : dict of str to float
        The same for `sensationalism`.
    warnings : list of str
        What makes the score less sure.
    set_aside : tuple of SetAside
        Page furniture of the body, left out of the evidence.
    fixes : list of Fix
        Smallest edits that bring the headline back to the body, likeliest first; none where none is likely enough, which is the rule.
    """

    headline: str
    body: str
    score: float
    sensationalism: float
    verdict: str
    intercept: float
    set_aside: tuple[SetAside, ...]
    explanation: Explanation

    @property
    def reasons(self) -> list[Reason]:
        return self.explanation.reasons

    @property
    def claims(self) -> list[Claim]:
        return self.explanation.claims

    @property
    def contributions(self) -> dict[str, float]:
        return self.explanation.contributions

    @property
    def sensationalism_contributions(self) -> dict[str, float]:
        return self.explanation.sensationalism_contributions

    @property
    def warnings(self) -> list[str]:
        return self.explanation.warnings

    @property
    def fixes(self) -> list[Fix]:
        """Smallest edits that bring the headline back to the body, best first."""
        return self.explanation.fixes

    def __repr__(self) -> str:
        shown = ("score", "sensationalism", "verdict", "reasons", "claims", "warnings")
        return f"Result({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    def __str__(self) -> str:
        from headcheck.show.plain import report

        return report(self)

    def to_dict(self) -> dict[str, Any]:
        """Everything as JSON knows it, but the texts, the fixes and what makes up `sensationalism`."""
        return {
            "score": self.score,
            "sensationalism": self.sensationalism,
            "verdict": self.verdict,
            "reasons": [
                {
                    "kind": r.kind,
                    "headline_span": list(r.headline_span),
                    "body_span": list(r.body_span) if r.body_span else None,
                    "effect": r.effect,
                    "text": r.text,
                }
                for r in self.reasons
            ],
            "claims": [
                {"span": list(c.span), "support": c.support, "evidence": [list(e) for e in c.evidence], "hedged": c.hedged, "attributed_to": c.attributed_to}
                for c in self.claims
            ],
            "contributions": dict(self.contributions),
            "intercept": self.intercept,
            "warnings": list(self.warnings),
            "set_aside": [{"span": [s.start, s.end], "reason": s.reason} for s in self.set_aside],
        }

    def to_html(self) -> str:
        """A page fragment with the headline and body marked up; all text is escaped."""
        from headcheck.show.html import fragment

        return fragment(self)

    def _repr_html_(self) -> str:
        return self.to_html()


@dataclass(frozen=True, eq=False)
class Scores:
    """Scores of many headlines, arrays of shape ``(n,)`` in input order; ``scores[i]`` is a full Result, computed when asked."""

    score: NDArray[np.float64]
    sensationalism: NDArray[np.float64]
    verdict: NDArray[np.str_]
    _result: Callable[[int], Result] = field(repr=False)

    def __len__(self) -> int:
        return len(self.score)

    def __getitem__(self, index: int) -> Result:
        n, index = len(self.score), operator.index(index)  # the arrays may be sliced, as in scores.score[:10]
        if not -n <= index < n:
            raise IndexError(f"index {index} is out of range for {n} scores")
        return self._result(index % n)

    def __iter__(self) -> Iterator[Result]:
        return (self._result(i) for i in range(len(self.score)))
