"""Terms found in texts: tokens, tries, matchers, and the termbase made ready for them."""
