"""好差评: how it was, in the words of the one it was for.

Owns ratings: five levels, once per case, voluntary, only by the applicant, only when the case has its answer (国办发〔2019〕51号: one
matter, one rating). Nobody can change or remove one. Called by portal and workbench; supervision and insight will read its facts.
"""
