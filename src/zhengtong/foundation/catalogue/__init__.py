"""事项与清单: powers, items, bundles and their guides, published from content and found by plain words; the plan of a bundle.

Owns: projections of the content kinds item, bundle and law; the search index; the rules of choice, order, materials and ranking.
Life: content is published → tables and index are rebuilt; nothing here is edited by hand. Reading only: cases pin what they began under.
Called by: cases (plan, pins), approvals and licences (regime, calendar), every channel (guides, search, browsing).
"""
