"""A page script for the test that our ``validators`` wins under Streamlit."""

import streamlit as st

import validators

st.text(validators.__file__)
