"""Which service a letter is for: guessed from the catalogue's words and from letters that were answered, with reasons."""
