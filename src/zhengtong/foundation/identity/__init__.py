"""身份与机构: who somebody is, whom they may act for, which authority they serve.

Owns persons, firms and their representatives, organisations, staff and duties. Called by every capability above.
"""
