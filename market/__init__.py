"""The domain: nouns and arithmetic of the resale market. No input or output."""
