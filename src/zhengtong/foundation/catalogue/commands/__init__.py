"""事项与清单: the only writer of the projections; called when content is published."""
