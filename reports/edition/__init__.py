"""The trend report: a week or a month of the market on one page, beside the nightly one."""
