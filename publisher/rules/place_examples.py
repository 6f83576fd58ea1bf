"""Offices of a prefecture's towns, for the examples of rules on where things are."""

from __future__ import annotations

OFFICES = (
    "生駒市役所,奈良県生駒市東新町8-38,34.6919,135.7006\n"
    "奈良市役所,奈良県奈良市二条大路南1-1-1,34.6851,135.8048\n"
    "天理市役所,奈良県天理市川原城町605,34.5966,135.8373\n"
    "橿原市役所,奈良県橿原市八木町1-1-18,34.5092,135.7928\n"
    "桜井市役所,奈良県桜井市粟殿432-1,34.5186,135.8430\n"
    "五條市役所,奈良県五條市岡口1-3-1,34.3521,135.6940\n"
)
"""Lines of a table: name, address, latitude, longitude."""
