"""电子证照: the result of a matter, signed, held, shown, verified.

Owns licence types (content kind ``licence_type``), licences, their signed files and their readable sheets. Its life: issued (valid) →
expired by itself, or deregistered 注销, or annulled 撤销. Called by cases (issue, held, known) and every channel (show, verify). The
built-in keys are for demonstration; documents signed with them say 演示.
"""
