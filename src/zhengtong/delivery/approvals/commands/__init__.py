"""审批: the only writer of approvals, one verb a file."""
