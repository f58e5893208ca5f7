"""How much the portal is used: figures without anybody in them, and how much one key may ask."""
