"""Load, check, plan, apply and report: from a tree of data packages to a CKAN catalog."""
