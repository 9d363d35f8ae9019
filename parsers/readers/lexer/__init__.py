"""A folded text cut into typed tokens: numbers, money, names, units and the words around them."""
