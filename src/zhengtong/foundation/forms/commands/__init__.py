"""表单 commands: the only writer of drafts."""
