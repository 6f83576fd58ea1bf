"""The actions of the API by name: what they need, what they answer, what they refuse."""
