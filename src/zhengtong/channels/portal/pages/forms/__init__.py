"""表单: filling in, papers, review."""
