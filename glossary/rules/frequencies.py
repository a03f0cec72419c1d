"""How often something happens, each hour to each year: any two are as opposite as words of POL003 are."""

from __future__ import annotations

from itertools import combinations

# Words as in the table of opposites: what surely says it in Vietnamese + perhaps / in English + perhaps.
_EACH = """
hằng~giờ mỗi~giờ + hàng~giờ từng~giờ một~giờ / every~hour each~hour hourly + an~hour per~hour
hằng~ngày hàng~ngày mỗi~ngày + từng~ngày một~ngày nhật / every~day each~day daily + a~day per~day everyday
hằng~tuần hàng~tuần mỗi~tuần + từng~tuần một~tuần / every~week each~week weekly + a~week per~week
hằng~tháng hàng~tháng mỗi~tháng + từng~tháng một~tháng / every~month each~month monthly + a~month per~month
hằng~năm hàng~năm mỗi~năm + từng~năm một~năm thường~niên / every~year each~year yearly annually + a~year per~year annual
"""

FREQUENCIES = "\n".join(f"! {one}\n! {other}" for one, other in combinations(_EACH.strip().split("\n"), 2))
"""Each frequency beside each other one, as lines of the table of opposites."""
