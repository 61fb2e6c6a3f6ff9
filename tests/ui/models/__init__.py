"""The pages of models, driven as a user drives them."""
