"""Damages names.glosa in 280 ways; each must be refused by `dict verify` with a named reason, and
by opening alone where the frame of the file tells."""
import ctypes
import hashlib
import os
import random
import struct
import subprocess

GLOSA = os.environ["GLOSA"]
IMAGE = open("names.glosa", "rb").read()
CHUNKS_START, HEADER, ENTRY, CHUNKS = 512, 88, 32, 12
DIGEST_AT, CHECKSUM_AT = 48, 80
ITEM_SIZES = {"slots": 8, "names": 8, "rows": 12, "entities": 28, "texts": 1}
BLOCKS = {"slots": 1024, "names": 1024, "rows": 512, "entities": 256, "texts": 8192}   # items
xxhash = ctypes.CDLL("libxxhash.so.0")
xxhash.XXH3_64bits.restype = ctypes.c_uint64
xxhash.XXH3_64bits.argtypes = [ctypes.c_char_p, ctypes.c_size_t]
random.seed(1)


def entries(image):
    return [struct.unpack_from("<8sQQQ", image, HEADER + ENTRY * i) for i in range(CHUNKS)]


def right_checksums(image, digest=False):
    image = bytearray(image)
    blocks = next(offset for name, offset, _, _ in entries(image) if name == b"blocks\0\0")
    for i, (name, offset, size, _) in enumerate(entries(image)):
        chunk = name.rstrip(b"\0").decode()
        whole = BLOCKS.get(chunk, 0) * ITEM_SIZES.get(chunk, 1)
        for at in range(offset, offset + size, whole) if whole else ():
            block = bytes(image[at:min(at + whole, offset + size)])
            struct.pack_into("<Q", image, blocks, xxhash.XXH3_64bits(block, len(block)))
            blocks += 8
        checksum = 0 if whole else xxhash.XXH3_64bits(bytes(image[offset:offset + size]), size)
        struct.pack_into("<8sQQQ", image, HEADER + ENTRY * i, name, offset, size, checksum)
    if digest:
        image[DIGEST_AT:DIGEST_AT + 32] = hashlib.sha256(image[CHUNKS_START:]).digest()
    struct.pack_into("<Q", image, CHECKSUM_AT, 0)
    checksum = xxhash.XXH3_64bits(bytes(image[:CHUNKS_START]), CHUNKS_START)
    struct.pack_into("<Q", image, CHECKSUM_AT, checksum)
    return image


def cut():
    return IMAGE[:random.randrange(len(IMAGE))]


def flipped_bit():
    image = bytearray(IMAGE)
    image[random.randrange(len(image))] ^= 1 << random.randrange(8)
    return image


def shuffled_chunks():
    """The chunks in another order, where the table of contents says."""
    order = list(range(CHUNKS))
    while order == sorted(order):
        random.shuffle(order)
    image, table = bytearray(IMAGE[:CHUNKS_START]), entries(IMAGE)
    for i in order:
        name, offset, size, checksum = table[i]
        image += bytes(-len(image) % 8)
        struct.pack_into("<8sQQQ", image, HEADER + ENTRY * i, name, len(image), size, checksum)
        image += IMAGE[offset:offset + size]
    struct.pack_into("<Q", image, 24, len(image))
    return right_checksums(image, digest=True)


def swapped_entries():
    """Two entries of the table of contents at each other's place."""
    image = bytearray(IMAGE)
    a, b = (HEADER + ENTRY * i for i in random.sample(range(CHUNKS), 2))
    image[a:a + ENTRY], image[b:b + ENTRY] = image[b:b + ENTRY], image[a:a + ENTRY]
    return right_checksums(image, digest=True)


def swap_items(chunk, digest):
    """Two different items of a chunk at each other's place."""
    table = {name.rstrip(b"\0").decode(): (at, size) for name, at, size, _ in entries(IMAGE)}
    start, size = table[chunk]
    item = ITEM_SIZES[chunk]
    image = bytearray(IMAGE)
    while image == IMAGE:
        a, b = (start + item * i for i in random.sample(range(size // item), 2))
        image[a:a + item], image[b:b + item] = IMAGE[b:b + item], IMAGE[a:a + item]
    return right_checksums(image, digest)


def swapped_items():
    """The digest in the header tells."""
    return swap_items(random.choice(["slots", "names", "rows", "entities"]), digest=False)


def swapped_names():
    """The digest is made right, too: what the names say contradicts itself."""
    return swap_items("names", digest=True)


def cleared_word():
    """A word of a filter without its bits, the digest made right: names that it keeps back."""
    table = {name.rstrip(b"\0").decode(): (at, size) for name, at, size, _ in entries(IMAGE)}
    start, size = table[random.choice(["firsts", "pairs"])]
    image = bytearray(IMAGE)
    while image == IMAGE:
        at = start + 8 * random.randrange(size // 8)
        image[at:at + 8] = bytes(8)
    return right_checksums(image, digest=True)


for make in (cut, flipped_bit, shuffled_chunks, swapped_entries, swapped_items, swapped_names,
             cleared_word):
    refused = 0
    for _ in range(40):
        with open("damaged.glosa", "wb") as file:
            file.write(make())
        run = subprocess.run([GLOSA, "dict", "verify", "damaged.glosa"], capture_output=True)
        told = run.stderr.decode(errors="replace")
        named = "damaged.glosa: damaged dictionary: " in told or "; build it again" in told
        if make is cleared_word:
            named = ": a name that it keeps back" in told
        if run.returncode == 1 and not run.stdout and named:
            refused += 1
        else:
            print(make.__name__, "status", run.returncode, run.stdout[:80], told[:200])
        if make in (cut, shuffled_chunks, swapped_entries):
            opened = subprocess.run([GLOSA, "dict", "stats", "--dict", "damaged.glosa"],
                                    capture_output=True)
            if opened.returncode != 1 or opened.stdout:
                print(make.__name__, "is opened")
    print(make.__name__, refused)
