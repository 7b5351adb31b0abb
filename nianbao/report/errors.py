"""The one base of all errors that are meant for the user."""


class UserError(Exception):
    """Something cannot be done; the message is Chinese, says what is wrong and what to do, and is shown as it is."""
