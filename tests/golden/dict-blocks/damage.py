"""damage.py FILE CHUNK [BLOCK]: the dictionary with a bit turned in the middle of a block, or of
every block, of a chunk; exit status 1 where it has no such block."""
import struct
import sys

BLOCKS = {"slots": 8 << 10, "names": 8 << 10, "rows": 12 << 9, "entities": 28 << 8,
          "texts": 1 << 13}     # bytes
with open(sys.argv[1], "rb") as file:
    image = bytearray(file.read())
chunks = {}
for i in range(12):
    name, offset, size, _ = struct.unpack_from("<8sQQQ", image, 88 + 32 * i)
    chunks[name.rstrip(b"\0").decode()] = (offset, size)
start, size = chunks[sys.argv[2]]
block = BLOCKS[sys.argv[2]]
places = range(0, size, block)
if len(sys.argv) > 3:
    if int(sys.argv[3]) >= len(places):
        sys.exit(1)
    places = [places[int(sys.argv[3])]]
for at in places:
    image[start + (at + min(at + block, size)) // 2] ^= 1
sys.stdout.buffer.write(image)
