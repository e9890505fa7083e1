"""Measurements of this platform, each beside a limit or a peer measured in the same run. ``make bench`` prints the table."""
