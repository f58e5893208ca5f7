"""Pure rules of translating: how a text is cut into sentences and put together again."""
