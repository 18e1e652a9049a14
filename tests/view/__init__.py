"""Tests of the pages: what goes into them, and what they do in a real browser."""
