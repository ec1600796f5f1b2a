"""Drawings of things and ideas."""

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
    smooth,
)


def path_with_stations() -> Sheet:
    """A path over hills with five stations and a sun at its end."""
    sheet = Sheet()
    sheet.circle(1250, 262, 84, OCHRE, width=0)
    far = smooth([(0, 520), (260, 430), (560, 500), (860, 400), (1200, 470), (1600, 380)])
    middle = smooth([(0, 690), (300, 590), (700, 660), (1060, 570), (1600, 640)])
    near = smooth([(0, 860), (360, 770), (820, 850), (1220, 780), (1600, 850)])
    for edge, colour in ((far, TINT), (middle, TINT_DEEP), (near, SAND)):
        sheet.shape([*edge, (1600, 1000), (0, 1000)], colour, width=0).line(edge)

    way = [
        (250, 1010),
        (300, 905),
        (520, 850),
        (800, 836),
        (930, 770),
        (840, 706),
        (620, 668),
        (540, 610),
        (680, 568),
        (900, 548),
        (1060, 528),
        (1130, 500),
        (1168, 474),
    ]
    sheet.curve(way, 40, ACCENT).curve(way, 27, PAPER)
    stations = [(330, 892), (800, 836), (760, 690), (690, 566), (1066, 527)]
    for i, (x, y) in enumerate(stations):
        r = 38 - i * 4.5
        sheet.circle(x, y, r, WHITE).circle(x, y, r * 0.42, OCHRE, THIN)
    for x, y, size in ((1180, 770, 1.0), (1290, 800, 1.25), (200, 596, 0.7), (1420, 606, 0.8)):
        _fir(sheet, x, y, size)
    for x, y in ((980, 250), (1060, 300)):
        sheet.curve([(x - 34, y - 8), (x - 16, y - 22), (x, y)], THIN)
        sheet.curve([(x, y), (x + 16, y - 22), (x + 34, y - 8)], THIN)
    return sheet


def effect_over_days() -> Sheet:
    """A calendar of days with a curve over it that rises fast and falls slowly."""
    sheet = Sheet()
    sheet.cloud(
        [(150, 560), (320, 190), (800, 100), (1310, 190), (1470, 560), (1240, 860), (380, 870)]
    )
    sheet.box(250, 200, 1350, 830, 26, WHITE)
    sheet.shape(
        [
            (250, 300),
            (250, 226),
            *arc(276, 226, 26, 26, 180, 270),
            *arc(1324, 226, 26, 26, 270, 360),
            (1350, 300),
        ],
        SAND,
    )
    for x in (420, 610, 800, 990, 1180):
        sheet.line([(x, 170), (x, 236)], 14)
    columns, rows = 7, 3
    wide, high = 1100 / columns, 530 / rows
    for column in range(1, columns):
        sheet.line([(250 + column * wide, 306), (250 + column * wide, 824)], 2.5, TINT_DEEP)
    for row in range(1, rows):
        sheet.line([(256, 300 + row * high), (1344, 300 + row * high)], 2.5, TINT_DEEP)

    rise = smooth([(300, 742), (352, 724), (392, 560), (448, 430), (530, 398)])
    fall = smooth([(530, 398), (650, 424), (800, 520), (960, 622), (1120, 692), (1300, 730)])
    sheet.shape([*rise, *fall, (1300, 760), (300, 760)], TINT, width=0)
    sheet.line([(300, 760), (1300, 760)], THIN)
    sheet.line([*rise, *fall], 11)
    sheet.line([(352, 760), (352, 792)], THIN).circle(352, 724, 17, OCHRE)
    for x, y in ((530, 398), (800, 520), (1120, 692)):
        sheet.circle(x, y, 13, WHITE)
    return sheet


