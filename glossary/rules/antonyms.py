"""Words and phrases that are opposites in Vietnamese and in English, for POL003."""

from __future__ import annotations

from itertools import combinations

from songngu.glossary.rules.frequencies import FREQUENCIES

# Of each opposition two lines: words that surely say one thing in Vietnamese and in English and, behind a +, words that
# may say it as well; ~ stands for a space, * for one to three words. An opposition with a ! is told as a warning, the
# others as information.
_TABLE = """
! tăng gia~tăng tăng~lên tăng~mạnh leo~thang + lên vọt thêm nâng hơn /
  rise rises rose risen rising increase increases increased increasing grow grows grew grown growing soar
  soared
  soaring surge surged surging climb climbed climbing going~up went~up goes~up up~by was~up were~up is~up + up
  growth gained
  jump jumped raise raised raises raising higher boost boosted expand expanded doubled tripled heightened hike hiked
  intensified strengthen strengthened improve improved improving greater
! giảm giảm~xuống giảm~mạnh suy~giảm sụt~giảm sụt + hạ bớt cắt kém mất xuống hụt thu~hẹp tụt âm /
  fall falls fell fallen falling decrease decreases decreased decreasing decline declines declined declining drop
  drops
  dropped dropping plunge plunged shrink shrinks shrank shrunk plummet plummeted going~down went~down goes~down
  down~by
  was~down were~down is~down + down reduce reduced reduces reducing reduction lower lowered lowering cut cuts
  cutting
  less fewer slump slumped slid slide slowed ease eased diminish diminished relief relieve mitigate weakened slipped
  contracted contraction lost loss negative minus

trước trước~khi trước~đó trước~đây + ngoái hồi trước~hết trước~tiên /
  before ago earlier previously prior beforehand + previous front first last past former formerly until till advance
  ahead facing pre already preceding yesterday recent recently
sau sau~khi sau~đó sau~này + kế tiếp tựa lưng không~lâu~sau chẳng~bao~lâu trước~mặt /
  after later afterwards afterward subsequently + next following behind then since back rear upon when follow
  follows
  followed future thereafter below again aftermath subsequent once

! mọi~người tất~cả ai~ai ai~cũng mọi~thứ + mỗi từng mọi /
  everybody everyone everything all + every each whole entire always any
! không~ai chẳng~ai không~một~ai chẳng~một~ai không~người~nào + không chưa chẳng đừng nào vô /
  nobody none no~one + no not never neither nor few cannot without nothing hardly t unknown

! tất~cả toàn~bộ mọi + mỗi từng hết cả đều bất nào toàn suốt vẹn trọn khắp /
  all every everyone everybody everything + each whole entire always any both total full throughout whatever
  completely
! một~số một~vài + vài mấy dăm ít nhiều phần đôi nào không chưa có~người không~phải số /
  some several + few certain part partly partial any number various someone something somebody sometimes most many
  not no never t a~little half couple other others select handful

! được~phép cho~phép + được có~thể đồng~ý chấp~thuận /
  allowed permitted permits allows + allow permit may can let lets could able enable enabled enables permission
  authorised
  authorized license granted letting allowing permitting
! cấm nghiêm~cấm bị~cấm + không chẳng đừng ngăn hạn~chế chặn bất phạm chưa từ~chối /
  forbidden forbid forbids forbade prohibited prohibits prohibit prohibiting banned + ban bans banning not no
  never t
  cannot illegal outlaw outlawed bar barred block blocked embargo stop prevent prevented nobody restrict restricted

! bên~trái rẽ~trái quẹo~trái ngoặt~trái phía~trái tay~trái cánh~trái góc~trái chân~trái mắt~trái quay~trái sang~trái
  lề~trái nửa~trái +
  tả /
  left + leftmost leftward lefthand port
! bên~phải rẽ~phải quẹo~phải ngoặt~phải phía~phải tay~phải cánh~phải góc~phải chân~phải mắt~phải quay~phải sang~phải
  lề~phải nửa~phải +
  hữu /
  right + rightmost rightward righthand starboard

! phía~bắc miền~bắc hướng~bắc cực~bắc bờ~bắc vùng~bắc gió~bắc + bắc /
  north northern northward northerly + northeast northwest northeastern northwestern arctic
! phía~nam miền~nam hướng~nam cực~nam bờ~nam vùng~nam gió~nam + nam /
  south southern southward southerly + southeast southwest southeastern southwestern antarctic
! phía~đông miền~đông hướng~đông bờ~đông vùng~đông gió~đông + đông /
  east eastern eastward easterly + northeast southeast northeastern southeastern
! phía~tây miền~tây hướng~tây bờ~tây vùng~tây gió~tây + tây /
  west western westward westerly + northwest southwest northwestern southwestern

mua + sắm tậu đặt chuộc /
  buy buys bought buying + purchase purchased purchases purchasing acquire acquired acquisition shopping buyer
  takeover
  order ordered buyers obtain buyout
bán + thanh~lý đấu~giá nhượng tiêu~thụ phân~phối /
  sell sells sold selling + sale sales seller sellers vendor trade retail auction marketed store

thắng chiến~thắng + giành vô~địch đánh~bại hạ /
  won win wins winning victory + victories winner winners beat beats defeat defeats defeated defeating triumph
  champion
  over success successful
thua + bại mất kém thất /
  lost lose loses losing + loss losses beaten defeat defeated loser trailing trailed down

! mở~cửa đang~mở khai~mạc khai~trương + mở bắt~đầu /
  open opens opened opening + reopen inaugurated begin begins began launch launched start started unlock
! đóng~cửa đang~đóng bế~mạc + đóng khép tắt kết~thúc /
  close closes closed closing + shut shutdown end ended locked closure shuts shutting

! cao~nhất tối~đa lớn~nhất nhiều~nhất đông~nhất + hàng~đầu đỉnh kỷ~lục /
  highest maximum largest biggest greatest tallest + most max peak top best record supreme upper ceiling leading
! thấp~nhất tối~thiểu nhỏ~nhất ít~nhất bé~nhất + kém sàn /
  lowest minimum smallest least shortest + min fewest worst bottom floor

cao~hơn lớn~hơn nhiều~hơn dài~hơn nặng~hơn to~hơn + vượt trên quá /
  higher larger bigger greater longer heavier more~than over~than + more above over exceed exceeds exceeded
  exceeding
  taller beyond upper better than up great stronger
thấp~hơn nhỏ~hơn ít~hơn ngắn~hơn nhẹ~hơn bé~hơn + kém dưới chưa không giảm bớt /
  lower smaller fewer shorter lighter less~than + less below under reduced decreased weaker down worse low little
  not no

! sớm~nhất + sớm / earliest no~earlier + early
! muộn~nhất chậm~nhất trễ~nhất + muộn chậm / latest no~later + late slowest last

! nhanh~hơn + mau sớm cao / faster quicker + sooner higher
! chậm~hơn + lâu muộn trễ / slower + later longer slow lag

! trẻ~hơn ít~tuổi~hơn nhỏ~tuổi~hơn + em kém / younger + junior
! già~hơn nhiều~tuổi~hơn lớn~tuổi~hơn + anh chị cũ / older elder + senior

! rẻ~hơn + thấp giảm / cheaper + less lower
! đắt~hơn mắc~hơn + cao / dearer costlier more~expensive + higher

! dễ~hơn dễ~dàng~hơn + đơn~giản / easier + simpler
! khó~hơn khó~khăn~hơn / harder + difficult tougher

! tốt~hơn + khá hay giỏi / better + improved
! tệ~hơn xấu~hơn tồi~tệ~hơn + kém / worse + poorer

! xa~hơn / farther further + more beyond
! gần~hơn / nearer closer + near

! mạnh~hơn + khoẻ khỏe / stronger + more powerful
! yếu~hơn + kém / weaker + less

! bật kích~hoạt + mở sáng dùng khởi chạy nổ /
  enable enables enabled enabling activate activates activated switch~on switched~on turn~on turned~on turn~*~on
  turned~*~on turns~*~on turning~*~on switch~*~on on~by + on
  start
  open toggle toggles active light lit ignite whether set sets
! tắt vô~hiệu~hoá vô~hiệu~hóa + ngắt ngừng đóng bỏ ẩn thoát dừng huỷ hủy viết~tắt tóm~tắt /
  disable disables disabled disabling deactivate switch~off switched~off turn~off turned~off turn~*~off turned~*~off
  turns~*~off turning~*~off switch~*~off off~by + off out
  deactivated
  stop stops close quit exit shut extinguish suppress abbreviation short summary clear hide

! đầu~tiên lần~đầu thứ~nhất + đầu khởi nhất mở~màn sơ ban~đầu /
  first + initial initially original beginning earliest debut maiden start opening primary begin began foremost
  started
  inaugural 1st firstly
! cuối~cùng sau~cùng sau~chót + cuối chót rốt nốt kết~thúc tận /
  last final + finally end ultimate ultimately latter eventually late lastly latest conclude concluded ended ending
  past

! nóng + ấm nhiệt sốt bức oi sôi bỏng cay /
  hot hotter hottest + warm heat heated warmer warming boiling thermal temperature spicy scorching burning
! lạnh + rét nguội mát giá băng buốt đông cóng /
  cold colder coldest + cool cooler chill chilled chilly freezing frozen frost refrigerator ice icy fridge cooling

! xuất~khẩu + xuất ngoài /
  export exports exported exporting exporter exporters + overseas abroad shipped
! nhập~khẩu + nhập ngoài /
  import imports imported importing importer importers + foreign bring overseas

! đàn~ông nam~giới + nam ông trai chồng anh cậu /
  man men males + male he his boy gentleman gentlemen guy guys husband mr him human fellow
! phụ~nữ đàn~bà nữ~giới + nữ bà gái vợ cô chị mẹ em nàng /
  woman women females + female she her girl lady ladies wife mrs maternal mother

! ông~nội ông~ngoại / grandfather grandfathers grandpa granddad + grandparents grandparent
! bà~nội bà~ngoại / grandmother grandmothers grandma granny + grandparents grandparent

! cha bố + ba thầy phụ tía / father fathers dad daddy + papa parent parents fatherly priest fr paternal
! mẹ má + bầm u bu mẫu mạ phụ / mother mothers mom mum mommy + mama parent parents maternal

! con~trai + trai nam cậu / son sons + boy boys male child children lad
! con~gái + gái nữ cô nàng dâu / daughter daughters + girl girls female child children woman women girlfriend

! anh~trai em~trai + anh trai / brother brothers + sibling siblings
! chị~gái em~gái + chị gái / sister sisters + sibling siblings

chồng + phu xếp chất đôi lấy cặp / husband husbands + spouse spouses partner married marry stack overlap couple
vợ + phu~nhân đôi cặp / wife wives + spouse spouses partner married marry couple

! theo~chiều~kim~đồng~hồ thuận~chiều~kim~đồng~hồ + xuôi thuận / clockwise
! ngược~chiều~kim~đồng~hồ + ngược trái / anticlockwise anti-clockwise counterclockwise counter-clockwise + reverse

! đẩy~cửa + đẩy xô ấn / push pushes pushed pushing + shove press
! kéo~cửa + kéo lôi giật / pull pulls pulled pulling + drag draw

! bên~mua người~mua + mua khách / buyer buyers purchaser purchasers + customer client buy
! bên~bán người~bán + bán chủ / seller sellers vendor vendors + supplier merchant sell owner

! bên~thuê người~thuê + thuê khách / tenant tenants lessee lessees renter + rent hire hirer
! bên~cho~thuê người~cho~thuê + chủ~nhà cho~thuê chủ / landlord landlords lessor lessors + owner owners landlady

! bên~vay người~vay + vay con~nợ / borrower borrowers + debtor borrow
! bên~cho~vay người~cho~vay + cho~vay chủ~nợ / lender lenders + creditor bank lend

! người~lao~động + công~nhân nhân~viên làm~công / employee employees + worker workers staff personnel
! người~sử~dụng~lao~động + chủ / employer employers + company boss

! nguyên~đơn + khởi~kiện kiện / plaintiff plaintiffs claimant + complainant sue
! bị~đơn + bị~kiện bị~cáo / defendant defendants + accused respondent

! ưu~điểm + lợi mạnh tốt ưu hay / advantage advantages + strength strengths pros merit merits benefit benefits plus
! nhược~điểm + hại yếu kém dở bất~lợi hạn~chế khuyết /
  disadvantage disadvantages drawback drawbacks + weakness weaknesses cons downside shortcoming shortcomings

! bắt~buộc + phải buộc cần /
  compulsory mandatory obligatory + required requires require must forced obliged need necessary
! tùy~chọn tuỳ~chọn tự~nguyện không~bắt~buộc + tùy tuỳ chọn /
  optional voluntary optionally voluntarily + choose option may choice

! hợp~pháp + luật phép pháp / legal lawful legally lawfully + legitimate law licit
! bất~hợp~pháp phi~pháp trái~phép + bất lậu trái sai phạm cấm / illegal unlawful illegally unlawfully + illicit

! vô~hại + lành hiền an~toàn / harmless + safe innocuous
! có~hại độc~hại + hại độc / harmful + damaging toxic dangerous hazardous detrimental

! trước~công~nguyên trước~tây~lịch tcn / bc bce + before
! sau~công~nguyên scn / ad ce + after

! thất~bại + hỏng lỗi / failed fails failure fail + error unsuccessful defeat lost
! thành~công + được xong / succeeded succeeds success successful successfully + passed done complete completed

! hợp~lệ + đúng / valid + legal lawful
! không~hợp~lệ + sai / invalid + illegal wrong

! kết~nối đã~kết~nối + nối / connected + connect link online
! ngắt~kết~nối bị~ngắt mất~kết~nối + ngắt đứt rời / disconnected + offline interrupted cut lost

! dương~tính / positive + positively
! âm~tính / negative + negatively

! lãi + lời lợi~nhuận lợi / profit profits + gain gains interest earnings rate
! lỗ thua~lỗ + mất thiệt hổng / loss losses + hole pore deficit

! giàu + sang khá / rich wealthy + affluent
! nghèo + khó kém tồi / poor + bad poverty

! trong~nước nội~địa + quốc~nội / domestic domestically + home local inland internal country
! nước~ngoài ngoài~nước hải~ngoại + ngoại / abroad overseas foreign + international external

! ban~ngày + ngày trưa / daytime by~day + day daylight noon
! ban~đêm + đêm tối khuya / nighttime by~night at~night + night dark

! lên~xe / get~on got~on + board aboard enter in into
! xuống~xe / get~off got~off + alight out leave exit

! phía~trên bên~trên ở~trên + trên lên / above + on over up top upper upstairs
! phía~dưới bên~dưới ở~dưới + dưới xuống / below beneath underneath + under down bottom lower downstairs

! bên~trong ở~trong + trong nội / inside within + in internal inner interior into
! bên~ngoài ở~ngoài + ngoài ngoại / outside + out external outer outdoor outdoors exterior beyond

! thường~xuyên + thường luôn hay nhiều / often frequently regularly + always constantly usually
! hiếm~khi ít~khi + hiếm ít / rarely seldom + hardly never

! tạm~thời + tạm / temporary temporarily + interim provisional
! vĩnh~viễn + mãi suốt / permanent permanently forever + eternal

! miễn~phí + không / free + gratis complimentary no without
! có~phí trả~phí mất~phí + tiền / paid for~a~fee + fee cost charge charged pay

! công~khai + chung mở / public publicly + open openly disclosed
! riêng~tư bí~mật + riêng kín / private privately secret secretly + confidential

! không~còn chẳng~còn + hết thôi / no~longer any~longer anymore any~more + not no
! vẫn~còn vẫn + còn / still + remain remains yet

! không~bao~gồm chưa~bao~gồm + trừ / excluded excluding exclusive + not no without except
! bao~gồm đã~bao~gồm + gồm kể~cả / included including inclusive includes + include comprise

! từ~chối + khước / denied refused rejected declined deny refuse reject + no not
! chấp~nhận đồng~ý chấp~thuận + nhận cho / accepted granted agreed accept grant agree approved approve + allow yes

! buổi~sáng sáng~nay sáng~mai sáng~sớm + sáng / morning mornings + dawn am m sunrise early breakfast
! buổi~tối buổi~chiều tối~nay chiều~nay tối~qua đêm~qua + tối chiều đêm khuya trưa /
  evening evenings afternoon afternoons + night nights pm tonight m noon overnight dusk sunset late supper dinner

! hôm~qua + trước / yesterday + ago last recently earlier
! ngày~mai + mai sắp tới / tomorrow + next coming morrow soon future

! tuần~trước tháng~trước năm~ngoái tuần~qua tháng~qua + trước qua ngoái rồi vừa /
  last~week last~month last~year previous~week previous~year + last past previous ago earlier recent recently
! tuần~sau tháng~sau tuần~tới tháng~tới sang~năm năm~tới + sau tới sắp sang kế tiếp /
  next~week next~month next~year + next coming following later upcoming

! một~lần / once + one single first again ever time 1
! hai~lần ba~lần / twice thrice + two three double second third both times repeatedly 2 3 again triple

! hiệp~một hiệp~1 hiệp~đầu + đầu~tiên / first~half + 1st opening
! hiệp~hai hiệp~2 / second~half + 2nd

! gấp~đôi / twice double doubled doubling doubles + two 2 twofold
! một~nửa phân~nửa / half halved halves halving + 50 fifty

! nửa~đầu / first~half + early
! nửa~cuối nửa~sau / second~half + late latter
"""

# Of more than two that exclude each other, any two.
_SEASONS = """
! mùa~xuân + xuân / spring springtime
! mùa~hè mùa~hạ + hè hạ / summer summers summertime
! mùa~thu + thu / autumn + fall
! mùa~đông + đông / winter winters wintertime
"""

_EXCLUSIVE = "\n".join(f"{one}\n{other}" for one, other in combinations(_SEASONS.strip().split("\n"), 2))

ANTONYMS = "\n".join((_TABLE.strip().replace("\n\n", "\n"), _EXCLUSIVE, FREQUENCIES))
"""Of each opposition two lines, as the comment above says; lines that begin with a space go on with the one before."""
