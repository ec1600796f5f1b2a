"""Drawings of places and people."""

from math import cos, pi, sin

from demo.illustrations.sheet import (
    ACCENT,
    OCHRE,
    PAPER,
    SAND,
    THIN,
    TINT,
    TINT_DEEP,
    WHITE,
    Point,
    Sheet,
    arc,
    direction,
    smooth,
)


def window_frame(sheet: Sheet, left: float, top: float, right: float, bottom: float) -> None:
    """A window with hills and a low sun behind it."""
    sheet.box(left, top, right, bottom, 10, WHITE)
    width, height = right - left, bottom - top
    sun_x, sun_y = left + width * 0.7, top + height * 0.42
    sheet.circle(sun_x, sun_y, height * 0.12, OCHRE, width=0)

    def hill(heights: list[float], colour: str) -> None:
        step = width / (len(heights) - 1)
        edge = smooth([(left + i * step, bottom - height * h) for i, h in enumerate(heights)])
        sheet.shape([*edge, (right, bottom), (left, bottom)], colour, width=0)
        sheet.line(edge, THIN)

    hill([0.42, 0.5, 0.4, 0.46, 0.36], TINT)
    hill([0.2, 0.26, 0.34, 0.22, 0.28], TINT_DEEP)
    middle = (left + right) / 2
    sheet.line([(middle, top), (middle, bottom)]).box(left, top, right, bottom, 10)
    sheet.line([(left - 26, bottom + 8), (right + 26, bottom + 8)], 10)


def armchair_room() -> Sheet:
    """A reclining chair, an infusion stand, a window."""
    sheet = Sheet()
    sheet.cloud(
        [(170, 560), (330, 190), (820, 110), (1330, 220), (1470, 600), (1260, 860), (380, 870)]
    )
    sheet.ground(850)
    window_frame(sheet, 250, 190, 600, 520)

    # The stand with its bag and drip, behind the chair.
    sheet.line([(1200, 220), (1200, 846)], 9)
    sheet.curve([(1136, 246), (1148, 222), (1200, 218), (1252, 222), (1264, 246)])
    for foot in (1138, 1332):
        sheet.line([(1200, 812), (foot, 846)], 9).circle(foot, 848, 8, PAPER)
    sheet.box(1222, 262, 1306, 408, 22, WHITE).line([(1264, 246), (1264, 262)])
    sheet.box(1227, 330, 1301, 403, 18, TINT_DEEP, width=0).box(1222, 262, 1306, 408, 22)
    sheet.line([(1246, 300), (1282, 300)], THIN)
    sheet.box(1252, 408, 1276, 458, 8, WHITE, THIN)

    # The chair: legs, back, seat, arm, foot rest, cushion, blanket.
    for x in (770, 1040):
        sheet.line([(x, 770), (x - 6, 848)], 10)
    back = [(700, 330), (765, 296), (842, 330), (888, 520), (900, 660), (740, 690), (716, 520)]
    sheet.blob(back, SAND)
    sheet.blob(
        [
            (734, 356),
            (790, 340),
            (842, 350),
            (856, 392),
            (846, 432),
            (796, 444),
            (744, 436),
            (730, 396),
        ],
        WHITE,
        THIN,
    )
    sheet.box(728, 640, 1130, 778, 44, SAND)
    sheet.blob([(1096, 668), (1150, 650), (1290, 738), (1304, 788), (1256, 806), (1116, 752)], SAND)
    sheet.box(770, 566, 1060, 636, 34, WHITE)
    sheet.blob(
        [
            (930, 618),
            (1090, 618),
            (1140, 668),
            (1128, 806),
            (1068, 830),
            (1000, 812),
            (948, 826),
            (922, 720),
        ],
        TINT_DEEP,
    )
    sheet.curve([(1264, 458), (1268, 540), (1190, 590), (1110, 548), (1050, 574)], THIN)
    for shift in (0, 52, 104):
        sheet.curve([(966 + shift, 650), (972 + shift, 720), (962 + shift, 790)], THIN)

    # A side table with a cup, so that somebody seems to be about.
    sheet.line([(330, 700), (330, 848)], 9).line([(268, 848), (392, 848)], 9)
    sheet.oval(330, 696, 108, 20, WHITE)
    _cup(sheet, 316, 684)
    return sheet


