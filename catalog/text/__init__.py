"""How text is made comparable and findable; nothing here reads the store."""
