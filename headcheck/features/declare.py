"""How a feature is declared: once, with all that reports, docs and the model card say of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Feature:
    """One number about a headline and its body (or about one headline word)."""

    name: str
    meaning: str
    low: float = 0.0
    high: float = 1.0
    unit: str = "share"
    source: str = ""
    reason: str = "unsupported"  # the kind of reason it speaks for
