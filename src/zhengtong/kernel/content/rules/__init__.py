"""Pure rules of content: text to documents, documents to defects, versions and differences. No Django, no clock, no disk."""
