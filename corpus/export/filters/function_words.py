"""The commonest words of some languages, by which a text tells its language."""

from __future__ import annotations

FUNCTION_WORDS = {
    "vi": """
        anh bạn biết bị bởi cho chúng chưa chỉ con cái các có còn cũng của cùng do dùng dưới em giữa gì hai hay hoặc
        hơn họ khi không khác là làm lại lên lúc một mà mình mọi mỗi người ngày này nào nên như nhưng những nhiều nó nếu
        năm nơi phải qua ra rất rằng rồi sau sẽ sự ta tại theo thì thế trong trên trước tôi tới từ vào và vì vẫn với về
        vậy xin xuống ông đang đi đã đó đây đến để đều được đầu ấy ở
        """,
    "en": """
        a about after all also an and any are as at be because been before being both but by can could did do does
        each for from go had has have he her him his how i if in into is it its just may me more most my new no not of
        on one only or other our out over same she should so some such than that the their them then there these they
        this those through to under up us use was we were what when where which while who will with would you your
        """,
    "fr": """
        au aux avec ce ces cette dans de des deux du elle en est et il ils je la le les leur lui mais même ne nous on
        ont ou où par pas plus pour qu que qui sa se ses son sont sur un une vous à été être
        """,
    "de": """
        als am an auch auf aus bei das dass dem den der des die durch ein eine einem einen einer eines er es für hat
        ich im in ist mit nach nicht noch nur oder sein sich sie sind so um und vom von vor war wenn werden wie wird
        wir wurde zu zum zur über
        """,
    "es": """
        al como con de del desde donde el ella en entre era es esta este fue ha hay la las le lo los más me mi muy no
        o para pero por que se ser si sin sobre son su sus también un una y ya
        """,
    "it": """
        a al alla anche che chi come con da dal dalla degli dei del della delle di e era essere gli ha i il in io la
        le lo ma mi nel nella non o per più quando questa questo se si sono su sua suo un una è
        """,
    "pt": """
        a ao as com como da das de do dos e ela ele em entre era essa este eu foi há isso mais mas me na nas no nos não
        o os ou para pela pelo por que se sem ser seu sua são também tem um uma à é
        """,
    "nl": """
        aan als bij dat de deze die door dit een en er had heeft het hij ik in is je maar met naar niet nog of om onder
        ook op over te tot uit van voor was wat we werd wordt worden ze zich zijn zij
        """,
    "sv": """
        all att av blev de den det där efter ej eller en ett från för ha han har hon i inte jag kan man med mot nu när
        och om på sig sin som till under upp ut var vara vi vid är över
        """,
    "pl": """
        ale bo był było być co czy dla do go i ich ile jak jako jego jej jest jeszcze już lub ma mnie może na nad nie o
        od po pod przed przez przy się są tak tego tej ten to tylko tym w we z za ze że
        """,
    "ro": """
        a acest această ai al ale am are au ca care ce cel cu cum că către dar de din după el ei este eu fi fost în la
        lor lui mai nu o pe pentru prin sa sau se și sunt un una unei unui va
        """,
    "id": """
        ada adalah akan anda atau bahwa banyak bisa dalam dan dapat dari dengan di dia hanya harus ini itu jika juga
        kami kepada ke kita lebih maka masih mereka oleh pada para saat saya secara sebagai sebuah semua seorang sudah
        tahun telah tersebut tidak untuk yang
        """,
}
"""Words by language, in lower case and NFC: articles, pronouns, particles and the like."""
