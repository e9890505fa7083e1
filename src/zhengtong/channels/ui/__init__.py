"""页面构件: the page kit that every channel builds on.

Layout (base.html, desk.html), tokens, form components, states, lanes, clocks; guards that say who may come in;
refusals made readable; the words of a page in the reader's language. It knows the views that capabilities return
and no capability's inside.
"""
