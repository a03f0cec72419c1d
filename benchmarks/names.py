"""Rank the right pinyin of Vietnamese readings of Chinese names among 2,000 others: ``python -m benchmarks.names``.

The distractors are made from a fixed seed: common surnames with one or two syllables of the pinyin inventory, and
joined pairs of syllables that look like places, beside the right answers of all the other names.
"""

from __future__ import annotations

import random
import time

from songngu.align.lexicon.names import name_score, pinyin_syllables

PAIRS = """
Lương Văn Phong=Liang Wenfeng; Chiết Giang=Zhejiang; Trạm Giang=Zhanjiang; Ngô Xuyên=Wuchuan; Quảng Đông=Guangdong;
Hàng Châu=Hangzhou; Bắc Kinh=Beijing; Thượng Hải=Shanghai; Tập Cận Bình=Xi Jinping; Hoa Vi=Huawei;
Mao Trạch Đông=Mao Zedong; Chu Ân Lai=Zhou Enlai; Đặng Tiểu Bình=Deng Xiaoping; Giang Trạch Dân=Jiang Zemin;
Hồ Cẩm Đào=Hu Jintao; Ôn Gia Bảo=Wen Jiabao; Lý Khắc Cường=Li Keqiang; Chu Dung Cơ=Zhu Rongji; Vương Nghị=Wang Yi;
Dương Khiết Trì=Yang Jiechi; Mã Vân=Ma Yun; Nhậm Chính Phi=Ren Zhengfei; Lôi Quân=Lei Jun; Mã Hóa Đằng=Ma Huateng;
Lỗ Tấn=Lu Xun; Mạc Ngôn=Mo Yan; Trương Nghệ Mưu=Zhang Yimou; Củng Lợi=Gong Li; Chương Tử Di=Zhang Ziyi;
Thành Long=Cheng Long; Lý Liên Kiệt=Li Lianjie; Diêu Minh=Yao Ming; Lý Bạch=Li Bai; Đỗ Phủ=Du Fu; Tô Thức=Su Shi;
Tư Mã Thiên=Sima Qian; Gia Cát Lượng=Zhuge Liang; Tào Tháo=Cao Cao; Lưu Bị=Liu Bei; Quan Vũ=Guan Yu;
Triệu Tử Dương=Zhao Ziyang;
Bạc Hy Lai=Bo Xilai; Tôn Trung Sơn=Sun Zhongshan; Lâm Bưu=Lin Biao; Bành Lệ Viện=Peng Liyuan;
Phúc Kiến=Fujian; Hồ Nam=Hunan; Hồ Bắc=Hubei; Hà Nam=Henan; Hà Bắc=Hebei; Sơn Đông=Shandong; Sơn Tây=Shanxi;
Thiểm Tây=Shaanxi; Tứ Xuyên=Sichuan; Vân Nam=Yunnan; Quý Châu=Guizhou; Giang Tô=Jiangsu; Giang Tây=Jiangxi;
An Huy=Anhui; Cam Túc=Gansu; Thanh Hải=Qinghai; Liêu Ninh=Liaoning; Cát Lâm=Jilin; Hắc Long Giang=Heilongjiang;
Hải Nam=Hainan; Quảng Tây=Guangxi; Tân Cương=Xinjiang; Ninh Hạ=Ningxia; Vũ Hán=Wuhan; Nam Kinh=Nanjing;
Trùng Khánh=Chongqing; Thiên Tân=Tianjin; Thành Đô=Chengdu; Thâm Quyến=Shenzhen; Tây An=Xi'an; Đại Liên=Dalian;
Thanh Đảo=Qingdao; Hạ Môn=Xiamen; Tô Châu=Suzhou; Côn Minh=Kunming; Trường Sa=Changsha;
Trịnh Châu=Zhengzhou; Tế Nam=Jinan; Thẩm Dương=Shenyang; Ninh Ba=Ningbo; Ôn Châu=Wenzhou; Đông Hoản=Dongguan;
Nghĩa Ô=Yiwu; Tam Á=Sanya; Lan Châu=Lanzhou; Quế Lâm=Guilin; Thạch Gia Trang=Shijiazhuang; Thái Nguyên=Taiyuan;
Trung Hưng=Zhongxing; Bách Độ=Baidu; Đằng Tấn=Tengxun; Tiểu Mễ=Xiaomi; Mỹ Đoàn=Meituan; Kinh Đông=Jingdong;
Cát Lợi=Jili; Bỉ Á Địch=Biyadi; Thanh Hoa=Qinghua; Phục Đán=Fudan; Đồng Tế=Tongji; Trung Quan Thôn=Zhongguancun
"""
"""Vietnamese readings and pinyin of well-known people, places and companies."""

_SURNAMES = """
Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie Song Tang Han
Feng Deng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lü Ding Ren Lu Yao Shen Zhong Jia
"""


def name_list() -> list[tuple[str, str]]:
    """Return (Vietnamese, pinyin) of the names above."""
    entries = (entry.strip().partition("=") for entry in PAIRS.split(";"))
    return [(vietnamese.strip(), pinyin.strip()) for vietnamese, _, pinyin in entries]


def distractors(number: int, seed: int = 0) -> list[str]:
    """Return ``number`` pinyin names, half people and half places, of real syllables; the same for the same seed."""
    chance = random.Random(seed)
    syllables = sorted(pinyin_syllables())
    surnames = _SURNAMES.split()
    names: list[str] = []
    while len(names) < number:
        joined = "".join(chance.choices(syllables, k=chance.choice((1, 2)) if len(names) % 2 else 2)).capitalize()
        names.append(f"{chance.choice(surnames)} {joined}" if len(names) % 2 else joined)
    return names


def rank(vietnamese: str, pinyin: str, others: list[str]) -> int:
    """Return the place of ``pinyin`` by its score; another name with the same score goes before it."""
    own = name_score(vietnamese, pinyin)
    same = pinyin.lower().replace(" ", "").replace("'", "")
    rivals = {other for other in others if other.lower().replace(" ", "").replace("'", "") != same}
    return 1 + sum(name_score(vietnamese, other) >= own for other in rivals)


def main() -> None:
    """Print the rank of every name that is not first, and the share that is."""
    names = name_list()
    others = distractors(2000) + [pinyin for _, pinyin in names]
    start = time.perf_counter()
    ranks = {pair: rank(*pair, others) for pair in names}
    seconds = time.perf_counter() - start
    for (vietnamese, pinyin), place in ranks.items():
        if place > 1:
            print(f"{place:5d}  {vietnamese} / {pinyin}  {name_score(vietnamese, pinyin):.3f}")
    first = sum(place == 1 for place in ranks.values())
    print(f"{first} of {len(names)} first among {len(set(others)):,} names; {seconds:.1f} s")


if __name__ == "__main__":
    main()
