"""Makes resize.txt: checksums of what OpenCV's cv2.resize gives for windows of generated pictures.

Each line: channels, height and width of the picture; top, left, height and width of the window;
height and width of the result; CRC-32 of the result's bytes, pixel after pixel.
Made with OpenCV 4.6.0. Run: python3 resize.py > resize.txt
"""
import random
import zlib

import cv2
import numpy


def picture(channels, height, width):
    i = numpy.arange(channels * height * width, dtype=numpy.uint64)
    values = (i * numpy.uint64(2654435761) % numpy.uint64(2**32)) >> numpy.uint64(11)
    return (values & numpy.uint64(255)).astype(numpy.uint8).reshape(height, width, channels)


def line(channels, height, width, top, left, h, w, to_height, to_width):
    window = picture(channels, height, width)[top : top + h, left : left + w]
    result = cv2.resize(window, (to_width, to_height), interpolation=cv2.INTER_LINEAR)
    crc = zlib.crc32(numpy.ascontiguousarray(result).tobytes())
    print(channels, height, width, top, left, h, w, to_height, to_width, crc)


def gray():
    bgr = picture(3, 64, 512)
    print("gray", zlib.crc32(cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY).tobytes()))


gray()
dice = random.Random(5)
sizes = [1, 2, 3, 7, 16, 17, 31, 32, 33, 64, 100, 227]
for channels in (1, 3):
    for size in sizes:
        for to in sizes:
            line(channels, size, size + 3, 0, 0, size, size + 3, to, to)
    for _ in range(100):
        height, width = dice.randint(1, 120), dice.randint(1, 120)
        h, w = dice.randint(1, height), dice.randint(1, width)
        top, left = dice.randint(0, height - h), dice.randint(0, width - w)
        half = dice.random() < 0.2 and h > 1 and w > 1
        h, w = (h & ~1, w & ~1) if half else (h, w)
        to = (h // 2, w // 2) if half else (dice.randint(1, 150), dice.randint(1, 150))
        line(channels, height, width, top, left, h, w, *to)
