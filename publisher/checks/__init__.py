"""How one file is looked at: rules and the table engine over one stream, findings out of it."""

# Here rather than by the first module that needs a rule: see there for why.
import publisher.rules  # noqa: F401
