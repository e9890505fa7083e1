"""办件: following one's own, mending them; the window's side."""
