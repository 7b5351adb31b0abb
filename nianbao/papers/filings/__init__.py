"""The papers of filings: 签批单, 公布情况表 and its report, reminders, the score table."""
