"""The types of Table Schema: for each, the exact reader of frictionless 5.21."""
