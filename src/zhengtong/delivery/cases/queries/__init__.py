"""办件: reads."""
