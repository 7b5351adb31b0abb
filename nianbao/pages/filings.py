"""Page 报送: the filings of a year, or the one that stands in the address."""

from nianbao.pages.office.one import open_filing, show_filing
from nianbao.pages.office.year import show_year
from nianbao.pages.sidebar import show_sidebar

written = open_filing()
if written is None or not show_filing(written):
    show_year()
show_sidebar()
