"""事项规则: pure decisions of the catalogue, one subject a module."""
