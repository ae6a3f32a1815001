"""The translators' room: how far each language is, and one text beside its source."""
