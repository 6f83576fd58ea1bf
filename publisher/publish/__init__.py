"""From the tree to the catalog: desired state, actual state, plan, apply, report."""
