"""审批 adapters: outside systems that decide."""
