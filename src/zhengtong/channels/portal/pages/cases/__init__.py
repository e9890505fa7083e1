"""办件: planning, beginning, handing in, following."""
