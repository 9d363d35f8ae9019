"""Parts of a price, left or taken off: discounts and coupons."""
