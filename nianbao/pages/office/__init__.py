"""What the page 报送 is made of: its words, the list of a year, one filing, the forms of its steps."""
