"""Reads of identity: who acts, who somebody is, which bodies there are."""