def two_people() -> Sheet:
    """Two people in chairs, turned to each other, one listening."""
    sheet = Sheet()
    sheet.cloud(
        [(150, 610), (280, 240), (760, 120), (1300, 200), (1480, 560), (1240, 880), (360, 890)]
    )
    sheet.ground(856)

    def chair(x: float, way: int) -> None:
        def at(dx: float, y: float) -> Point:
            return x + dx * way, y

        sheet.line([at(-120, 470), at(-92, 700), at(-104, 852)], 10)
        sheet.line([at(-94, 700), at(96, 700), at(112, 852)], 10)
        sheet.blob([at(-142, 440), at(-112, 432), at(-84, 600), at(-92, 668), at(-120, 640)], SAND)

    def person(x: float, way: int, jumper: str, hair: str) -> None:
        def at(dx: float, y: float) -> Point:
            return x + dx * way, y

        # From the back to the front: far leg, near leg, shoes, body, arm, head, hair.
        for knee, fill in ((122, TINT_DEEP), (150, WHITE)):
            thigh = [at(-70, 634), at(60, 622), at(knee, 632), at(knee + 22, 668)]
            shin = [at(knee + 16, 760), at(knee + 10, 828), at(knee - 38, 828), at(knee - 40, 730)]
            sheet.blob([*thigh, *shin, at(40, 712), at(-72, 708)], fill)
            shoe = [at(knee - 44, 826), at(knee + 10, 820), at(knee + 62, 842), at(knee + 56, 856)]
            sheet.blob([*shoe, at(knee - 42, 856)], ACCENT, THIN)
        sheet.shape([at(-20, 446), at(26, 446), at(26, 380), at(-16, 380)], WHITE)
        sheet.blob(
            [
                at(-30, 432),
                at(4, 446),
                at(38, 432),
                at(72, 500),
                at(66, 640),
                at(-66, 664),
                at(-84, 560),
                at(-72, 476),
            ],
            jumper,
        )
        sleeve = [at(-4, 476), at(34, 484), at(50, 560), at(112, 594), at(104, 628), at(14, 604)]
        sheet.blob([*sleeve, at(-18, 540)], jumper)
        sheet.circle(x + 122 * way, 612, 17, WHITE, THIN)
        sheet.circle(x + 10 * way, 340, 66, WHITE)
        sheet.blob(
            [
                at(-58, 378),
                at(-70, 316),
                at(-24, 262),
                at(44, 264),
                at(76, 308),
                at(20, 318),
                at(-14, 330),
                at(-26, 372),
            ],
            hair,
        )
        sheet.circle(x + 46 * way, 342, 4, ACCENT, 2)
        sheet.curve([at(30, 374), at(46, 380), at(58, 370)], THIN)

    chair(500, 1)
    person(500, 1, TINT_DEEP, OCHRE)
    chair(1100, -1)
    person(1100, -1, SAND, ACCENT)

    # Words between them, and a plant behind.
    bubble = [(742, 316), (664, 366), (692, 316), *arc(690, 266, 50, 50, 90, 180)]
    bubble += [*arc(690, 230, 50, 50, 180, 270), *arc(810, 230, 50, 50, 270, 360)]
    sheet.shape([*bubble, *arc(810, 266, 50, 50, 0, 90)], WHITE)
    for i, end in enumerate((820, 790, 740)):
        sheet.line([(684, 222 + i * 30), (end, 222 + i * 30)], THIN)
    sheet.box(896, 246, 1000, 310, 30, WHITE)
    for i in range(3):
        sheet.circle(922 + i * 26, 278, 4, ACCENT, 2)
    sheet.oval(800, 706, 112, 20, WHITE).line([(800, 726), (800, 852)], 9)
    _cup(sheet, 752, 700)
    _cup(sheet, 838, 700)
    return sheet


