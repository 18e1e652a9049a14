"""Tests of the frames: the data, how they match, and what the shipped pipeline makes of them."""
