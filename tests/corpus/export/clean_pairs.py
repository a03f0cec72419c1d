"""Clean pairs."""

NAMES = ["Lan", "Minh", "Hòa", "Tuấn", "Ngọc", "Sơn"]


PAIRS = [
    (f"Sáng ngày {number} bạn {NAMES[number % 6]} chèo đò sang sông bán cá ở chợ làng.",
     f"On the morning of day {number} {NAMES[number % 6]} rowed over the river to sell fish at the market.")
    for number in range(120)
]  # fmt: skip
