"""审批: one item inside a case, in the hands of one authority, with its own clock and decision.

Owns approvals and their terms. Its life: waiting → open → approved, refused, lapsed or withdrawn. Conducted by cases.
"""
