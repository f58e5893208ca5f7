"""Which service a letter is for, guessed with reasons from the catalogue's words and from answered letters."""
