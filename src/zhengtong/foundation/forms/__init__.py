"""表单: the questions, computed. Nobody designs a form: the elements that the chosen items ask for are merged, each asked once.

Owns drafts: what somebody has begun to fill in is kept on the server, as typed, until it is submitted, discarded or expired; nothing
is lost with a session. A draft is born open and ends submitted or discarded. Called by catalogue (merging), cases (drafts) and the portal.
"""
