"""Registers outside, one file each; simulators for demonstrations and tests."""
