"""Reading: each module gathers what one page needs and hands it to that page's view model."""
