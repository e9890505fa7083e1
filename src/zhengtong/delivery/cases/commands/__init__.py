"""办件: the only writer of cases, one verb a file."""
