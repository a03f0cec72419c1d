"""Two documents compared."""

SOURCE = [
    "Nhà máy mở cửa năm 1990.",
    "Bệnh viện ở gần chợ.",
    "",
    "Trường học bị cháy, không ai bị thương.",
    "Cảng đóng cửa.",
]


TARGET = [
    "The factory opened in 1990.",
    "The hospital is near the market.",
    "The school burned; nobody was hurt.",
    "Port!",
]
