"""事项: finding, browsing, guides."""
