"""Sentences of few words."""

PAIRS = [
    ("con mèo ngủ", "the cat sleeps"),
    ("con chó ngủ", "the dog sleeps"),
    ("con mèo ăn", "the cat eats"),
    ("con chó ăn", "the dog eats"),
    ("con mèo chạy", "the cat runs"),
    ("con chó chạy", "the dog runs"),
]
