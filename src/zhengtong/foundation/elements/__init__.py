"""数据元: the smallest shared word. Forms, registers, licences and open data all speak in elements; that makes "ask once" possible.

Owns the dictionary of elements: what a value looks like, how it is read from what somebody typed, and what is wrong with it.
An element is born by publishing content (kind ``element``) and changes only by a new version.
Called by forms, catalogue, licences and channels.
"""
