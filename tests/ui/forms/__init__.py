"""Tests of the forms in which records are typed."""
