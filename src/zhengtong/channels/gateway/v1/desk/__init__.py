"""案头: what officers do, at the window and in the departments."""