def clinic_house() -> Sheet:
    """A small house with a door, two windows, a tree and a bench."""
    sheet = Sheet()
    sheet.cloud(
        [(120, 640), (300, 300), (780, 130), (1290, 210), (1490, 600), (1300, 880), (300, 890)]
    )
    sheet.ground(846)
    sheet.circle(1290, 250, 62, OCHRE, width=0)

    sheet.box(480, 420, 1080, 844, 0, WHITE)
    sheet.shape([(430, 428), (560, 236), (1000, 236), (1130, 428)], SAND)
    for row, inset in enumerate((40, 84, 126)):
        y = 386 - row * 48
        sheet.line([(430 + inset, y), (1130 - inset, y)], 3)
    sheet.box(908, 176, 968, 276, 0, WHITE)
    for left in (544, 876):
        sheet.box(left, 506, left + 140, 666, 8, TINT_DEEP)
        sheet.line([(left + 70, 506), (left + 70, 666)], THIN).line(
            [(left, 586), (left + 140, 586)], THIN
        )
        sheet.line([(left - 14, 674), (left + 154, 674)], 10)
        for bloom in range(4):
            x = left + 16 + bloom * 36
            sheet.leaf(x, 672, 34, -110 + bloom * 12, TINT)
    sheet.shape([(722, 844), (722, 590), *arc(780, 590, 58, 58, 180, 360), (838, 844)], TINT_DEEP)
    sheet.circle(816, 724, 7, WHITE, THIN).circle(780, 606, 26, WHITE, THIN)
    sheet.box(694, 826, 866, 848, 4, SAND)

    # The tree and the bench below it.
    sheet.line([(286, 846), (290, 610)], 12).line([(290, 700), (340, 640)], 9)
    sheet.blob(
        [(170, 540), (200, 400), (300, 340), (400, 420), (418, 560), (330, 646), (220, 630)],
        TINT_DEEP,
    )
    for x, y in ((250, 470), (318, 430), (300, 540), (366, 520), (234, 566)):
        sheet.curve([(x - 20, y + 8), (x, y - 8), (x + 20, y + 8)], THIN)
    sheet.box(1170, 770, 1410, 790, 6, SAND).box(1180, 700, 1400, 722, 6, SAND)
    for x in (1206, 1374):
        sheet.line([(x, 706), (x, 846)], 9)
    for x, angle in ((1124, -120), (1130, -90), (1136, -60), (432, -110), (444, -80), (456, -55)):
        sheet.leaf(x, 844, 62, angle)
    return sheet


