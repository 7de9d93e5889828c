"""Search: a query's text -> a page of the best matching accounts, with what stood in the way."""