def medicines_and_diary() -> Sheet:
    """A box of tablets, a strip, a glass of water, a diary and a pencil."""
    sheet = Sheet()
    sheet.cloud(
        [(150, 580), (300, 240), (800, 120), (1320, 210), (1470, 580), (1240, 870), (360, 880)]
    )
    sheet.ground(826)

    # The box stands open, a strip of tablets before it.
    sheet.shape([(300, 430), (560, 430), (560, 822), (300, 822)], WHITE)
    sheet.shape([(560, 430), (626, 392), (626, 784), (560, 822)], TINT_DEEP)
    sheet.shape([(300, 430), (366, 392), (626, 392), (560, 430)], SAND)
    sheet.shape([(366, 392), (340, 330), (600, 330), (626, 392)], WHITE)
    sheet.box(330, 520, 530, 590, 10, TINT)
    sheet.line([(352, 546), (470, 546)], THIN).line([(352, 568), (430, 568)], THIN)
    sheet.circle(430, 700, 52, OCHRE, width=0).line([(430, 670), (430, 730)], 9, WHITE)
    sheet.line([(400, 700), (460, 700)], 9, WHITE)
    sheet.shape([(470, 818), (560, 690), (800, 690), (710, 818)], SAND)
    for row in range(2):
        for column in range(4):
            x = 548 + column * 54 + (1 - row) * 36
            y = 726 + row * 56
            sheet.oval(x, y, 19, 14, WHITE, THIN)

    # A glass of water.
    sheet.shape([(856, 560), (1010, 560), (990, 822), (876, 822)], WHITE)
    sheet.shape([(864, 656), (1002, 656), (989, 818), (877, 818)], TINT_DEEP, width=0)
    sheet.line([(864, 656), (1002, 656)], THIN)
    sheet.shape([(856, 560), (1010, 560), (990, 822), (876, 822)])
    sheet.line([(896, 690), (902, 780)], THIN, WHITE)

    # The diary, with a row of marks that grow fewer.
    sheet.shape([(1076, 330), (1380, 330), (1380, 760), (1076, 760)], WHITE)
    sheet.shape([(1076, 330), (1380, 330), (1380, 396), (1076, 396)], SAND)
    for x in (1130, 1190, 1250, 1310):
        sheet.line([(x, 306), (x, 350)], 10)
    heights = (5, 5, 4, 3, 2, 1)
    for i, marks in enumerate(heights):
        y = 446 + i * 52
        sheet.line([(1104, y + 14), (1352, y + 14)], 2.5, TINT_DEEP)
        for mark in range(marks):
            sheet.circle(1126 + mark * 40, y - 6, 10, OCHRE, THIN)
    sheet.line([(1120, 760), (1120, 822)], 9).line([(1336, 760), (1336, 822)], 9)
    return sheet


def spray_and_drip() -> Sheet:
    """A nasal spray on the left, an infusion bag on the right."""
    sheet = Sheet()
    sheet.cloud(
        [(140, 560), (260, 240), (560, 170), (740, 420), (700, 800), (420, 900), (200, 820)]
    )
    sheet.cloud(
        [(900, 470), (1000, 200), (1280, 130), (1480, 380), (1460, 740), (1220, 900), (960, 800)],
        SAND,
    )
    sheet.line([(800, 200), (800, 850)], 3, TINT_DEEP)
    sheet.ground(850)

    # The spray: tip, wings for the fingers, body, plunger.
    sheet.shape([(404, 330), (446, 330), (470, 470), (380, 470)], WHITE)
    sheet.oval(425, 330, 21, 8, SAND)
    sheet.blob([(300, 500), (330, 470), (520, 470), (550, 500), (520, 530), (330, 530)], WHITE)
    sheet.box(366, 530, 484, 730, 16, TINT_DEEP)
    sheet.box(386, 570, 464, 660, 8, WHITE, THIN)
    sheet.line([(402, 600), (448, 600)], THIN).line([(402, 626), (434, 626)], THIN)
    sheet.box(396, 730, 454, 812, 8, WHITE)
    sheet.box(356, 812, 494, 846, 12, OCHRE)
    for angle, length in ((-118, 86), (-104, 108), (-90, 116), (-76, 108), (-62, 86)):
        start, end = (
            arc(425, 318, 30, 30, angle, angle + 1)[0],
            arc(425, 318, length, length, angle, angle + 1)[0],
        )
        sheet.line([start, end], THIN)
        sheet.circle(end[0], end[1], 4, ACCENT, 2)

    # The drip: stand, bag, chamber, tube and clamp.
    sheet.line([(1080, 180), (1080, 846)], 9).line([(1010, 848), (1150, 848)], 14)
    sheet.curve([(1080, 190), (1120, 178), (1200, 180), (1224, 214)])
    sheet.box(1150, 240, 1298, 500, 34, WHITE)
    sheet.shape(
        [(1157, 360), (1291, 360), (1291, 470), (1270, 493), (1178, 493), (1157, 470)],
        TINT_DEEP,
        width=0,
    )
    sheet.curve([(1156, 360), (1190, 352), (1224, 362), (1258, 352), (1292, 360)], THIN)
    sheet.box(1150, 240, 1298, 500, 34).circle(1224, 224, 13, PAPER)
    sheet.line([(1190, 290), (1258, 290)], THIN).line([(1190, 318), (1236, 318)], THIN)
    sheet.line([(1224, 500), (1224, 540)], 10)
    sheet.box(1200, 540, 1248, 636, 20, WHITE)
    sheet.box(1203, 596, 1245, 633, 16, TINT_DEEP, width=0).box(1200, 540, 1248, 636, 20)
    sheet.blob([(1224, 556), (1231, 572), (1224, 580), (1217, 572)], ACCENT, 2)
    sheet.curve(
        [(1224, 636), (1226, 720), (1290, 780), (1370, 752), (1384, 690), (1420, 664)], THIN
    )
    sheet.box(1204, 690, 1250, 720, 8, OCHRE)
    return sheet


def _fir(sheet: Sheet, x: float, y: float, size: float) -> None:
    """A fir tree that stands on (x, y)."""

    def at(dx: float, dy: float) -> Point:
        return x + dx * size, y + dy * size

    sheet.line([at(0, 0), at(0, -40)], 8)
    for base, top, half in ((-30, -110, 52), (-74, -150, 42), (-116, -186, 30)):
        sheet.shape([at(-half, base), at(0, top), at(half, base)], TINT_DEEP, THIN)
