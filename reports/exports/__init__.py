"""Published numbers as rows for spreadsheets and programs, as charts in terminals and files."""
