"""网上办事大厅: the portal for people and firms.

Finding what to do, planning it, filling one form, handing in, following, receiving and verifying the result.
Each page parses, makes one api call and renders; a refusal becomes a page or a form error. Every page works without JavaScript.
"""
