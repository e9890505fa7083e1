"""办件: one submission, from intake to result. It conducts; approvals and licences play.

Owns cases, their materials and the one supplementation notice. Its life: received → (supplementing →) accepted → closed, or
declined, or withdrawn. Called by portal, workbench and gateway.
"""
