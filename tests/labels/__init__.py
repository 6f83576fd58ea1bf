"""The truth about real files, labelled by hand, and how the validator measures against it."""