def window_and_plant() -> Sheet:
    """A window sill with a plant, a book and a cup in the morning."""
    sheet = Sheet()
    sheet.cloud(
        [(190, 560), (330, 180), (800, 90), (1300, 170), (1430, 560), (1200, 840), (420, 850)]
    )
    window_frame(sheet, 400, 130, 1200, 720)
    sheet.box(330, 728, 1270, 776, 10, SAND)

    # Curtains, tied back.
    for side in (-1, 1):

        def at(dx: float, y: float, side: int = side) -> Point:
            return 800 + side * dx, y

        inner = smooth([at(290, 92), at(330, 300), at(424, 496)])
        below = smooth([at(430, 520), at(400, 620), at(392, 770)])
        sheet.shape([*inner, *below, at(520, 770), at(526, 92)], WHITE)
        for top, foot in ((350, 428), (412, 462), (470, 496)):
            sheet.curve([at(top, 110), at((top + 470) / 2, 320), at(462, 490)], 3)
            sheet.curve([at(464, 526), at(foot, 640), at(foot, 752)], 3)
        sheet.blob(
            [at(414, 492), at(470, 500), at(530, 486), at(530, 520), at(470, 534), at(416, 526)],
            OCHRE,
        )
    sheet.line([(230, 92), (1370, 92)], 12)

    # The plant.
    stems = [
        (-14, 300, -128),
        (-4, 380, -104),
        (6, 410, -80),
        (18, 330, -54),
        (0, 240, -150),
        (10, 230, -30),
    ]
    for dx, length, angle in stems:
        bend = smooth([(630 + dx, 628), *_bent(630 + dx, 628, length * 0.62, angle)])
        sheet.line(bend, THIN)
        end = bend[-1]
        sheet.leaf(end[0], end[1], length * 0.42, angle, TINT_DEEP)
        middle = bend[len(bend) // 2]
        sheet.leaf(middle[0], middle[1], length * 0.28, angle + 46, TINT)
    sheet.shape([(552, 620), (708, 620), (684, 728), (576, 728)], OCHRE)
    sheet.box(538, 596, 722, 632, 8, SAND)

    # Books and a cup.
    sheet.box(880, 690, 1110, 728, 6, TINT_DEEP).box(900, 652, 1090, 690, 6, WHITE)
    sheet.line([(936, 656), (936, 686)], THIN).line([(1070, 694), (1070, 724)], THIN)
    _cup(sheet, 990, 650)
    return sheet


def telephone_by_night() -> Sheet:
    """A telephone, a lamp that is lit, a window with the moon."""
    sheet = Sheet()
    sheet.cloud(
        [(160, 560), (330, 200), (820, 110), (1320, 200), (1470, 560), (1220, 850), (380, 860)]
    )
    sheet.box(960, 150, 1330, 520, 10, ACCENT)
    sheet.circle(1240, 242, 50, SAND, width=0).circle(1262, 226, 44, ACCENT, width=0)
    for x, y in ((1030, 220), (1092, 330), (1040, 430), (1270, 400), (1180, 450), (1100, 206)):
        sheet.circle(x, y, 4, SAND, width=0)
    sheet.line([(1145, 150), (1145, 520)], THIN, PAPER).line([(960, 335), (1330, 335)], THIN, PAPER)
    sheet.box(960, 150, 1330, 520, 10).line([(930, 530), (1360, 530)], 10)

    # The lamp and its light.
    sheet.shape([(300, 414), (540, 414), (690, 768), (150, 768)], "#fbefd8", width=0)
    sheet.shape([(342, 254), (498, 254), (556, 414), (284, 414)], OCHRE)
    sheet.line([(420, 414), (420, 752)], 10)
    sheet.oval(420, 756, 92, 18, SAND)

    # The table, the telephone, its cord, a note pad.
    sheet.box(150, 768, 1450, 806, 8, SAND)
    for x in (230, 1370):
        sheet.line([(x, 806), (x, 930)], 10)
    sheet.blob(
        [
            (640, 766),
            (660, 690),
            (720, 620),
            (800, 606),
            (880, 620),
            (940, 690),
            (960, 766),
            (800, 768),
        ],
        TINT_DEEP,
    )
    sheet.circle(800, 690, 52, WHITE)
    for angle in range(0, 300, 30):
        ring = arc(800, 690, 36, 36, angle, angle + 1)[0]
        sheet.circle(ring[0], ring[1], 4, ACCENT, 2)
    sheet.circle(800, 690, 14, SAND, THIN)
    for x in (736, 864):
        sheet.line([(x, 626), (x, 600)], 14)
    sheet.blob(
        [
            (600, 616),
            (606, 560),
            (668, 532),
            (800, 524),
            (932, 532),
            (994, 560),
            (1000, 616),
            (944, 632),
            (908, 586),
            (800, 576),
            (692, 586),
            (656, 632),
        ],
        TINT_DEEP,
    )
    turns = [step / 12 for step in range(12 * 8 + 1)]
    coil = [(966 + 20 * t - 16 * sin(2 * pi * t), 744 - 14 * cos(2 * pi * t)) for t in turns]
    sheet.line([(950, 736), *coil], THIN).curve([coil[-1], (1160, 744), (1180, 762)], THIN)
    sheet.shape([(1220, 762), (1246, 706), (1392, 706), (1372, 762)], WHITE, THIN)
    sheet.line([(1262, 724), (1356, 724)], 3).line([(1254, 742), (1330, 742)], 3)
    return sheet


def _bent(x: float, y: float, length: float, angle: float) -> list[Point]:
    up, out = direction(-90), direction(angle)
    middle = (x + (up[0] + out[0]) * length * 0.28, y + (up[1] + out[1]) * length * 0.28)
    return [middle, (x + out[0] * length, y + out[1] * length)]


def _cup(sheet: Sheet, x: float, y: float) -> None:
    """A cup that stands on y, with steam."""
    sheet.shape([(x - 30, y - 54), (x + 30, y - 54), (x + 24, y), (x - 24, y)], WHITE)
    sheet.curve([(x + 28, y - 44), (x + 54, y - 38), (x + 50, y - 14), (x + 26, y - 12)])
    for shift in (-10, 12):
        sheet.curve(
            [
                (x + shift, y - 70),
                (x + shift + 9, y - 86),
                (x + shift - 4, y - 102),
                (x + shift + 5, y - 118),
            ],
            THIN,
        )
