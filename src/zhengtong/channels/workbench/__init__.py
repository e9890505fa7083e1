"""工作台: the desk of officers: window clerks take in and accept, reviewers decide, operators watch the jobs.

Opens on what is due first. A page parses, calls one capability, renders; nothing is shown that the officer may not act on or know.
"""
