"""A filing (报送件): the report of one unit for one year on its way from the roster to the website."""
