"""Show studies: their inputs, their run, what they tell, and the scenarios kept of them."""
