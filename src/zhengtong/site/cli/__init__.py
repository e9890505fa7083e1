"""命令行: ``zt`` and its verbs, one file each. A verb parses, makes one ``api`` call, prints."""
