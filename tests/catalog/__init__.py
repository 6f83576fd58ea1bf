"""Tests of the embedded catalog."""
