"""Files as streams of records: encoding, dialect, where the header lies, and the table engine.

Nothing here knows rules or reports: the engine says faults, `publisher.check` makes findings.
"""
