"""Each indicator of a park, defined once: unit, direction, formula over records, source.

Nothing is gathered here: a thread that imports one of the modules while another imports them all
through here would find one of them half made.
"""
