"""事项与清单: finding, browsing, guides, plans."""
