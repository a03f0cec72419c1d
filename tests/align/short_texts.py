"""Short texts that render each other."""

from pathlib import Path

ROOT = Path(__file__).parents[2]


VIETNAMESE = [
    "Nhà máy mở cửa năm 2015 tại Tô Châu.",
    "Hiện có 3.500 kỹ sư làm việc ở đó.",
    "Không ai biết rõ chủ nhân của nó là ai, và cũng không ai dám hỏi.",
    "Mỗi buổi sáng, những chuyến xe buýt màu xanh đưa công nhân từ thành phố ra ngoại ô.",
]


ENGLISH = [
    "The factory opened in Suzhou in 2015.",
    "It now employs 3,500 engineers.",
    "Nobody knows who its owner is, and nobody dares to ask.",
    "Every morning, green buses carry the workers from the city to the suburbs.",
]


SONG = [
    "Con thuyền trôi xuôi theo dòng nước, mang theo bao nhiêu kỷ niệm của một thời thơ ấu đã xa.",
    "Ai về bến cũ cho ta gửi một lời chào đến những người bạn năm nào còn ngồi bên bếp lửa.",
]


REFRAIN = [
    "The boat drifts down with the stream, carrying so many memories of a childhood long gone by.",
    "If you go back to the old landing, take my greetings to the friends who still sit by the fire.",
]
