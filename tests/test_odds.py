"""Log-odds to probabilities, whatever their size."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from headcheck.odds import sigmoid, softmax


def test_any_log_odds_have_a_probability() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert sigmoid(np.array([-1e5, 0.0, 1e5])).tolist() == pytest.approx([0.0, 0.5, 1.0])
        assert softmax(np.array([[1e5, 0.0, 1e5], [0.0, 0.0, 0.0]])).tolist() == [pytest.approx([0.5, 0.0, 0.5]), pytest.approx([1 / 3] * 3)]


def test_two_alternatives_are_yes_and_no() -> None:
    logit = np.linspace(-9, 9, 19)
    assert np.allclose(softmax(np.column_stack([np.zeros(19), logit]))[:, 1], sigmoid(logit))
