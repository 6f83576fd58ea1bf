"""Contracts, vocabularies and standards as package data; a regular package so that importlib.resources finds it."""
