"""The KPI: published datasets counted from the tree, for any day, by DESIGN §5. Pure."""
