"""Timetables in GTFS and GTFS-JP (標準的なバス情報フォーマット) as values; the rules judge them."""
